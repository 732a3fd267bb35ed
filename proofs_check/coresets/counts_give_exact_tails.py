"""Sequences with the same counts have the same probability and the same estimate; they are counted."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.coresets.counts_give_exact_tails import THEOREM

upper, lower = THEOREM.claim.then
arrangements = cited(
    Source("feller_1968", "section II.4 (multinomial coefficients)"),
    "m!/(c_1! ... c_n!) sequences of m draws have the counts c; each has the probability prod q_j^c_j and the same sum "
    "of terms, so that a sum over sequences is one over counts",
)

PROOF = Proof(
    "counts_give_exact_tails",
    steps=[
        Step("upper", upper, arrangements),
        Step("lower", lower, arrangements),
        Step("claim", THEOREM.claim, chain(), ["upper", "lower"]),
    ],
)
