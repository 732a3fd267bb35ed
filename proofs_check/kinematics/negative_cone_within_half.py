"""The theorem on quadratic cones, with the weights lam/mu."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.negative_cone_within_half import THEOREM, D, count, value

(K,) = D.symbols
t = sp.Symbol("t", real=True)
axes = quadratic_quantity("quadratic_sum")(K, 0, 1)

PROOF = Proof(
    "negative_cone_within_half",
    steps=[
        Step("weights", Relation(count, "=", axes), lemma("negative_count_by_weights", K=K)),
        Step("below", Relation(axes, "<=", value), apply("quadratic_cone_within_half")),
        Step("above", Relation(value, "<=", axes + 1), apply("quadratic_cone_within_half")),
        Step("shifted", Relation(axes + 1, "=", count + 1), monotone(t, t + 1), ["weights"]),
        Step("claim", THEOREM.claim, chain(), ["weights", "below", "above", "shifted"]),
    ],
)
