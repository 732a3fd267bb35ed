"""Euler's integral, and the recurrence of the gamma function at 1/s (by SymPy)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.moment_of_own_order import THEOREM, D

s, a = D.symbols
moment, value = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
in_gammas = a**s * sp.gamma((s + 1) / s) / sp.gamma(1 / s)

PROOF = Proof(
    "moment_of_own_order",
    steps=[
        Step("euler", Relation(moment, "=", in_gammas), lemma("euler_integral", p=s, s=s, a=a)),
        Step("recurrence", Relation(in_gammas, "=", value), identity()),
        Step("claim", THEOREM.claim, chain(), ["euler", "recurrence"]),
    ],
)
