"""When the choice ends every candidate is excluded, and each set chosen excludes no more than the near subsets."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, greedy_packing_size, near_subset_count, packing_count
from lqtheory.theorems.necessity.greedy_packing_reaches_count import THEOREM, D

s, n = D.symbols
v = sp.Symbol("v", real=True)
whole, near = binomial_coefficient(n, s), near_subset_count(n, s)
found, count = greedy_packing_size(n, s), packing_count(n, s)

PROOF = Proof(
    "greedy_packing_reaches_count",
    steps=[
        Step(
            "excluded",
            Relation(whole, "<=", found * near),
            cited(
                Source("macwilliams_sloane_1977", "chapter 1, Theorem 12 (Gilbert-Varshamov)"),
                "a greedy choice that cannot be continued covers all candidates by the neighbourhoods of those chosen",
            ),
        ),
        Step("quotient", Relation(whole / near + 1, "<=", found + 1), monotone(v, v / near + 1), ["excluded"]),
        Step(
            "rounded",
            Relation(count, "<", whole / near + 1),
            cited(Source("rudin_1976", "Theorem 1.20 (a)"), "rounding up adds less than 1: P < C/V + 1"),
        ),
        Step("between", Relation(count, "<", found + 1), chain(), ["rounded", "quotient"]),
        Step(
            "apart",
            Relation(count + 1, "<=", found + 1),
            lemma("integers_are_apart", a=count, b=found + 1),
            ["between"],
        ),
        Step("claim", THEOREM.claim, monotone(v, v - 1), ["apart"]),
    ],
)
