"""The formula, in which k and d - k, sine and cosine change places."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.kinematics.circular_volumes_of_polar import THEOREM

PROOF = Proof("circular_volumes_of_polar", steps=[Step("claim", THEOREM.claim, identity())])
