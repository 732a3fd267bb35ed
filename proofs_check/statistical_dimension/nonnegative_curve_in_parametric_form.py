"""Each side is a fraction over t + u, which Mills' ratio keeps positive; the numerators agree."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_curve_in_parametric_form import THEOREM, D, density, tail, u

(t,) = D.symbols
v = sp.Symbol("v", real=True)
convergent = (t**2 + 2) / (t**2 + 3) * density

PROOF = Proof(
    "nonnegative_curve_in_parametric_form",
    steps=[
        Step("mills", Relation(t * (t**2 + 3) * tail, "<=", (t**2 + 2) * density), lemma("mills_upper", t=t)),
        Step("tail", Relation(t * tail, "<=", convergent), monotone(v, v / (t**2 + 3)), ["mills"]),
        Step("convergent", Relation(convergent, "<", density), sign()),
        Step("below", Relation(t * tail, "<", density), chain(), ["tail", "convergent"]),
        Step("positive", Relation(0, "<", u), monotone(v, v - t * tail), ["below"]),
        Step("add", Relation(t, "<", t + u), monotone(v, t + v), ["positive"]),
        Step("t", Relation(0, "<", t), sign()),
        Step("sum", Relation(0, "<", t + u), chain(), ["t", "add"]),
        Step("forms", THEOREM.claim, identity(), ["sum"]),
    ],
)
