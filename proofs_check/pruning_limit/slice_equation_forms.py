"""Both sides have the same normal form."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.pruning_limit.slice_equation_forms import THEOREM

PROOF = Proof("slice_equation_forms", steps=[Step("claim", THEOREM.claim, identity())])
