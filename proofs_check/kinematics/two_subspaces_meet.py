"""In general position the intersection has dimension max(0, j + k - d), which is possible."""

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.two_subspaces_meet import THEOREM, D

d, j, k = D.symbols

PROOF = Proof(
    "two_subspaces_meet",
    steps=[
        Step("room", Claim(then=[Relation(j + k - d, "<=", j), Relation(j + k - d, "<=", k)]), sign()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("schneider_weil_2008", "section 13.2 (general position)"),
                "a randomly turned subspace is almost surely in general position: the intersection has dimension "
                "max(0, j + k - d)",
            ),
            ["room"],
        ),
    ],
)
