"""Beyond 2s/mu the curvature outweighs the slope by half of mu t; all terms of the gap are then at least 0."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, sign
from lqtheory.theorems.pruning_limit.negative_curvature_is_unbounded import THEOREM

falls, bounded = THEOREM.relations

PROOF = Proof(
    "negative_curvature_is_unbounded",
    steps=[
        Step("falls", falls, sign()),
        Step("bounded", bounded, sign()),
        Step("claim", THEOREM.claim, chain(), ["falls", "bounded"]),
    ],
)
