"""Order of the second derivatives, 4Q and 2, integrated twice from t = 0."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.excess_square_below_parabola import THEOREM, D, density, tail

(t,) = D.symbols
mean = sp.sqrt(2 / sp.pi)
value, parabola = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs


def by_slope(left, right):
    """Order from the order of derivatives, from t = 0 on."""
    return lemma("ordered_derivatives", left=left, right=right, variable=t)


PROOF = Proof(
    "excess_square_below_parabola",
    steps=[
        Step("half", Relation(4 * tail, "<=", 2), by_slope(4 * tail, sp.Integer(2))),
        Step(
            "slope",
            Relation(4 * t * tail - 4 * density, "<=", 2 * t - 2 * mean),
            by_slope(4 * t * tail - 4 * density, 2 * t - 2 * mean),
            ["half"],
        ),
        Step("claim", THEOREM.claim, by_slope(value, parabola), ["slope"]),
    ],
)
