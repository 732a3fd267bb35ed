"""Each type has the same share of Kraft's sum; a unit moved from a larger count to a smaller one raises the number."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.type_code_is_complete import THEOREM, D

EXTRA = {"T": Real(0), "M": Real(0), "b": Integer(0), "a": Integer("b+2")}
k, m, T, M, b, a = D.extend(**EXTRA).symbols
u = sp.Symbol("u", real=True)
kraft, longest = THEOREM.claim.then
length = sp.log(T * M) / sp.log(2)

PROOF = Proof(
    "type_code_is_complete",
    extra=EXTRA,
    steps=[
        Step("bits", Relation(-sp.log(2) * length, "=", -sp.log(T * M)), identity()),
        Step("word", Relation(M * sp.exp(-sp.log(2) * length), "=", 1 / T), monotone(u, M * sp.exp(u)), ["bits"]),
        Step(
            "kraft",
            kraft,
            cited(
                Source("feller_1968", "section II.5 (occupancy numbers)"),
                "there are T = C(k+m-1, m-1) types, and M = k!/prod c_j! sequences of the type c, whose words add up "
                "to M 2^-length; T terms 1/T add up to 1",
            ),
            ["word"],
        ),
        Step("apart", Relation(b + 1, "<", a), sign()),
        Step("more", Relation(1, "<", a / (b + 1)), monotone(u, u / (b + 1)), ["apart"]),
        Step(
            "longest",
            longest,
            cited(
                Source("feller_1968", "section II.5 (occupancy numbers)"),
                "with counts a >= b + 2 of a type one unit moved from the first to the second multiplies k!/prod c_j! "
                "by a/(b+1) > 1, so that the largest multinomial has counts within one of each other",
            ),
            ["more"],
        ),
        Step("claim", THEOREM.claim, chain(), ["kraft", "longest"]),
    ],
)
