"""A draw is pruned if k others have smaller ranks, a binomial event; the mean runs over its own rank.

The probability of that event is machine-checked in ``few_larger_weights``, the integrals are those of
``integral_of_pruned_probability``.
"""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.random_weights.expected_pruned_mass_of_any_law import THEOREM

PROOF = Proof(
    "expected_pruned_mass_of_any_law",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "sections 2.1 and 2.3 (order statistics of ranks)"),
                "the draws are G(U) with independent uniform ranks U; the sum outside the k largest is that of the "
                "draws with k or more smaller ranks among the others (ties of G in any order), whose number is "
                "binomial, n-1 times with probability u (pruned_with_beta_probability); its mean is n times the "
                "integral of G(u)^p over u times that probability, and G is constant between multiples of 1/m",
            ),
        ),
    ],
)
