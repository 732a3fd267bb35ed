"""Negative correlation with the weights u = v/p and w = h/p, after all plays."""

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.pivotal_variance_at_most_independent import THEOREM, D, second

n, T, v, h, p = D.symbols
given = THEOREM.claim.given
spread = power_sum(v, 1) * power_sum(h, 1) + power_sum(v / p * (h / p) * p * (1 - p), 1)

PROOF = Proof(
    "pivotal_variance_at_most_independent",
    steps=[
        Step(
            "below",
            Claim(given, [Relation(second, "<=", spread)]),
            apply("pivotal_pairs_are_negatively_correlated", {"u": v / p, "w": h / p, "k": n}),
        ),
        Step("claim", THEOREM.claim, chain(), ["below"]),
    ],
)
