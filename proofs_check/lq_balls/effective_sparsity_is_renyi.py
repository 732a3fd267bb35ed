"""The power sum of the shares is a quotient of power sums; raise it to p/(p-q)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, mass_shares, power_sum
from lqtheory.theorems.lq_balls.effective_sparsity_is_renyi import THEOREM, D

n, q, p, x = D.symbols
t = sp.Symbol("t", positive=True)
shares, quotient = power_sum(mass_shares(x, p), q / p), power_sum(x, q) * power_sum(x, p) ** (-q / p)
order = 1 / (1 - q / p)

PROOF = Proof(
    "effective_sparsity_is_renyi",
    steps=[
        Step("shares", Relation(shares, "=", quotient), lemma("power_sum_of_shares", x=x, p=p, a=q / p)),
        Step("quotient", Relation(0, "<", quotient), sign()),
        Step("positive", Relation(0, "<", shares), chain(), ["quotient", "shares"]),
        Step("raised", Relation(shares**order, "=", quotient**order), monotone(t, t**order), ["shares", "positive"]),
        Step("unfold", Relation(effective_sparsity(x, q, p), "=", quotient**order), identity()),
        Step("claim", THEOREM.claim, chain(), ["unfold", "raised"]),
    ],
)
