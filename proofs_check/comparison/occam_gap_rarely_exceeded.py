"""Hoeffding's bound for each network, and the union bound, whose sum is occam_union_bound."""

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import occam_bound, occam_failure_bound
from lqtheory.theorems.comparison.occam_gap_rarely_exceeded import THEOREM, D

P, b, n, delta, _, _ = D.symbols
EXTRA = {"k": Integer(0, "P")}
k = D.extend(**EXTRA).symbol("k")
gap = occam_bound(P, k, b, n, delta)
total = Relation(occam_failure_bound(P, b, n, delta), "=", delta)
both = Relation(2 * occam_failure_bound(P, b, n, delta / 2), "=", delta)
exponent = Relation(2 * n**2 * gap**2 / n, "=", 2 * n * gap**2)

PROOF = Proof(
    "occam_gap_rarely_exceeded",
    extra=EXTRA,
    steps=[
        Step("total", total, apply("occam_union_bound"), note="sum of the bounds of all networks"),
        Step("sides", both, apply("occam_union_bound"), note="both sides"),
        Step("numbers", Claim(then=[total, both, exponent]), chain(), ["total", "sides"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "the mean of n independent losses in [0, 1] is t or more below its mean value with probability at most "
                "exp(-2 n^2 t^2/n), and so above it; a union is at most as probable as its parts together",
            ),
            ["numbers"],
        ),
    ],
)
