"""At most one of N+1 importances exceeds all others, and each is as likely to be the fresh one."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.fresh_importance_rarely_above import THEOREM, D

N, _ = D.symbols

PROOF = Proof(
    "fresh_importance_rarely_above",
    steps=[
        Step("share", Relation(1 - N / (N + 1), "=", 1 / (N + 1)), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.2 (ranks of exchangeable variables)"),
                "the rank of the fresh one of N+1 exchangeable importances is N+1 with probability at most 1 - N/(N+1)",
            ),
            ["share"],
        ),
    ],
)
