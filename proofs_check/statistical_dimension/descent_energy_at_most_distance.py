"""|g - t s - u|^2 >= 0, multiplied out."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.statistical_dimension.descent_energy_at_most_distance import THEOREM, D

n, t, r, g, u, s = D.symbols
v = sp.Symbol("v", real=True)
given, (goal,) = THEOREM.claim.given, THEOREM.relations
terms = [(1, g - t * s), (-1, g), (1, g - u), (t, s + u), (-t, s), (-t, u), (-1, g - t * s - u)]
total = sum(factor * power_sum(vector, 2) for factor, vector in terms)

PROOF = Proof(
    "descent_energy_at_most_distance",
    steps=[
        Step("squares", Relation(total, "=", 0), lemma("squares_add_up", terms=terms)),
        Step("solved", Relation(goal.rhs - total, "=", goal.rhs), monotone(v, goal.rhs - v), ["squares"]),
        Step("more", Claim(given, [Relation(goal.lhs, "<=", goal.rhs - total)]), sign()),
        Step("claim", THEOREM.claim, chain(), ["more", "solved"]),
    ],
)
