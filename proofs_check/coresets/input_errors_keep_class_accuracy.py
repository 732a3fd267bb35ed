"""Entry by entry, then the sums."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.input_errors_keep_class_accuracy import THEOREM, a, b, e, w

t = sp.Symbol("t", real=True)
v = w * b
first, second = THEOREM.relations

PROOF = Proof(
    "input_errors_keep_class_accuracy",
    steps=[
        Step(
            "low",
            Relation(0, "<=", power_sum(v, 1) - (1 - e) * power_sum(w * a, 1)),
            lemma("sums_keep_order", terms=[(1, v), (e - 1, w * a)]),
        ),
        Step(
            "high",
            Relation(0, "<=", (1 + e) * power_sum(w * a, 1) - power_sum(v, 1)),
            lemma("sums_keep_order", terms=[(1 + e, w * a), (-1, v)]),
        ),
        Step("first", first, monotone(t, t + first.lhs), ["low"]),
        Step("second", second, monotone(t, t + second.lhs), ["high"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
