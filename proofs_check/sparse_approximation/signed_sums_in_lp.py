"""Khintchine's inequality at every sample point, and Jensen's from the p-th moment to the norm."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.sparse_approximation.signed_sums_in_lp import THEOREM

PROOF = Proof(
    "signed_sums_in_lp",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source(
                    "ledoux_talagrand_1991", "Sections 4.1 and 9.2 (Khintchine, with the hypercontractive constant)"
                ),
                "(E|sum eps_t a_t|^p)^(1/p) <= T_p (sum |a_t|^2)^(1/2) <= T_p (sum |a_t|^r)^(1/r) for numbers a_t, "
                "here the values at each point; the mean norm is at most the p-th root of the mean of its p-th power",
            ),
            note="the inequality at every point: nothing is left to compute",
        ),
    ],
)
