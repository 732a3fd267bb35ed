"""The same sum of ratios as for the constant of the paper."""

from lqtheory import Proof, Step
from lqtheory.proof import apply
from lqtheory.theorems.coresets.dropped_shares_at_most_sensitivities import THEOREM, D

n, C, v, s = D.symbols

PROOF = Proof(
    "dropped_shares_at_most_sensitivities",
    steps=[Step("claim", THEOREM.claim, apply("assumed_constant_forbids_compression", {"K": C}))],
)
