"""Ours is at most 1; the published one is a positive power of 2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.published_constant_exceeds_uniform import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", positive=True)
ours, published = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
exponent = (2 - q) / (2 * q)

PROOF = Proof(
    "published_constant_exceeds_uniform",
    steps=[
        Step("ours", Relation(ours, "<=", 1), apply("uniform_constant_at_most_one")),
        Step("two", Relation(1, "<", 2), sign()),
        Step("power", Relation(1, "<", published), monotone(t, t**exponent), ["two"]),
        Step("together", THEOREM.claim, chain(), ["ours", "power"]),
    ],
)
