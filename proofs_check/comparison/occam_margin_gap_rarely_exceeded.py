"""Where a pruned network errs, the margin is at most the oscillation of the change; then the Occam bound."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step, Vector
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import largest_entry, lq_norm, occam_failure_bound, smallest_entry
from lqtheory.theorems.comparison.occam_margin_gap_rarely_exceeded import THEOREM, D

P, b, _, n, delta, *_ = D.symbols
EXTRA = {"m": Integer(1), "e": Vector("m")}
m, e = D.extend(**EXTRA).symbols[-2:]
total = Relation(occam_failure_bound(P, b, n, delta), "=", delta)
oscillation = Relation(largest_entry(e) - smallest_entry(e), "<=", sp.sqrt(2) * lq_norm(e, 2))

PROOF = Proof(
    "occam_margin_gap_rarely_exceeded",
    extra=EXTRA,
    steps=[
        Step("total", total, apply("occam_union_bound")),
        Step("oscillation", oscillation, apply("oscillation_at_most_norms", {"n": m, "d": e})),
        Step("numbers", Claim(then=[total, oscillation]), chain(), ["total", "oscillation"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding)"),
                "two entries of a change differ by at most its oscillation, so that a pruned network errs only where "
                "the margin is at most that, and its empirical risk is at most the share of these samples; the mean of "
                "n independent losses in [0, 1] is t or more below its mean value with probability at most "
                "exp(-2 n t^2); the probability of a union is at most the sum of the probabilities",
            ),
            ["numbers"],
        ),
    ],
)
