"""n times the square of the peak bounds the sum of squares."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum, support_size
from lqtheory.theorems.matrix_sampling.dropped_small_entries import THEOREM, epsilon, n, x

u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
small = THEOREM.claim.given[0]
mass, count, top = power_sum(x, 2), support_size(x), peak(x)

PROOF = Proof(
    "dropped_small_entries",
    steps=[
        Step("mass", Relation(mass, "<=", count * top**2), lemma("support_times_peak", x=x, q=2)),
        Step("size", Relation(count, "<=", n), lemma("support_at_most_size", x=x)),
        Step("all", Relation(count * top**2, "<=", n * top**2), monotone(v, v * top**2), ["size"]),
        Step("small", Claim(given=[small], then=[small]), assumed()),
        Step(
            "squares",
            Claim(given=[small], then=[Relation(n * top**2, "<=", epsilon**2 / 4)]),
            monotone(u, n * u**2),
            ["small"],
        ),
        Step(
            "total",
            Claim(given=[small], then=[Relation(mass, "<=", epsilon**2 / 4)]),
            chain(),
            ["mass", "all", "squares"],
        ),
        Step("claim", THEOREM.claim, monotone(u, sp.sqrt(u)), ["total"]),
    ],
)
