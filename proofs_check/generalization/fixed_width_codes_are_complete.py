"""Powers of two of the lengths, written out."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity
from lqtheory.theorems.generalization.fixed_width_codes_are_complete import THEOREM

codebooks, biases = THEOREM.claim.then

PROOF = Proof(
    "fixed_width_codes_are_complete",
    steps=[
        Step("codebooks", codebooks, identity()),
        Step("biases", biases, identity()),
        Step("claim", THEOREM.claim, chain(), ["codebooks", "biases"]),
    ],
)
