"""Class by class the distance from the tangent is a square times positive factors; the sums keep that order."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.neyman_probabilities_are_optimal import (
    THEOREM,
    error,
    other_error,
    others,
    rate,
    samples,
)

u = sp.Symbol("u", real=True)
terms = [(1, other_error), (-1, error), (1, rate * others), (-1, rate * samples)]
(claim,) = THEOREM.relations

PROOF = Proof(
    "neyman_probabilities_are_optimal",
    steps=[
        Step(
            "tangents",
            Relation(0, "<=", sp.Add(*(factor * power_sum(v, 1) for factor, v in terms))),
            lemma("sums_keep_order", terms=terms),
        ),
        Step("claim", claim, monotone(u, u + claim.lhs), ["tangents"]),
    ],
)
