"""Term by term both sides are the same polynomial."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.pruning_limit.quadratic_model_with_gradient import THEOREM

PROOF = Proof("quadratic_model_with_gradient", steps=[Step("claim", THEOREM.claim, identity())])
