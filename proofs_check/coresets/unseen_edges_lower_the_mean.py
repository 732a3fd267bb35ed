"""The mean is the sum over the edges that are drawn, which is what z less its share u leaves."""

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.unseen_edges_lower_the_mean import THEOREM, u, v, z

(claim,) = THEOREM.relations

PROOF = Proof(
    "unseen_edges_lower_the_mean",
    steps=[
        Step("mean", Relation(claim.lhs, "=", power_sum(v, 1)), apply("moments_of_estimate", {"h": v})),
        Step("seen", Relation(power_sum(v, 1), "=", z * (1 - u)), identity()),
        Step("claim", THEOREM.claim, chain(), ["mean", "seen"]),
    ],
)
