"""Each side is a fraction over t + u, which Mills' ratio keeps positive; the numerators agree."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.nonnegative_curve_in_parametric_form import THEOREM, D, density, u

(t,) = D.symbols
v = sp.Symbol("v", real=True)

PROOF = Proof(
    "nonnegative_curve_in_parametric_form",
    steps=[
        Step("excess", Relation(density / (t**2 + 3), "<=", u), apply("excess_between_convergents")),
        Step("mass", Relation(0, "<", density / (t**2 + 3)), sign()),
        Step("positive", Relation(0, "<", u), chain(), ["mass", "excess"]),
        Step("add", Relation(t, "<", t + u), monotone(v, t + v), ["positive"]),
        Step("t", Relation(0, "<", t), sign()),
        Step("sum", Relation(0, "<", t + u), chain(), ["t", "add"]),
        Step("forms", THEOREM.claim, identity(), ["sum"]),
    ],
)
