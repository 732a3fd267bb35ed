"""All sides are powers of the two power sums."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.allocation.optimal_against_relative_counts import THEOREM

PROOF = Proof("optimal_against_relative_counts", steps=[Step("claim", THEOREM.claim, identity())])
