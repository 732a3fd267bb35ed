"""Variance of a mean of independent vectors; the excess of their second moment is a chi-square distance."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.dictionaries.weighted_draws import WEIGHTED_DRAWS
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.mass_probabilities_are_best import (
    THEOREM,
    F,
    m,
    masses,
    mean,
    second_moment,
    square,
    theta,
    w,
)

t = sp.Symbol("t", real=True)
V = power_sum(masses, 1)
given = {"theta": theta, "F": F, "w": w}
moment, variance = (
    WEIGHTED_DRAWS[name].symbol(theta, F, w) for name in ("weighted_second_moment", "weighted_variance")
)

PROOF = Proof(
    "mass_probabilities_are_best",
    steps=[
        Step("independent", Relation(m * mean, "=", variance), lemma("mean_of_weighted_draws", **given, m=m)),
        Step("moments", Relation(variance, "=", moment - square), lemma("variance_of_weighted_draw", **given)),
        Step("norms", Relation(moment, "=", second_moment), lemma("second_moment_of_weighted_draw", **given)),
        Step("difference", Relation(moment - square, "=", second_moment - square), monotone(t, t - square), ["norms"]),
        Step(
            "times_m",
            Relation(m * mean, "=", second_moment - square),
            chain(),
            ["independent", "moments", "difference"],
        ),
        Step("equal", THEOREM.claim.then[0], monotone(t, t / m), ["times_m"]),
        Step(
            "least", Relation(V**2, "<=", second_moment), apply("excess_of_other_probabilities", {"v": masses, "w": w})
        ),
        Step(
            "share",
            Relation((V**2 - square) / m, "<=", (second_moment - square) / m),
            monotone(t, t / m - square / m),
            ["least"],
        ),
        Step("claim", THEOREM.claim, chain(), ["equal", "share"]),
    ],
)
