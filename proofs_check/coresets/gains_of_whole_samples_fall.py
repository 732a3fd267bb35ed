"""AM-GM for the roots; the reciprocals are rational."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.gains_of_whole_samples_fall import THEOREM, a, b, m, value

t, v = sp.Symbol("t", real=True), sp.Symbol("v", positive=True)
quarter = sp.Rational(1, 4)

PROOF = Proof(
    "gains_of_whole_samples_fall",
    steps=[
        Step("square", Relation(m**2 - 1, "<=", m**2), sign()),
        Step(
            "fourth_root",
            Relation(1 / sp.sqrt(m), "<=", (m**2 - 1) ** (-quarter)),
            monotone(v, v ** (-quarter)),
            ["square"],
        ),
        Step(
            "mean",
            Relation((m**2 - 1) ** (-quarter), "<=", (1 / sp.sqrt(m - 1) + 1 / sp.sqrt(m + 1)) / 2),
            lemma("weighted_am_gm", a=1 / sp.sqrt(m - 1), b=1 / sp.sqrt(m + 1), w=sp.Rational(1, 2)),
        ),
        Step(
            "roots",
            Relation(1 / sp.sqrt(m), "<=", (1 / sp.sqrt(m - 1) + 1 / sp.sqrt(m + 1)) / 2),
            chain(),
            ["fourth_root", "mean"],
        ),
        Step("reciprocals", Relation(1 / m, "<=", (1 / (m - 1) + 1 / (m + 1)) / 2), sign()),
        Step(
            "first",
            Relation(2 * value(m), "<=", a * (1 / sp.sqrt(m - 1) + 1 / sp.sqrt(m + 1)) + 2 * b / m),
            monotone(t, 2 * a * t + 2 * b / m),
            ["roots"],
        ),
        Step(
            "second",
            Relation(a * (1 / sp.sqrt(m - 1) + 1 / sp.sqrt(m + 1)) + 2 * b / m, "<=", value(m - 1) + value(m + 1)),
            monotone(t, 2 * b * t + a * (1 / sp.sqrt(m - 1) + 1 / sp.sqrt(m + 1))),
            ["reciprocals"],
        ),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
