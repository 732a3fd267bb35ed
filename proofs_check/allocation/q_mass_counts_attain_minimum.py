"""The bound of each row is its q-mass times c^{1-p/q}."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.q_mass_counts_attain_minimum import THEOREM, D, bounds, constant, mass, shares

r, q, p, c, a, t = D.symbols
u = sp.Symbol("u", real=True)
factor = c ** (1 - p / q)
(claim,) = THEOREM.claim.then

PROOF = Proof(
    "q_mass_counts_attain_minimum",
    steps=[
        Step(
            "sum",
            Relation(power_sum(bounds, 1), "=", factor * mass),
            lemma("power_sum_of_multiple", x=shares, y=bounds, c=factor, r=1),
        ),
        Step("scaled", Relation(claim.lhs, "=", constant * factor * mass), monotone(u, constant * u), ["sum"]),
        Step("claim", THEOREM.claim, chain(), ["scaled"]),
    ],
)
