"""The mean excess u is at least phi/(t^2+3), which says that t E(g-t)_+^2 <= 2u; the squared mean is dropped."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_gap_at_most_three import THEOREM, D, density, square, u

(t,) = D.symbols
v = sp.Symbol("v", real=True)
ratio = t * square / u
whole = THEOREM.relations[0].lhs

PROOF = Proof(
    "nonnegative_gap_at_most_three",
    steps=[
        Step("excess", Relation(density / (t**2 + 3), "<=", u), apply("excess_between_convergents")),
        Step("mass", Relation(0, "<", density / (t**2 + 3)), sign()),
        Step("positive", Relation(0, "<", u), chain(), ["mass", "excess"]),
        Step("square", Relation(t * square, "<=", 2 * u), monotone(v, (t**2 + 3) * v - (t**2 + 1) * u), ["excess"]),
        Step("ratio", Relation(ratio, "<=", 2), monotone(v, v / u), ["square", "positive"]),
        Step("form", Relation(whole, "=", 1 + ratio - t * u), identity(), ["positive"]),
        Step("mean", Relation(1 + ratio - t * u, "<=", 1 + ratio), sign(), ["positive"]),
        Step("three", Relation(1 + ratio, "<=", 3), monotone(v, 1 + v), ["ratio"]),
        Step("claim", THEOREM.claim, chain(), ["form", "mean", "three"]),
    ],
)
