"""Double angles."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.kinematics.isotropic_second_order import THEOREM

PROOF = Proof("isotropic_second_order", steps=[Step("angles", THEOREM.claim, identity())])
