"""Both sides unfold to the same expression in power sums."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.lq_balls.hoyer_is_effective_sparsity import THEOREM

PROOF = Proof("hoyer_is_effective_sparsity", steps=[Step("claim", THEOREM.claim, identity())])
