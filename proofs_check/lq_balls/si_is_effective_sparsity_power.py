"""Both sides are the same product of powers of power sums."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.lq_balls.si_is_effective_sparsity_power import THEOREM

PROOF = Proof("si_is_effective_sparsity_power", steps=[Step("claim", THEOREM.claim, identity())])
