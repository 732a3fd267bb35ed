"""Rank by rank: the density of a rank is n times a difference of two probabilities to be pruned, and they telescope."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.expected_pruned_mass_of_any_law import THEOREM, G, i, k, mass, n, ranked

t = sp.Symbol("t", real=True)
(claim,) = THEOREM.claim.then
before, after = n * mass(G, i - 1, n - i + 1, 1), n * mass(G, i, n - i, 1)
first, last = n * mass(G, k, n - k, 1), n * mass(G, n, 0, 1)

PROOF = Proof(
    "expected_pruned_mass_of_any_law",
    extra={"i": Integer("k+1", "n")},
    steps=[
        Step(
            "rank",
            Relation(ranked(G, n, i, 1), "=", before - after),
            cited(
                Source("david_nagaraja_2003", "section 2.1 (density of an order statistic)"),
                "the upper rank of the i-th largest of n, i >= 2, has the density n times the probability that exactly "
                "i-1 of n-1 others are larger, which is I_u(i-1, n-i+1) - I_u(i, n-i); G against it is integrable",
            ),
        ),
        Step(
            "none",
            Relation(last, "=", 0),
            cited(
                Source("david_nagaraja_2003", "section 2.1 (number of draws above a level)"),
                "never n of n-1 others are larger, so that I_u(n, 0) = 0",
            ),
        ),
        Step(
            "sum",
            Relation(claim.lhs, "=", first - last),
            lemma("telescoping_sum", body=ranked(G, n, i, 1), antidifference=before, index=i),
            ["rank"],
        ),
        Step("ends", Relation(first - last, "=", first), monotone(t, first - t), ["none"]),
        Step("claim", THEOREM.claim, chain(), ["sum", "ends"]),
    ],
)
