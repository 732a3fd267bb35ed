"""The theorem on quadratic cones, with the weights of the axes added up by their characteristic polynomial."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.slice_within_half import THEOREM, D, lower, value

(K,) = D.symbols
t = sp.Symbol("t", real=True)
axes = quadratic_quantity("quadratic_sum")(K, 0, 1)

PROOF = Proof(
    "slice_within_half",
    steps=[
        Step("axes", Relation(axes, "=", lower), apply("axes_of_slices")),
        Step("below", Relation(axes, "<=", value), apply("quadratic_cone_within_half")),
        Step("above", Relation(value, "<=", axes + 1), apply("quadratic_cone_within_half")),
        Step("shifted", Relation(axes + 1, "=", lower + 1), monotone(t, t + 1), ["axes"]),
        Step("claim", THEOREM.claim, chain(), ["axes", "below", "above", "shifted"]),
    ],
)
