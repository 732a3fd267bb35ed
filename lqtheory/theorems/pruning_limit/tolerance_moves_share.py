r"""**Sensitivity of the published share**: at most x(1-x) <= 1/4 per unit of log epsilon, term by term.

Doubling epsilon moves x = s/(s + lam) to 2x/(1+x), by at most 3 - 2 sqrt(2) = 0.1716, attained at x = sqrt(2) - 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(x=Real(0, 1, closed="both"))
(x,) = D.symbols

THEOREM = Theorem(
    name="tolerance_moves_share",
    title="Sensitivity of the published share to the tolerated loss",
    id="geom.prune.published",
    statement="For 0 <= x <= 1, x (1-x) is at most 1/4, and 2x/(1+x) - x at most 3 - 2 sqrt(2).",
    domain=D,
    claim=Claim(
        then=[
            Relation(x * (1 - x), "<=", sp.Rational(1, 4)),
            Relation(2 * x / (1 + x) - x, "<=", 3 - 2 * sp.sqrt(2)),
        ]
    ),
    box={"x": (0.6, 0.9)},
    source=Source("lqtheory_dossier", "geom.prune.published (sensitivity)"),
)
