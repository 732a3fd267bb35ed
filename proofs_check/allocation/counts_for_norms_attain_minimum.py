"""The bound of each row is its share times c^{1/p-1/q}."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.counts_for_norms_attain_minimum import (
    THEOREM,
    D,
    bounds,
    constant,
    fall,
    mass,
    shares,
)

r, q, s, c, a, t = D.symbols
u = sp.Symbol("u", real=True)
factor = c ** (-fall)
(claim,) = THEOREM.claim.then

PROOF = Proof(
    "counts_for_norms_attain_minimum",
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
