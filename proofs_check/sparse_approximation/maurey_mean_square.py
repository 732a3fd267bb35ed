"""Variance of a mean, variance by moments, and the norm of every draw; some outcome is no worse than the mean."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.maurey_mean_square import THEOREM, D, bound, mass

n, theta, F, m = D.symbols
t = sp.Symbol("t", real=True)
pair = {"theta": theta, "F": F}
square, variance, moment = (
    MEASURED[name].symbol(theta, F) for name in ("expansion_square", "draw_variance", "draw_second_moment")
)
mean, best = (relation.lhs for relation in THEOREM.claim.then)

PROOF = Proof(
    "maurey_mean_square",
    steps=[
        Step("independent", Relation(m * mean, "=", variance), lemma("mean_of_independent", **pair, m=m)),
        Step("moments", Relation(variance, "=", moment - square), lemma("variance_by_moments", **pair)),
        Step("norms", Relation(moment, "=", mass**2), lemma("second_moment_of_draws", **pair)),
        Step("difference", Relation(moment - square, "=", m * bound), monotone(t, t - square), ["norms"]),
        Step("times_m", Relation(m * mean, "=", m * bound), chain(), ["independent", "moments", "difference"]),
        Step("equal", Relation(mean, "=", bound), monotone(t, t / m), ["times_m"]),
        Step("choice", Relation(best, "<=", mean), lemma("some_average_is_good", **pair, m=m)),
        Step("both", THEOREM.claim, chain(), ["equal", "choice"]),
    ],
)
