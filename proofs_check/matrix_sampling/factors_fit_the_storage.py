"""Rounding down lowers by less than one."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.matrix_sampling.factors_fit_the_storage import THEOREM, k, m, n, rank

v = sp.Symbol("v", real=True)
exact = k / (m + n)
whole = sp.floor(exact)

PROOF = Proof(
    "factors_fit_the_storage",
    steps=[
        Step("definition", Relation(rank, "=", whole), identity()),
        Step("times", Relation((m + n) * rank, "=", (m + n) * whole), monotone(v, (m + n) * v), ["definition"]),
        Step("down", Relation(whole, "<=", exact), lemma("floor_at_most", t=exact)),
        Step("fits", Relation((m + n) * whole, "<=", k), monotone(v, (m + n) * v), ["down"]),
        Step("near", Relation(exact, "<", whole + 1), lemma("floor_above", t=exact)),
        Step("next", Relation(k, "<", (m + n) * whole + m + n), monotone(v, (m + n) * v), ["near"]),
        Step(
            "last",
            Relation((m + n) * (rank + 1), "=", (m + n) * whole + m + n),
            monotone(v, (m + n) * v + m + n),
            ["definition"],
        ),
        Step("claim", THEOREM.claim, chain(), ["times", "fits", "next", "last"]),
    ],
)
