"""u has the derivative -Q <= 0, and 1/v < 1/t."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.l1_stationarity_falls import THEOREM, D, excess

t, v = D.symbols
w, p = sp.Symbol("w", real=True), sp.Symbol("p", positive=True)
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
at_v, tail = sp.exp(-(v**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(v / sp.sqrt(2)) / 2
here, there = excess(t), excess(v)

PROOF = Proof(
    "l1_stationarity_falls",
    steps=[
        Step("mills", Relation(v * at_v, "<=", (v**2 + 1) * tail), lemma("mills_lower", t=v)),
        Step("part", Relation(-tail, "<=", -v * at_v / (v**2 + 1)), monotone(w, -w / (v**2 + 1)), ["mills"]),
        Step("sign", Relation(-v * at_v / (v**2 + 1), "<=", 0), sign()),
        Step("slope", Relation(-tail, "<=", 0), chain(), ["part", "sign"]),
        Step(
            "falls",
            Relation(there, "<=", here),
            lemma("ordered_derivatives", left=there, right=here, variable=v),
            ["slope"],
        ),
        Step("scaled", Relation(2 * there / v, "<=", 2 * here / v), monotone(w, 2 * w / v), ["falls"]),
        Step("least", Relation(density / (t**2 + 3), "<=", here), apply("excess_between_convergents")),
        Step("some", Relation(0, "<", density / (t**2 + 3)), sign()),
        Step("positive", Relation(0, "<", here), chain(), ["some", "least"]),
        Step("order", Relation(t, "<", v), sign()),
        Step("inverse", Relation(1 / v, "<", 1 / t), monotone(p, 1 / p), ["order"]),
        Step("times", Relation(here / v, "<", here / t), monotone(w, here * w), ["inverse", "positive"]),
        Step("turned", Relation(2 * here / v, "<", 2 * here / t), monotone(w, 2 * w), ["times"]),
        Step("claim", THEOREM.claim, chain(), ["scaled", "turned"]),
    ],
)
