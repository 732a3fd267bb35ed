"""The ratio r(d) = lambda_d^2/(d - 1/2) falls from d to d + 2; far out it is at least 1 - 1/j, hence never below 1."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import apply, chain, induction, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean
from lqtheory.theorems.statistical_dimension.squared_chi_mean_above import THEOREM, D

(d,) = D.symbols
EXTRA = {"m": Integer(1), "j": Integer(1)}
m, j = D.extend(**EXTRA).symbols[-2:]
half = sp.Rational(1, 2)
t = sp.Symbol("t", positive=True)
far = d + 2 * j


def ratio(n):
    """R at n."""
    return chi_mean(n) ** 2 / (n - half)


longer = chi_mean(m) * (m + 1) / m
falls = Relation(ratio(m + 2), "<", ratio(m))
below = Relation(ratio(far), "<=", ratio(d))
after = below.subs({j: j + 1})
square = far**2 / (far + 1)

PROOF = Proof(
    "squared_chi_mean_above",
    extra=EXTRA,
    steps=[
        Step("near", Relation(chi_mean(m) * chi_mean(m + 1), "=", m), apply("consecutive_chi_means", {"d": m})),
        Step("here", Relation(chi_mean(m + 1), "=", m / chi_mean(m)), monotone(t, t / chi_mean(m)), ["near"]),
        Step(
            "there",
            Relation(chi_mean(m + 1) * chi_mean(m + 2), "=", m + 1),
            apply("consecutive_chi_means", {"d": m + 1}),
        ),
        Step(
            "next",
            Relation(chi_mean(m + 2), "=", (m + 1) / chi_mean(m + 1)),
            monotone(t, t / chi_mean(m + 1)),
            ["there"],
        ),
        Step("inverse", Relation((m + 1) / chi_mean(m + 1), "=", longer), monotone(t, (m + 1) / t), ["here"]),
        Step("two", Relation(chi_mean(m + 2), "=", longer), chain(), ["next", "inverse"]),
        Step(
            "step",
            Relation(ratio(m + 2), "=", longer**2 / (m + 2 - half)),
            monotone(t, t**2 / (m + 2 - half)),
            ["two"],
        ),
        Step("less", Relation(longer**2 / (m + 2 - half), "<", ratio(m)), sign()),
        Step("falls", falls, chain(), ["step", "less"]),
        Step("first", falls.subs({m: d}), substitute({m: d}), ["falls"]),
        Step("base", Relation(ratio(d + 2), "<=", ratio(d)), sign(), ["first"]),
        Step("again", falls.subs({m: far}), substitute({m: far}), ["falls"]),
        Step("held", Claim([below], [below]), sign()),
        Step("advance", Claim([below], [after]), chain(), ["again", "held"]),
        Step("all", below, induction(j, 1), ["base", "advance"]),
        Step(
            "root", Relation(far / sp.sqrt(far + 1), "<=", chi_mean(far)), apply("chi_mean_between_roots", {"d": far})
        ),
        Step("square", Relation(square, "<=", chi_mean(far) ** 2), monotone(t, t**2), ["root"]),
        Step("far", Relation(square / (far - half), "<=", ratio(far)), monotone(t, t / (far - half)), ["square"]),
        Step("rational", Relation(1 - 1 / j, "<=", square / (far - half)), sign()),
        Step("bound", Relation(1 - 1 / j, "<=", ratio(d)), chain(), ["rational", "far", "all"]),
        Step("shifted", Relation(1, "<=", ratio(d) + 1 / j), sign(), ["bound"]),
        Step("one", Relation(1, "<=", ratio(d)), lemma("archimedes", a=1, b=ratio(d), c=1, index=j), ["shifted"]),
        Step("later", Relation(1, "<=", ratio(d + 2)), substitute({d: d + 2}), ["one"]),
        Step("strict", Relation(1, "<", ratio(d)), chain(), ["later", "first"]),
        Step("claim", THEOREM.claim, monotone(t, (d - half) * t), ["strict"]),
    ],
)
