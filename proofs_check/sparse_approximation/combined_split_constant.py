"""Both sides are the same powers of q, 1 - q and 2 - q."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.sparse_approximation.combined_split_constant import THEOREM

PROOF = Proof("combined_split_constant", steps=[Step("same", THEOREM.claim, identity())])
