"""1 + (m-1)F - (1+sqrt m)^2 F(1-F) = (1 - (1+sqrt m)F)^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.common_component_limit import THEOREM, D

m, F = D.symbols
t = sp.Symbol("t", real=True)
root, below = 1 + sp.sqrt(m), 1 + (m - 1) * F
square = (1 - root * F) ** 2

PROOF = Proof(
    "common_component_limit",
    steps=[
        Step("square", Relation(0, "<=", square), sign()),
        Step(
            "shifted",
            Relation(root**2 * F * (1 - F), "<=", root**2 * F * (1 - F) + square),
            monotone(t, t + root**2 * F * (1 - F)),
            ["square"],
        ),
        Step("product", Relation(root**2 * F * (1 - F), "<=", below), chain(), ["shifted"]),
        Step("divided", THEOREM.claim, monotone(t, t / (root**2 * below)), ["product"]),
    ],
)
