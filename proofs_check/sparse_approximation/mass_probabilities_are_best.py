"""Variance of a mean of independent vectors; the excess of its second moment is a chi-square distance."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.mass_probabilities_are_best import (
    THEOREM,
    m,
    masses,
    second_moment,
    square,
    w,
)

t = sp.Symbol("t", real=True)
V = power_sum(masses, 1)

PROOF = Proof(
    "mass_probabilities_are_best",
    steps=[
        Step(
            "variance",
            THEOREM.claim.then[0],
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "the mean of m independent vectors of mean f has an m-th of the variance E|U|^2 - |f|^2, and E|U|^2 is "
                "the sum of p_j |theta_j f_j/p_j|^2 = v_j^2/p_j",
            ),
        ),
        Step(
            "least", Relation(V**2, "<=", second_moment), apply("excess_of_other_probabilities", {"v": masses, "w": w})
        ),
        Step(
            "share",
            Relation((V**2 - square) / m, "<=", (second_moment - square) / m),
            monotone(t, t / m - square / m),
            ["least"],
        ),
        Step("claim", THEOREM.claim, chain(), ["variance", "share"]),
    ],
)
