"""Count the near subsets by their largest term; the quotient of two binomial coefficients is a product."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, near_subset_count, packing_count
from lqtheory.theorems.necessity.packing_count_at_least_rate import THEOREM, D

s, n = D.symbols
t = sp.Symbol("t", nonnegative=True)
whole, near, count = binomial_coefficient(n, s), near_subset_count(n, s), packing_count(n, s)
middle = binomial_coefficient(n - s, sp.floor(s / 2))
start = (n / s) ** (s / 2) * middle

PROOF = Proof(
    "packing_count_at_least_rate",
    steps=[
        Step(
            "ratio",
            Relation(start, "<=", whole),
            cited(
                Source("graham_knuth_patashnik_1994", "equation (5.1)"),
                "C(n,s)/C(n-s,u), u = floor(s/2), is the product of (n-i)/(s-i) over i < s-u and of u more quotients "
                "not below 1, and each (n-i)/(s-i) is at least n/s",
            ),
        ),
        Step(
            "rounded",
            Relation(whole, "<=", count * near),
            cited(Source("rudin_1976", "Theorem 1.20 (a)"), "a quotient is at most itself rounded up: C/V <= P"),
        ),
        Step(
            "terms",
            Relation(near, "<=", 2**s * middle),
            cited(
                Source("graham_knuth_patashnik_1994", "section 5.1"),
                "binomial coefficients C(n-s,u) rise up to the middle, and C(s,0) + ... + C(s,s) = 2^s",
            ),
        ),
        Step("scaled", Relation(count * near, "<=", count * 2**s * middle), monotone(t, count * t), ["terms"]),
        Step("together", Relation(start, "<=", count * 2**s * middle), chain(), ["ratio", "rounded", "scaled"]),
        Step("rate", THEOREM.claim, monotone(t, t / (2**s * middle)), ["together"]),
    ],
)
