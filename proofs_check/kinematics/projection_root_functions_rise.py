"""Each derivative is a quotient of positive factors."""

from lqtheory import Proof, Step
from lqtheory.proof import sign
from lqtheory.theorems.kinematics.projection_root_functions_rise import THEOREM

PROOF = Proof("projection_root_functions_rise", steps=[Step("signs", THEOREM.claim, sign())])
