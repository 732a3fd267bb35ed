"""Class by class, then the sums."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.least_largest_error_needs_samples import THEOREM, others, samples

s = sp.Symbol("s", real=True)
(claim,) = THEOREM.relations

PROOF = Proof(
    "least_largest_error_needs_samples",
    steps=[
        Step(
            "sums",
            Relation(0, "<=", power_sum(others, 1) - power_sum(samples, 1)),
            lemma("sums_keep_order", terms=[(1, others), (-1, samples)]),
        ),
        Step("claim", claim, monotone(s, s + power_sum(samples, 1)), ["sums"]),
    ],
)
