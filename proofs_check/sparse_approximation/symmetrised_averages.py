"""The lemma itself, for norms of sums of independent variables; the draws are such variables."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.sparse_approximation.symmetrised_averages import THEOREM

PROOF = Proof(
    "symmetrised_averages",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("ledoux_talagrand_1991", "Lemma 6.3 (symmetrisation)"),
                "a sum of independent centred variables X_t - EX_t of a normed space has a mean norm of at most twice "
                "that of sum eps_t X_t",
            ),
            note="the lemma for these variables: nothing is left to compute",
        ),
    ],
)
