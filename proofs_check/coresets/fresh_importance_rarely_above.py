"""At most one of N+1 points exceeds all others at an edge, and each is as likely to be the fresh one."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.fresh_importance_rarely_above import THEOREM, D

N, _, k, _ = D.symbols

PROOF = Proof(
    "fresh_importance_rarely_above",
    steps=[
        Step("share", Relation(k * (1 - N / (N + 1)), "=", k / (N + 1)), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.2 (ranks of exchangeable variables), with Boole's inequality"),
                "the rank of the fresh one of N+1 exchangeable importances is N+1 without a tie with probability at "
                "most 1 - N/(N+1); a probability is at most 1, and that of a union at most the sum",
            ),
            ["share"],
        ),
    ],
)
