"""AM-GM for (2-q)/(2(1-q)) and (2-q)/2 with weights (1-q)/(2-q) and 1/(2-q), whose mean is 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.sharp_constant_at_least_orthonormal import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", positive=True)
orthonormal, sharp = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
high, low, weight = (2 - q) / (2 * (1 - q)), (2 - q) / 2, (1 - q) / (2 - q)
product, mean = high**weight * low ** (1 - weight), weight * high + (1 - weight) * low
ratio = product ** ((2 - q) / q)

PROOF = Proof(
    "sharp_constant_at_least_orthonormal",
    steps=[
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=high, b=low, w=weight)),
        Step("mean", Relation(mean, "=", 1), identity()),
        Step("product", Relation(product, "<=", 1), chain(), ["am_gm", "mean"]),
        Step("ratio", Relation(ratio, "<=", 1), monotone(t, t ** ((2 - q) / q)), ["product"]),
        Step("split", Relation(orthonormal, "=", sharp * ratio), identity()),
        Step("scaled", Relation(sharp * ratio, "<=", sharp), monotone(t, t * sharp), ["ratio"]),
        Step("together", THEOREM.claim, chain(), ["split", "scaled"]),
    ],
)
