"""Multiplied out."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.kinematics.quadratic_cone_trial_point import THEOREM

PROOF = Proof("quadratic_cone_trial_point", steps=[Step("expansion", THEOREM.claim, identity())])
