"""All sides vanish at b = 0 and have the same derivative in b."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.student_share import THEOREM, D

_, _, b = D.symbols
fraction, mass = THEOREM.relations

PROOF = Proof(
    "student_share",
    steps=[
        Step("fraction", fraction, lemma("equal_derivatives", left=fraction.lhs, right=fraction.rhs, variable=b)),
        Step("mass", mass, lemma("equal_derivatives", left=mass.lhs, right=mass.rhs, variable=b)),
        Step("both", THEOREM.claim, chain(), ["fraction", "mass"]),
    ],
)
