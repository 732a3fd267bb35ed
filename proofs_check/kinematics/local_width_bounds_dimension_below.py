"""The published number is at most N(s), and N_M is at least N(s) - 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.local_width_bounds_dimension_below import THEOREM, D, lower, published

(K,) = D.symbols
t = sp.Symbol("t", real=True)
count = sublevel_quantity("sublevel_count")(K)

PROOF = Proof(
    "local_width_bounds_dimension_below",
    steps=[
        Step("published", Relation(published, "<=", count), apply("local_width_at_most_count")),
        Step("less", Relation(published - 1, "<=", count - 1), monotone(t, t - 1), ["published"]),
        Step("width", Relation(count - 1, "<=", lower), apply("cone_width_within_one_of_count")),
        Step("claim", THEOREM.claim, chain(), ["less", "width"]),
    ],
)
