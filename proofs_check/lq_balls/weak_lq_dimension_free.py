"""The integral test with exponent p/q > 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.weak_lq_dimension_free import THEOREM, D

n, k, q, p = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
t = sp.Symbol("t", nonnegative=True)
s = p / q

PROOF = Proof(
    "weak_lq_dimension_free",
    steps=[
        Step(
            "integral",
            Relation(sp.Sum(i ** (-s), (i, k + 1, n)), "<=", k ** (1 - s) / (s - 1)),
            lemma("integral_test", k=k, n=n, s=s, index=i),
        ),
        Step("root", THEOREM.claim, monotone(t, t ** (1 / p)), ["integral"]),
    ],
)
