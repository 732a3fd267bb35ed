"""Multiplied out."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.statistical_dimension.difference_of_squared_sines import THEOREM

PROOF = Proof("difference_of_squared_sines", steps=[Step("expansion", THEOREM.claim, identity())])
