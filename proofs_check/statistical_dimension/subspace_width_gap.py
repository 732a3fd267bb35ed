"""The bounds on the squared chi mean, subtracted from the dimension."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean
from lqtheory.theorems.statistical_dimension.subspace_width_gap import THEOREM, D, gap

_, m = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
square = chi_mean(m) ** 2

PROOF = Proof(
    "subspace_width_gap",
    steps=[
        Step("gap", Relation(gap, "=", m - square), identity()),
        Step("above", Relation(square, "<=", m - 1 + 2 / sp.pi), apply("squared_chi_mean_below", {"d": m})),
        Step("below", Relation(m - half, "<", square), apply("squared_chi_mean_above", {"d": m})),
        Step("least", Relation(1 - 2 / sp.pi, "<=", m - square), monotone(t, m - t), ["above"]),
        Step("most", Relation(m - square, "<", half), monotone(t, m - t), ["below"]),
        Step("claim", THEOREM.claim, chain(), ["gap", "least", "most"]),
    ],
)
