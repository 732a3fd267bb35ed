"""The theorem on quadratic cones, with the weights of the axes added up by their characteristic polynomial."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.sublevel_cone_within_half import THEOREM, D, count, lower, value

(K,) = D.symbols
t = sp.Symbol("t", real=True)
axes = quadratic_quantity("quadratic_sum")(K, 0, 1)

PROOF = Proof(
    "sublevel_cone_within_half",
    steps=[
        Step("axes", Relation(axes, "=", lower), apply("axes_of_sublevel_cones")),
        Step("below", Relation(axes, "<=", value), apply("quadratic_cone_within_half")),
        Step("above", Relation(value, "<=", axes + 1), apply("quadratic_cone_within_half")),
        Step("shifted", Relation(axes + 1, "=", lower + 1), monotone(t, t + 1), ["axes"]),
        Step("least", Relation(count - 1, "<=", lower), apply("cone_width_within_one_of_count")),
        Step("most", Relation(lower, "<=", count), apply("cone_width_within_one_of_count")),
        Step("more", Relation(lower + 1, "<=", count + 1), monotone(t, t + 1), ["most"]),
        Step("claim", THEOREM.claim, chain(), ["axes", "below", "above", "shifted", "least", "more"]),
    ],
)
