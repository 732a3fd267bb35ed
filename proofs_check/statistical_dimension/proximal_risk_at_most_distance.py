"""z - t s is the step plus t (v - s), whose product with the step is not negative."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.statistical_dimension.proximal_risk_at_most_distance import THEOREM, D, step

n, t, r, z, s, v = D.symbols
w = sp.Symbol("w", real=True)
given, (goal,) = THEOREM.claim.given, THEOREM.relations
terms = [(1, z - t * s), (-1, step), (-t, v + step), (t, s + step), (t, v), (-t, s), (-(t**2), v - s)]
total = sum(factor * power_sum(vector, 2) for factor, vector in terms)

PROOF = Proof(
    "proximal_risk_at_most_distance",
    steps=[
        Step("squares", Relation(total, "=", 0), lemma("squares_add_up", terms=terms)),
        Step("solved", Relation(goal.rhs - total, "=", goal.rhs), monotone(w, goal.rhs - w), ["squares"]),
        Step("more", Claim(given, [Relation(goal.lhs, "<=", goal.rhs - total)]), sign()),
        Step("claim", THEOREM.claim, chain(), ["more", "solved"]),
    ],
)
