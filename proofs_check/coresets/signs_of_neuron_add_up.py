"""The bounds of a and b, added."""

from lqtheory import Proof, Step
from lqtheory.proof import sign
from lqtheory.theorems.coresets.signs_of_neuron_add_up import THEOREM

PROOF = Proof("signs_of_neuron_add_up", steps=[Step("bounds", THEOREM.claim, sign())])
