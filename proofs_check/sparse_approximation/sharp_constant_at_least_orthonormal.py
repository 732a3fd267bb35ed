"""AM-GM for (2-q)/(2(1-q)) and (2-q)/2 with weights (1-q)/(2-q) and 1/(2-q), whose mean is 1.

At q = 1 the values are 1/2 and 1.
"""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.sharp_constant_at_least_orthonormal import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", positive=True)
orthonormal, sharp = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
high, low, weight = (2 - q) / (2 * (1 - q)), (2 - q) / 2, (1 - q) / (2 - q)
product, mean = high**weight * low ** (1 - weight), weight * high + (1 - weight) * low
ratio = product ** ((2 - q) / q)

below, end = Relation(q, "<", 1), Relation(1, "<=", q)


def under(*relations: Relation) -> Claim:
    """The relations where q < 1."""
    return Claim([below], list(relations))


PROOF = Proof(
    "sharp_constant_at_least_orthonormal",
    steps=[
        Step("am_gm", under(Relation(product, "<=", mean)), lemma("weighted_am_gm", a=high, b=low, w=weight)),
        Step("mean", under(Relation(mean, "=", 1)), identity()),
        Step("product", under(Relation(product, "<=", 1)), chain(), ["am_gm", "mean"]),
        Step("ratio", under(Relation(ratio, "<=", 1)), monotone(t, t ** ((2 - q) / q)), ["product"]),
        Step("split", under(Relation(orthonormal, "=", sharp * ratio)), identity()),
        Step("scaled", under(Relation(sharp * ratio, "<=", sharp)), monotone(t, t * sharp), ["ratio"]),
        Step("below", Claim([below], THEOREM.claim.then), chain(), ["split", "scaled"]),
        *(
            Step(
                label,
                Claim([end], [Relation(side, "=", side.subs(q, 1))]),
                lemma("value_at", body=side, variable=q, value=1),
            )
            for label, side in (("first", orthonormal), ("second", sharp))
        ),
        Step("numbers", Relation(orthonormal.subs(q, 1), "<=", sharp.subs(q, 1)), sign()),
        Step("end", Claim([end], THEOREM.claim.then), chain(), ["first", "numbers", "second"]),
        Step("both", THEOREM.claim, cases(), ["below", "end"]),
    ],
)
