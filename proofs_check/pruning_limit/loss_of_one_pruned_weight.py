"""The loss is its least value plus two squares of what the kept weights miss."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.loss_of_one_pruned_weight import THEOREM, D

k, M, S, l, p, q, y, u, v = D.symbols  # noqa: E741
t = sp.Symbol("t", real=True)
first, second = u - y * p, v - y * q
squares = (k * (first + l * second / k) ** 2 + M * second**2) / 2
least = S * y**2 / 2
bound, _, _ = THEOREM.relations

PROOF = Proof(
    "loss_of_one_pruned_weight",
    steps=[
        Step("squares", Relation(0, "<=", squares), sign()),
        Step("raised", Relation(least, "<=", least + squares), monotone(t, least + t), ["squares"]),
        Step("bound", bound, chain(), ["raised"]),
        Step("claim", THEOREM.claim, chain(), ["bound"]),
    ],
)
