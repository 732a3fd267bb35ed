"""Both sides vanish at c = 0 and have the same derivative in c: the two densities cancel."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.random_weights.integral_of_pruned_probability import THEOREM, D

c = D.symbol("c")
left, right = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs

PROOF = Proof(
    "integral_of_pruned_probability",
    steps=[Step("claim", THEOREM.claim, lemma("equal_derivatives", left=left, right=right, variable=c))],
)
