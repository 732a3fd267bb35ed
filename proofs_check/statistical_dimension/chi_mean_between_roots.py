"""log Gamma is convex, which bounds from above; the product of consecutive means turns that into the lower bound."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean
from lqtheory.theorems.statistical_dimension.chi_mean_between_roots import THEOREM, D

(d,) = D.symbols
t = sp.Symbol("t", positive=True)
here, beyond = chi_mean(d), chi_mean(d + 1)
lower, upper = THEOREM.relations
middle, ends = sp.gamma((d + 1) / 2) ** 2, sp.gamma(d / 2) * sp.gamma(d / 2 + 1)

PROOF = Proof(
    "chi_mean_between_roots",
    steps=[
        Step("convex", Relation(middle, "<=", ends), lemma("gamma_midpoint", x=d / 2, y=d / 2 + 1)),
        Step(
            "scaled",
            Relation(2 * middle / sp.gamma(d / 2) ** 2, "<=", 2 * ends / sp.gamma(d / 2) ** 2),
            monotone(t, 2 * t / sp.gamma(d / 2) ** 2),
            ["convex"],
        ),
        Step("mean", Relation(here**2, "=", 2 * middle / sp.gamma(d / 2) ** 2), identity()),
        Step("count", Relation(2 * ends / sp.gamma(d / 2) ** 2, "=", d), identity()),
        Step("square", Relation(here**2, "<=", d), chain(), ["mean", "scaled", "count"]),
        Step("above", upper, monotone(t, sp.sqrt(t)), ["square"]),
        Step("next", upper.subs({d: d + 1}), substitute({d: d + 1}), ["above"]),
        Step("turned", Relation(d / sp.sqrt(d + 1), "<=", d / beyond), monotone(t, d / t), ["next"]),
        Step("product", Relation(here * beyond, "=", d), apply("consecutive_chi_means")),
        Step("quotient", Relation(here, "=", d / beyond), monotone(t, t / beyond), ["product"]),
        Step("below", lower, chain(), ["turned", "quotient"]),
        Step("claim", THEOREM.claim, chain(), ["below", "above"]),
    ],
)
