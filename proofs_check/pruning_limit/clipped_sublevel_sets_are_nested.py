"""The forms differ by sums of nonnegative terms."""

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, sign
from lqtheory.theorems.pruning_limit.clipped_sublevel_sets_are_nested import THEOREM

given = THEOREM.claim.given
clipped, raw, share = THEOREM.relations

PROOF = Proof(
    "clipped_sublevel_sets_are_nested",
    steps=[
        Step("clipped", Claim(given, [clipped]), sign()),
        Step("raw", raw, sign()),
        Step("share", share, identity()),
        Step("claim", THEOREM.claim, chain(), ["clipped", "raw", "share"]),
    ],
)
