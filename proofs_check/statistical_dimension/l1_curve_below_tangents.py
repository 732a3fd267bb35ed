"""psi is an infimum over thresholds; this is one of them."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.theorems.statistical_dimension.l1_curve_below_tangents import THEOREM, D, tau

rho, r = D.symbols

PROOF = Proof(
    "l1_curve_below_tangents",
    steps=[
        Step("claim", THEOREM.claim, lemma("descent_share_is_least", rho=r, t=tau)),
    ],
)
