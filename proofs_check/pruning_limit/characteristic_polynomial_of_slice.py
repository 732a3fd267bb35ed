"""Multiplied out."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.pruning_limit.characteristic_polynomial_of_slice import THEOREM

PROOF = Proof("characteristic_polynomial_of_slice", steps=[Step("claim", THEOREM.claim, identity())])
