"""Twice the mean is exceeded with probability at most 1/2, and 2^-R <= delta for R = log2(1/delta) rounded up."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.best_of_repeated_averages import THEOREM, D

n, m, delta, theta, F = D.symbols
s = sp.Symbol("s", real=True)
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
square = MEASURED["expansion_square"].symbol(theta, F)
spread = mass**2 - square
pair = {"theta": theta, "F": F}
variance, moment = (MEASURED[name].symbol(theta, F) for name in ("draw_variance", "draw_second_moment"))
mean = MEASURED["mean_square_of_averages"].symbol(theta, F, m)
log2 = sp.log(1 / delta) / sp.log(2)
R = sp.ceiling(log2)
twice = Relation(2 * mean, "=", 2 * spread / m)
often = Relation(sp.exp(-R * sp.log(2)), "<=", delta)

PROOF = Proof(
    "best_of_repeated_averages",
    steps=[
        Step("independent", Relation(m * mean, "=", variance), lemma("mean_of_independent", **pair, m=m)),
        Step("moments", Relation(variance, "=", moment - square), lemma("variance_by_moments", **pair)),
        Step("norms", Relation(moment, "=", mass**2), lemma("second_moment_of_draws", **pair)),
        Step("difference", Relation(moment - square, "=", spread), monotone(s, s - square), ["norms"]),
        Step("times_m", Relation(m * mean, "=", spread), chain(), ["independent", "moments", "difference"]),
        Step("twice", twice, monotone(s, 2 * s / m), ["times_m"]),
        Step("up", Relation(log2, "<=", R), lemma("ceiling_at_least", t=log2)),
        Step("exponent", Relation(-R * sp.log(2), "<=", -log2 * sp.log(2)), monotone(s, -s * sp.log(2)), ["up"]),
        Step(
            "power",
            Relation(sp.exp(-R * sp.log(2)), "<=", sp.exp(-log2 * sp.log(2))),
            monotone(s, sp.exp(s)),
            ["exponent"],
        ),
        Step("numbers", Claim(then=[twice, often]), chain(), ["twice", "power"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.6 (Markov, Chebyshev) and V.3 (independence)"),
                "what is nonnegative exceeds twice its mean with probability at most 1/2 (never, if the mean is "
                "0), and R independent events of that kind happen together with probability at most 2^-R",
            ),
            ["numbers"],
        ),
    ],
)
