"""n-K entries have at least the sum of the n-K smallest."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.pruning_limit.magnitude_has_least_radius import THEOREM, D

n, K, w, z = D.symbols

PROOF = Proof(
    "magnitude_has_least_radius",
    steps=[Step("claim", THEOREM.claim, lemma("smallest_sum", x=w, z=z, k=K, p=2))],
)
