"""Both are the infimum of the same function."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.statistical_dimension.blocks_of_one_give_l1_curve import THEOREM

TEXT = (
    "the norm of one coordinate is its magnitude, so that both curves are infima of rho(1+t^2) + (1-rho) E(|g|-t)_+^2"
)

PROOF = Proof(
    "blocks_of_one_give_l1_curve",
    steps=[Step("claim", THEOREM.claim, cited(Source("foygel_mackey_2014", "Proposition 4"), TEXT))],
)
