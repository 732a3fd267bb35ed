"""The quadratic equation, by expansion."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.matrix_sampling.bernstein_rows_are_balanced import THEOREM

PROOF = Proof("bernstein_rows_are_balanced", steps=[Step("expansion", THEOREM.claim, identity())])
