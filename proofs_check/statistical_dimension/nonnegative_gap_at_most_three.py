"""Mills' ratio lies below its fourth convergent, which says that t E(g-t)_+^2 <= 2u; the squared mean is dropped."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_gap_at_most_three import THEOREM, D, density, square, tail, u

(t,) = D.symbols
v = sp.Symbol("v", real=True)
convergent = (t**2 + 2) / (t**2 + 3) * density
ratio = t * square / u
whole = THEOREM.relations[0].lhs

PROOF = Proof(
    "nonnegative_gap_at_most_three",
    steps=[
        Step("mills", Relation(t * (t**2 + 3) * tail, "<=", (t**2 + 2) * density), lemma("mills_upper", t=t)),
        Step("tail", Relation(t * tail, "<=", convergent), monotone(v, v / (t**2 + 3)), ["mills"]),
        Step("convergent", Relation(convergent, "<", density), sign()),
        Step("below", Relation(t * tail, "<", density), chain(), ["tail", "convergent"]),
        Step("positive", Relation(0, "<", u), monotone(v, v - t * tail), ["below"]),
        Step("square", Relation(t * square, "<=", 2 * u), monotone(v, v - t**2 * density - 2 * t * tail), ["mills"]),
        Step("ratio", Relation(ratio, "<=", 2), monotone(v, v / u), ["square", "positive"]),
        Step("form", Relation(whole, "=", 1 + ratio - t * u), identity(), ["positive"]),
        Step("mean", Relation(1 + ratio - t * u, "<=", 1 + ratio), sign(), ["positive"]),
        Step("three", Relation(1 + ratio, "<=", 3), monotone(v, 1 + v), ["ratio"]),
        Step("claim", THEOREM.claim, chain(), ["form", "mean", "three"]),
    ],
)
