"""The two changes add up."""

from lqtheory import Proof, Step
from lqtheory.proof import sign
from lqtheory.theorems.generalization.margin_survives_small_change import THEOREM

PROOF = Proof("margin_survives_small_change", steps=[Step("sum", THEOREM.claim, sign())])
