"""Chernoff's bound by the law on two points, at the rate (log((B-1+e)/(B-1)) - log(1-e))/B."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import kl_lower_tail
from lqtheory.theorems.coresets.estimate_rarely_below import THEOREM, D

n, m, B, e, v, s = D.symbols
r, u = sp.Symbol("r", real=True), sp.Symbol("u", positive=True)
small, large = sp.log(1 - e), sp.log((B - 1 + e) / (B - 1))
rate = (large - small) / B
chord = 1 - 1 / B + (1 - e) * (B - 1) / ((B - 1 + e) * B)
bound = (sp.exp(rate * (1 - e)) * chord) ** m
kl, bernstein = THEOREM.claim.then
given = THEOREM.claim.given

PROOF = Proof(
    "estimate_rarely_below",
    steps=[
        Step("below_one", Relation(1 - e, "<", 1), sign()),
        Step("small", Relation(small, "<", 0), monotone(u, sp.log(u)), ["below_one"]),
        Step("above_one", Relation(1, "<", (B - 1 + e) / (B - 1)), sign()),
        Step("large", Relation(0, "<", large / B), monotone(u, sp.log(u) / B), ["above_one"]),
        Step("added", Relation(large / B, "<", rate), monotone(r, large / B - r / B), ["small"]),
        Step("rate", Relation(0, "<", rate), chain(), ["large", "added"]),
        Step(
            "moment",
            Claim(given, [Relation(kl.lhs, "<=", bound)]),
            apply("estimate_tails_below_two_point_moment", {"t": rate}),
            ["rate"],
        ),
        Step("formula", Relation(bound, "=", kl_lower_tail(m, B, e)), identity()),
        Step("kl", Claim(given, [kl]), chain(), ["moment", "formula"]),
        Step("weaker", Relation(kl.rhs, "<=", bernstein.rhs), apply("lower_kl_tail_below_bernstein")),
        Step("claim", THEOREM.claim, chain(), ["kl", "weaker"]),
    ],
)
