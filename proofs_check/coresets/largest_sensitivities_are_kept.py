"""Any n-M entries have at least the sum of the n-M smallest."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.coresets.largest_sensitivities_are_kept import THEOREM, M, x, z

PROOF = Proof(
    "largest_sensitivities_are_kept",
    steps=[
        Step("claim", THEOREM.claim, lemma("smallest_sum", x=x, z=z, k=M, p=1)),
    ],
)
