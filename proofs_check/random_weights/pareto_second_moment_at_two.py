"""Both sides vanish at T = a and have the same derivative in T."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.random_weights.pareto_second_moment_at_two import THEOREM, D

_, T = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "pareto_second_moment_at_two",
    steps=[
        Step("equal", THEOREM.claim, lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
    ],
)
