"""K*^2 / (2C)^2 = [(1-q)/(1-q/2)^2]^{2/q-2} / (2-q)^2, and (1-q/2)^2 = 1 - q + q^2/4; at q = 1 both are 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.sharp_constant_at_most_uniform import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", nonnegative=True)
sharp, uniform = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
share = (1 - q) / (1 - q / 2) ** 2
power = share ** ((1 - q) / q)
below, end = Relation(q, "<", 1), Relation(1, "<=", q)

PROOF = Proof(
    "sharp_constant_at_most_uniform",
    steps=[
        Step("split", Claim([below], [Relation(sharp, "=", uniform * power / (2 - q))]), identity()),
        Step("share", Relation(share, "<=", 1), sign()),
        Step("power", Claim([below], [Relation(power, "<=", 1)]), monotone(t, t ** ((1 - q) / q)), ["share"]),
        Step(
            "scaled",
            Claim([below], [Relation(uniform * power / (2 - q), "<=", uniform / (2 - q))]),
            monotone(t, t * uniform / (2 - q)),
            ["power"],
        ),
        Step("factor", Relation(1 / (2 - q), "<=", 1), sign()),
        Step("whole", Relation(uniform / (2 - q), "<=", uniform), monotone(t, t * uniform), ["factor"]),
        Step("below", Claim([below], THEOREM.claim.then), chain(), ["split", "scaled", "whole"]),
        *(
            Step(
                label,
                Claim([end], [Relation(side, "=", side.subs(q, 1))]),
                lemma("value_at", body=side, variable=q, value=1),
            )
            for label, side in (("first", sharp), ("second", uniform))
        ),
        Step("ones", Relation(sharp.subs(q, 1), "<=", uniform.subs(q, 1)), sign()),
        Step("end", Claim([end], THEOREM.claim.then), chain(), ["first", "ones", "second"]),
        Step("both", THEOREM.claim, cases(), ["below", "end"]),
    ],
)
