"""lambda_d = d/lambda_{d+1}, and the lower bound at d + 1; what remains is rational, but for d = 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, induction, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean
from lqtheory.theorems.statistical_dimension.squared_chi_mean_below import THEOREM, D

(d,) = D.symbols
t = sp.Symbol("t", positive=True)
half = sp.Rational(1, 2)
here, beyond = chi_mean(d), chi_mean(d + 1)
sharper, simple = THEOREM.relations
then = sharper.subs({d: d + 1})

PROOF = Proof(
    "squared_chi_mean_below",
    steps=[
        Step("next", Relation(d + half, "<", beyond**2), apply("squared_chi_mean_above", {"d": d + 1})),
        Step("turned", Relation(d**2 / beyond**2, "<", d**2 / (d + half)), monotone(t, d**2 / t), ["next"]),
        Step("product", Relation(here * beyond, "=", d), apply("consecutive_chi_means")),
        Step("square", Relation(here**2 * beyond**2, "=", d**2), monotone(t, t**2), ["product"]),
        Step("quotient", Relation(here**2, "=", d**2 / beyond**2), monotone(t, t / beyond**2), ["square"]),
        Step("sharper", sharper, chain(), ["quotient", "turned"]),
        Step("one", simple.subs({d: 1}), identity()),
        Step("beyond", then, substitute({d: d + 1}), ["sharper"]),
        Step("rational", Relation(then.rhs, "<=", d + sp.Rational(3, 5)), sign()),
        Step("circle", Relation(d + sp.Rational(3, 5), "<=", d + 2 / sp.pi), sign()),
        Step("advance", Claim([simple], [simple.subs({d: d + 1})]), chain(), ["beyond", "rational", "circle"]),
        Step("simple", simple, induction(d, 1), ["one", "advance"]),
        Step("claim", THEOREM.claim, chain(), ["sharper", "simple"]),
    ],
)
