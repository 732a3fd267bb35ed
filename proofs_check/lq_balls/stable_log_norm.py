"""Divide every entry by the largest one, then take the logarithm of the power sum."""

from lqtheory import Proof, Step
from lqtheory.proof import identity, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.lq_balls.stable_log_norm import THEOREM, D, relative

n, q, x = D.symbols

PROOF = Proof(
    "stable_log_norm",
    steps=[
        Step(
            "scaled", Relation(relative, "=", power_sum(x, q) * peak(x) ** (-q)), lemma("relative_power_sum", x=x, q=q)
        ),
        Step("logarithm", THEOREM.claim, identity(), ["scaled"]),
    ],
)
