"""The ratio is sqrt(mq/(2-q)) ((2-2q)/(2-q))^{1/q-1}: both factors are at most 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.combined_without_pursuit import THEOREM, D, bound

m, q = D.symbols
t = sp.Symbol("t", nonnegative=True)
few = THEOREM.claim.given[0]
kept = THEOREM.claim.then[0].lhs
share, power = m * q / (2 - q), (2 * (1 - q) / (2 - q)) ** ((1 - q) / q)

PROOF = Proof(
    "combined_without_pursuit",
    steps=[
        Step("split", Relation(kept, "=", bound * sp.sqrt(share) * power), identity()),
        Step("few", Claim([few], [few]), sign()),
        Step("share", Claim([few], [Relation(share, "<=", 1)]), monotone(t, t / (2 - q)), ["few"]),
        Step("root", Claim([few], [Relation(sp.sqrt(share), "<=", 1)]), monotone(t, sp.sqrt(t)), ["share"]),
        Step("base", Relation(2 * (1 - q) / (2 - q), "<=", 1), sign()),
        Step("power", Relation(power, "<=", 1), monotone(t, t ** ((1 - q) / q)), ["base"]),
        Step(
            "scaled",
            Claim([few], [Relation(bound * sp.sqrt(share) * power, "<=", bound * power)]),
            monotone(t, t * bound * power),
            ["root"],
        ),
        Step("whole", Relation(bound * power, "<=", bound), monotone(t, t * bound), ["power"]),
        Step("together", THEOREM.claim, chain(), ["split", "scaled", "whole"]),
    ],
)
