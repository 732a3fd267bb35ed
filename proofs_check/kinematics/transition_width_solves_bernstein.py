"""The quadratic equation, by expansion."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.kinematics.transition_width_solves_bernstein import THEOREM

PROOF = Proof("transition_width_solves_bernstein", steps=[Step("expansion", THEOREM.claim, identity())])
