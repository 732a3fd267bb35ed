"""Some outcome is no worse than the mean, an unbiased one adds its variance, and Maurey's variance is at most V^2/m."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.sparse_approximation.oracle_inequality_of_averages import THEOREM, D, best, distance, masses

n, m, L, theta, F, y = D.symbols
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
(few,) = THEOREM.claim.given
left, tail = m - L, tail_power_sum(masses, L, 1)
others = MEASURED["without_largest"].symbol(theta, F, L)
mass = power_sum(MEASURED["atom_masses"].symbol(others, F), 1)
square = MEASURED["expansion_square"].symbol(others, F)
mean = DISTANCES["mean_completed_square"].symbol(y, theta, F, L, left)
variance = MEASURED["mean_square_of_averages"].symbol(others, F, left)
drawn = {"y": y, "theta": theta, "F": F, "L": L, "m": left}

PROOF = Proof(
    "oracle_inequality_of_averages",
    steps=[
        Step("outcome", Relation(best**2, "<=", mean), lemma("some_completion_is_good", **drawn)),
        Step("unbiased", Relation(mean, "=", distance**2 + variance), lemma("completion_by_variance", **drawn)),
        Step(
            "maurey",
            Relation(variance, "=", (mass**2 - square) / left),
            apply("maurey_mean_square", {"theta": others, "m": left}),
        ),
        Step("dropped", Relation((mass**2 - square) / left, "<=", mass**2 / left), sign()),
        Step("mass", Claim([few], [Relation(mass, "=", tail)]), lemma("mass_without_largest", theta=theta, F=F, L=L)),
        Step("tail", Claim([few], [Relation(mass**2 / left, "=", tail**2 / left)]), monotone(u, u**2 / left), ["mass"]),
        Step(
            "variance",
            Claim([few], [Relation(variance, "<=", tail**2 / left)]),
            chain(),
            ["maurey", "dropped", "tail"],
        ),
        Step(
            "added",
            Claim([few], [Relation(distance**2 + variance, "<=", THEOREM.claim.then[0].rhs)]),
            monotone(v, v + distance**2),
            ["variance"],
        ),
        Step("together", THEOREM.claim, chain(), ["outcome", "unbiased", "added"]),
    ],
)
