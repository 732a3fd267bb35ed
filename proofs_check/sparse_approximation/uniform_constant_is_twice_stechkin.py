"""Both are the same power of q and 2 - q."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.sparse_approximation.uniform_constant_is_twice_stechkin import THEOREM

PROOF = Proof("uniform_constant_is_twice_stechkin", steps=[Step("same", THEOREM.claim, identity())])
