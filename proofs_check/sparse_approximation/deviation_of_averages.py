"""The mean error is at most V/sqrt m; McDiarmid's exponent 2 t^2/(m c^2), c = 2V/m, at t = V sqrt(2 ln(1/delta)/m)."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.deviation_of_averages import THEOREM, D

n, m, delta, theta, F = D.symbols
s, u = sp.Symbol("s", real=True), sp.Symbol("u", nonnegative=True)
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
square = MEASURED["expansion_square"].symbol(theta, F)
pair = {"theta": theta, "F": F}
variance, moment = (MEASURED[name].symbol(theta, F) for name in ("draw_variance", "draw_second_moment"))
mean = MEASURED["mean_square_of_averages"].symbol(theta, F, m)
excess = mass * sp.sqrt(2 * sp.log(1 / delta) / m)
range_of_one = 2 * mass / m

bound = Relation(mass / sp.sqrt(m) + excess, "=", mass / sp.sqrt(m) * (1 + sp.sqrt(2 * sp.log(1 / delta))))
root = Relation(sp.sqrt(mean), "<=", mass / sp.sqrt(m))
exponent = Relation(2 * excess**2, "=", sp.log(1 / delta) * m * range_of_one**2)
power = Relation(sp.exp(-sp.log(1 / delta)), "=", delta)

PROOF = Proof(
    "deviation_of_averages",
    steps=[
        Step("independent", Relation(m * mean, "=", variance), lemma("mean_of_independent", **pair, m=m)),
        Step("moments", Relation(variance, "=", moment - square), lemma("variance_by_moments", **pair)),
        Step("norms", Relation(moment, "=", mass**2), lemma("second_moment_of_draws", **pair)),
        Step("difference", Relation(moment - square, "=", mass**2 - square), monotone(s, s - square), ["norms"]),
        Step("times_m", Relation(m * mean, "=", mass**2 - square), chain(), ["independent", "moments", "difference"]),
        Step("mean", Relation(mean, "=", (mass**2 - square) / m), monotone(s, s / m), ["times_m"]),
        Step("least", Relation(0, "<=", square), sign()),
        Step("less", Relation((mass**2 - square) / m, "<=", mass**2 / m), monotone(s, mass**2 / m - s / m), ["least"]),
        Step("both", Relation(mean, "<=", mass**2 / m), chain(), ["mean", "less"]),
        Step("root", root, monotone(u, sp.sqrt(u)), ["both"], note="E|g-f| <= (E|g-f|^2)^(1/2)"),
        Step("numbers", Claim(then=[root, bound, exponent, power]), chain(), ["root"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 6.2 (McDiarmid) with Jensen's inequality"),
                "a function Z of m independent variables of which each moves it by at most c exceeds E Z by t with "
                "probability at most exp(-2t^2/(m c^2)); |g-f| moves by at most 2V/m, and E Z <= (E Z^2)^(1/2)",
            ),
            ["numbers"],
        ),
    ],
)
