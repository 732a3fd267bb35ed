"""Both sides vanish at T = a and have the same derivative in T."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.random_weights.pareto_moment_of_tail_order import THEOREM, D

T = D.symbol("T")
claims = THEOREM.relations

PROOF = Proof(
    "pareto_moment_of_tail_order",
    steps=[
        Step("equal", THEOREM.claim, lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
    ],
)
