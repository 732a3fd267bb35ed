"""Polarity at the angle that is its own complement."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension
from lqtheory.theorems.statistical_dimension.second_order_cone_is_half import THEOREM, D

(d,) = D.symbols
t = sp.Symbol("t", real=True)
twice = 2 * circular_statistical_dimension(d, sp.pi / 4)

PROOF = Proof(
    "second_order_cone_is_half",
    steps=[
        Step("polar", Relation(twice, "=", d), apply("polarity_of_circular_cones", {"alpha": sp.pi / 4})),
        Step("claim", THEOREM.claim, monotone(t, t / 2), ["polar"]),
    ],
)
