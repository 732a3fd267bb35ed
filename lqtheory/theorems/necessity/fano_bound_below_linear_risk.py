r"""**Fano's bound is below the risk of every linear shrinkage**: sigma^2 s ln(n/4s)/64 <= c^2 n sigma^2 + (1-c)^2 R^2.

The estimator c y has risk c^2 n sigma^2 + (1-c)^2 ||theta||^2, at most that with ||theta||_2 <= R. The hypotheses of
Fano's bound have squared norm s sigma^2 ln(n/4s)/8 <= R^2. A check of the lower bound against methods that exist.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

_PARAMETERS = Domain(
    s=Integer(1, typical=(1, 12)),
    n=Integer("4*s", typical=("4*s", "256*s")),
    sigma=Real(0, typical=(0.1, 2)),
    R=Real(0, typical=(0.5, 8)),
    c=Real(0, 1, closed="both"),
)
s, n, sigma, R, c = _PARAMETERS.symbols
level = sp.log(n / (4 * s))
D = Domain(where=[Relation(s * sigma**2 * level / 8, "<=", R**2)], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="fano_bound_below_linear_risk",
    title="Fano's bound against linear estimators",
    id="lq.lower.minimax.linear",
    statement="For 1 <= s <= n/4, 0 <= c <= 1 and s sigma^2 ln(n/(4s))/8 <= R^2, the bound sigma^2 s ln(n/(4s))/64 "
    "is at most c^2 n sigma^2 + (1-c)^2 R^2.",
    domain=D,
    claim=AtMost(sigma**2 * s * level / 64, c**2 * n * sigma**2 + (1 - c) ** 2 * R**2),
    box={"s": (1, 2), "n": (16, 18), "sigma": (0.5, 1), "R": (2, 3), "c": (0, 1)},
    source=Source("lqtheory_dossier", "lq.lower.minimax"),
)
