"""Shares are at most 1, so that their squares are at most the shares; and a square is completed."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.probe_variance_at_most_bernoulli import THEOREM, D, i, mean, share, square

n, s, lam = D.symbols
NUMBERS = {"i": Integer(1, "n"), "F": Real()}
F = D.extend(**NUMBERS).symbols[-1]
t = sp.Symbol("t", real=True)
variance, quarter = THEOREM.relations

PROOF = Proof(
    "probe_variance_at_most_bernoulli",
    extra=NUMBERS,
    steps=[
        Step("share", Relation(share, "<=", 1), sign()),
        Step("square", Relation(share**2, "<=", share), monotone(t, t * share), ["share"]),
        Step(
            "sums",
            Relation(n * square, "<=", n * mean),
            lemma("termwise_sum", body=share**2, bound=share, factor=1, index=i),
            ["square"],
        ),
        Step("variance", variance, monotone(t, t / n - mean**2), ["sums"]),
        Step("completed", Relation(0, "<=", (F - sp.Rational(1, 2)) ** 2), sign()),
        Step("gap", Relation(F * (1 - F), "<=", sp.Rational(1, 4)), monotone(t, sp.Rational(1, 4) - t), ["completed"]),
        Step("quarter", quarter, substitute({F: mean}), ["gap"]),
        Step("claim", THEOREM.claim, chain(), ["variance", "quarter"]),
    ],
)
