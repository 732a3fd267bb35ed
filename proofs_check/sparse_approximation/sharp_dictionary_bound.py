"""Variance and threshold of the rounding over the class."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import harmonic_number, rounding_threshold, rounding_variance, sharp_dictionary_constant
from lqtheory.theorems.sparse_approximation.sharp_dictionary_bound import THEOREM, D, best, norm

n, m, q, theta, F = D.symbols
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
variance, tau = rounding_variance(masses, m), rounding_threshold(masses, m)
share = (1 + harmonic_number(4 * m - 1)) / 2
spread = sharp_dictionary_constant(q) ** 2 * m ** (1 - 2 / q) * norm**2
level = m ** (-1 / q) * norm

PROOF = Proof(
    "sharp_dictionary_bound",
    steps=[
        Step(
            "rounding",
            Relation(best**2, "<=", variance + share * tau**2),
            cited(
                Source("rudin_1976", "Definition 1.8 (a minimum is at most any value)"),
                "the best squared error with m atoms is at most that of the m atoms of threshold_rounding_bound",
                ("threshold_rounding_bound",),
            ),
        ),
        Step("variance", Relation(variance, "<=", spread), apply("rounding_variance_bound", {"x": masses})),
        Step(
            "first",
            Relation(variance + share * tau**2, "<=", spread + share * tau**2),
            monotone(v, v + share * tau**2),
            ["variance"],
        ),
        Step("threshold", Relation(tau, "<=", level), apply("rounding_threshold_bound", {"x": masses})),
        Step(
            "second",
            Relation(spread + share * tau**2, "<=", spread + share * level**2),
            monotone(u, spread + share * u**2),
            ["threshold"],
        ),
        Step("together", THEOREM.claim, chain(), ["rounding", "first", "second"]),
    ],
)
