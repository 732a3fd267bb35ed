"""Both sides vanish at T = 0 and have the same derivative; the full moment is Euler's integral."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.random_weights.generalised_gaussian_share import THEOREM, D

p, s, a, T = D.symbols
claims = THEOREM.relations

PROOF = Proof(
    "generalised_gaussian_share",
    steps=[
        Step("share", claims[0], lemma("equal_derivatives", left=claims[0].lhs, right=claims[0].rhs, variable=T)),
        Step("moment", claims[1], lemma("euler_integral", p=p, s=s, a=a)),
        Step("both", THEOREM.claim, chain(), ["share", "moment"]),
    ],
)
