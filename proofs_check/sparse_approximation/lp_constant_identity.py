"""Both sides are the same powers of q, r, r - 1 and r - q."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.sparse_approximation.lp_constant_identity import THEOREM

PROOF = Proof("lp_constant_identity", steps=[Step("same", THEOREM.claim, identity())])
