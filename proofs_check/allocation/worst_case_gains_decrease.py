"""From j to k+1 a convex sequence falls by at most k+1-j first steps, and by at least as many last steps."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.allocation.worst_case_gains_decrease import THEOREM, D, W

n, j, k, q, p = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
v = sp.Symbol("v", real=True)
steps, drop = k + 1 - j, W(j) - W(k + 1)

PROOF = Proof(
    "worst_case_gains_decrease",
    extra={"i": Integer(1, "n-1")},
    steps=[
        Step("convex", Relation(2 * W(i), "<=", W(i - 1) + W(i + 1)), apply("worst_case_power_is_convex", {"k": i})),
        Step(
            "first",
            Relation(drop, "<=", steps * (W(j) - W(j + 1))),
            lemma("convex_sequence", body=W(i), index=i, j=j, k=k + 1, least=False),
            ["convex"],
        ),
        Step(
            "last",
            Relation(steps * (W(k) - W(k + 1)), "<=", drop),
            lemma("convex_sequence", body=W(i), index=i, j=j, k=k + 1, least=True),
            ["convex"],
        ),
        Step("both", Relation(steps * (W(k) - W(k + 1)), "<=", steps * (W(j) - W(j + 1))), chain(), ["last", "first"]),
        Step("claim", THEOREM.claim, monotone(v, v / steps), ["both"]),
    ],
)
