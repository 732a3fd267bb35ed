"""Both sides are the same product of powers of power sums."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.lq_balls.effective_sparsity_symmetric import THEOREM

PROOF = Proof("effective_sparsity_symmetric", steps=[Step("claim", THEOREM.claim, identity())])
