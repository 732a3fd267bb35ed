"""Below the least count the defining inequality fails."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.symbols import kmin
from lqtheory.theorems.lq_balls.kmin_is_minimal import THEOREM, D

n, k, p, eta, x = D.symbols

PROOF = Proof(
    "kmin_is_minimal",
    steps=[Step("least", THEOREM.claim, lemma("below_least_fails", count=kmin(x, eta, p), k=k))],
)
