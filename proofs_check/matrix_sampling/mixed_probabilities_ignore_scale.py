"""Both quotients lose the factor."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.matrix_sampling.mixed_probabilities_ignore_scale import THEOREM

PROOF = Proof("mixed_probabilities_ignore_scale", steps=[Step("expansion", THEOREM.claim, identity())])
