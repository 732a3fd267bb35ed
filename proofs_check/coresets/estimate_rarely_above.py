"""Chernoff's bound by the law on two points, at the rate log((1+e)(B-1)/(B-1-e))/B."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import kl_upper_tail
from lqtheory.theorems.coresets.estimate_rarely_above import THEOREM, D

n, m, B, e, v, s = D.symbols
u = sp.Symbol("u", positive=True)
ratio = (1 + e) * (B - 1) / (B - 1 - e)
rate = sp.log(ratio) / B
bound = (sp.exp(-rate * (1 + e)) * (1 - 1 / B + ratio / B)) ** m
kl, bernstein = THEOREM.claim.then
given = THEOREM.claim.given

PROOF = Proof(
    "estimate_rarely_above",
    steps=[
        Step("ratio", Relation(1, "<", ratio), sign()),
        Step("rate", Relation(0, "<", rate), monotone(u, sp.log(u) / B), ["ratio"]),
        Step(
            "moment",
            Claim(given, [Relation(kl.lhs, "<=", bound)]),
            apply("estimate_tails_below_two_point_moment", {"t": rate}),
            ["rate"],
        ),
        Step("formula", Relation(bound, "=", kl_upper_tail(m, B, e)), identity()),
        Step("kl", Claim(given, [kl]), chain(), ["moment", "formula"]),
        Step("weaker", Relation(kl.rhs, "<=", bernstein.rhs), apply("upper_kl_tail_below_bernstein")),
        Step("claim", THEOREM.claim, chain(), ["kl", "weaker"]),
    ],
)
