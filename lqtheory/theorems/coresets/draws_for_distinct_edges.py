r"""**Draws for a wanted number of distinct edges**: U(m) = u at m = U^{-1}(u) >= ln(1-u/n)/ln(1-1/n) >= u, 1 <= u < n.

U(m) = sum_j (1 - (1-q_j)^m) at q = s/sum s is the expected number of distinct edges among m draws. The bound is the
number for uniform scores, by Jensen's inequality: it starts the search for the root, and is attained by equal scores.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import draws_for_unique, expected_unique, mass_shares, support_size

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 12)),
    u=Real(1, "n", closed="left", typical=(1, "n-0.25")),
    s=Vector("n", sign="positive"),
)
n, u, s = _PARAMETERS.symbols
D = Domain(where=[Relation(u, "<", support_size(s))], **_PARAMETERS.parameters)  # which is n; then draws are finite
q = mass_shares(s, 1)
draws = draws_for_unique(q, u)
uniform = sp.log(1 - u / n) / sp.log(1 - 1 / n)


def equal_scores(n: int, u: float) -> dict[str, np.ndarray]:
    """All edges have the same score."""
    return {"s": np.ones(n)}


THEOREM = Theorem(
    name="draws_for_distinct_edges",
    title="Number of draws for a wanted number of distinct edges",
    id="coreset.unique_inverse",
    statement="For scores s > 0 of n >= 2 edges and 1 <= u < n, U(m) = u at m = U^{-1}(u), which is at least "
    "ln(1-u/n)/ln(1-1/n), the number for equal scores, and at least u.",
    domain=D,
    claim=Claim(
        then=[
            Relation(uniform, "<=", draws),
            Relation(u, "<=", draws),
            Relation(expected_unique(q, draws), "=", u),
        ]
    ),
    extremal=equal_scores,
    sharp_at=({"n": 4, "u": 2}, {"n": 8, "u": 5}),
    source=Source("lqtheory_dossier", "coreset.unique_inverse"),
)
