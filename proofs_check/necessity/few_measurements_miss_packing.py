"""The logarithm of the packing count is at least (s/2) ln(n/4s), and ln 9 is twice ln 3."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count
from lqtheory.theorems.necessity.few_measurements_miss_packing import THEOREM, D

s, n, m, q = D.symbols
given = THEOREM.claim.given
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", real=True)
rate, count = (n / (4 * s)) ** (s / 2), packing_count(n, s)
few = q * s * sp.log(n / (4 * s)) / 2

PROOF = Proof(
    "few_measurements_miss_packing",
    steps=[
        Step("rate", Relation(rate, "<=", count), apply("packing_count_at_least_rate")),
        Step("logarithms", Relation(q * sp.log(rate), "<=", q * sp.log(count)), monotone(t, q * sp.log(t)), ["rate"]),
        Step("given", Claim(given, given), sign()),
        Step("half", Claim(given, [Relation(m * sp.log(9) / 2, "<", few)]), monotone(u, u / 2), ["given"]),
        Step("few", THEOREM.claim, chain(), ["half", "logarithms"]),
    ],
)
