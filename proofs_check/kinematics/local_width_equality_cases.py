"""All three have one normal form."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.kinematics.local_width_equality_cases import THEOREM

PROOF = Proof("local_width_equality_cases", steps=[Step("claim", THEOREM.claim, identity())])
