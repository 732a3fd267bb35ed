"""n/(4s) is at least the root of n, and s/4 exceeds k."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count
from lqtheory.theorems.necessity.few_bits_miss_packing import THEOREM, D

k, s, n, B = D.symbols
t, u = sp.Symbol("t", positive=True), sp.Symbol("u", real=True)
count, given = packing_count(n, s), THEOREM.claim.given

PROOF = Proof(
    "few_bits_miss_packing",
    steps=[
        Step("large", Relation(16 * s**2, "<=", n), sign()),
        Step("root", Relation(4 * s, "<=", sp.sqrt(n)), monotone(t, sp.sqrt(t)), ["large"]),
        Step("share", Relation(sp.sqrt(n), "<=", n / (4 * s)), monotone(t, n / t), ["root"]),
        Step("power", Relation(n ** (s / 4), "<=", (n / (4 * s)) ** (s / 2)), monotone(t, t ** (s / 2)), ["share"]),
        Step("rate", Relation((n / (4 * s)) ** (s / 2), "<=", count), apply("packing_count_at_least_rate")),
        Step("size", Relation(1, "<", n), sign()),
        Step("several", Relation(0, "<", sp.log(n)), monotone(t, sp.log(t)), ["size"]),
        Step("more", Relation(k, "<", s / 4), sign()),
        Step(
            "logarithm",
            Relation(k * sp.log(n), "<", s / 4 * sp.log(n)),
            monotone(u, u * sp.log(n)),
            ["more", "several"],
        ),
        Step("exponent", Relation(n**k, "<", n ** (s / 4)), monotone(u, sp.exp(u)), ["logarithm"]),
        Step("first", Relation(n**k, "<", count), chain(), ["exponent", "power", "rate"]),
        Step("bits", Claim(given, given), sign()),
        Step("words", Claim(given, [Relation(2**B, "<=", n**k)]), monotone(u, sp.exp(u)), ["bits"]),
        Step("second", Claim(given, [Relation(2**B, "<", count)]), chain(), ["words", "first"]),
        Step("both", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
