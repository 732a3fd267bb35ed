"""By expansion."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.matrix_sampling.truncated_samples_suffice import THEOREM

PROOF = Proof("truncated_samples_suffice", steps=[Step("expansion", THEOREM.claim, identity())])
