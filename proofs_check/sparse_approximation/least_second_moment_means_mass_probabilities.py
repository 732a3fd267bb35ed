"""The sum of squares is then zero, and so is each of them."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.excess_of_other_probabilities import V, W, distance, second_moment, v, w
from lqtheory.theorems.sparse_approximation.least_second_moment_means_mass_probabilities import THEOREM

t = sp.Symbol("t", real=True)
given = THEOREM.claim.given

PROOF = Proof(
    "least_second_moment_means_mass_probabilities",
    steps=[
        Step("assumed", Claim(given, given), sign()),
        Step("excess", Relation(second_moment, "=", V**2 + distance), apply("excess_of_other_probabilities")),
        Step("small", Claim(given, [Relation(V**2 + distance, "<=", V**2)]), chain(), ["excess", "assumed"]),
        Step("squares", Claim(given, [Relation(distance * W, "<=", 0)]), monotone(t, t * W - V**2 * W), ["small"]),
        Step("entries", THEOREM.claim, lemma("squares_vanish", x=W * v, y=V * w, c=sp.sqrt(w)), ["squares"]),
    ],
)
