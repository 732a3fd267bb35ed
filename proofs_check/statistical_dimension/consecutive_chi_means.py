"""The recursion of the gamma function."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.statistical_dimension.consecutive_chi_means import THEOREM

PROOF = Proof("consecutive_chi_means", steps=[Step("claim", THEOREM.claim, identity())])
