"""When the choice ends every candidate is excluded, and each set chosen excludes no more than the near subsets."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, greedy_packing_size, near_subset_count
from lqtheory.theorems.necessity.greedy_packing_reaches_count import THEOREM, D

s, n = D.symbols

PROOF = Proof(
    "greedy_packing_reaches_count",
    steps=[
        Step(
            "excluded",
            Relation(binomial_coefficient(n, s), "<=", greedy_packing_size(n, s) * near_subset_count(n, s)),
            cited(
                Source("macwilliams_sloane_1977", "chapter 1, Theorem 12 (Gilbert-Varshamov)"),
                "a greedy choice that cannot be continued covers all candidates by the neighbourhoods of those chosen",
            ),
        ),
        Step(
            "rounded",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Theorem 1.20 (a)"),
                "an integer that is at least a quotient is at least the quotient rounded up",
            ),
            ["excluded"],
        ),
    ],
)
