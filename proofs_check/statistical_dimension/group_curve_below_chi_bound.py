"""The mean of a square without positive part, at its own least threshold."""

from lqtheory import Proof, Step
from lqtheory.proof import lemma
from lqtheory.symbols import chi_mean
from lqtheory.theorems.statistical_dimension.group_curve_below_chi_bound import THEOREM, D

b, rho = D.symbols
mean = chi_mean(b)

PROOF = Proof(
    "group_curve_below_chi_bound",
    steps=[Step("claim", THEOREM.claim, lemma("group_share_below_square", rho=rho, b=b, t=(1 - rho) * mean))],
)
