"""Solve the condition for the bound."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.network_score_budget_suffices import THEOREM, D

k, q, C, Q, eps = D.symbols
t = sp.Symbol("t", positive=True)
given = THEOREM.claim.given

PROOF = Proof(
    "network_score_budget_suffices",
    steps=[
        Step("assumed", Claim(given, given), sign()),
        Step(
            "root",
            Claim(given, [Relation(C * Q / eps, "<=", k ** ((2 - q) / (2 * q)))]),
            monotone(t, t ** ((2 - q) / (2 * q))),
            ["assumed"],
        ),
        Step("bound", THEOREM.claim, monotone(t, t * eps * k ** (-(2 - q) / (2 * q))), ["root"]),
    ],
)
