"""The sum of squares is then zero, and so is each of them."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import apply, chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.excess_of_other_probabilities import V, distance, second_moment
from lqtheory.theorems.sparse_approximation.least_second_moment_means_mass_probabilities import THEOREM

t = sp.Symbol("t", real=True)
given = THEOREM.claim.given

PROOF = Proof(
    "least_second_moment_means_mass_probabilities",
    steps=[
        Step("assumed", Claim(given, given), sign()),
        Step("excess", Relation(second_moment, "=", V**2 + distance), apply("excess_of_other_probabilities")),
        Step("small", Claim(given, [Relation(V**2 + distance, "<=", V**2)]), chain(), ["excess", "assumed"]),
        Step("zero", Claim(given, [Relation(distance, "<=", 0)]), monotone(t, t - V**2), ["small"]),
        Step(
            "entries",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "a sum of squares is zero only if each of them is: (W v_j - V w_j)^2/w_j = 0 for every j",
            ),
            ["zero"],
        ),
    ],
)
