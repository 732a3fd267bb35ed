"""The squared distances of the unit vectors add up to n minus the dimension."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone
from lqtheory.quantities.spans import WORST_UNIT_DISTANCE
from lqtheory.relations import Relation
from lqtheory.theorems.necessity.no_subspace_beats_kolmogorov_width import THEOREM, D

n, k, L = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", nonnegative=True)
error = WORST_UNIT_DISTANCE.symbol(L)

PROOF = Proof(
    "no_subspace_beats_kolmogorov_width",
    steps=[
        Step(
            "trace",
            Relation(n * (1 - error**2), "<=", k),
            cited(
                Source("horn_johnson_2013", "sections 1.1 and 1.2 (idempotent matrices, trace)"),
                "the trace of an orthogonal projector is its rank, at most k, and its diagonal is 1 - dist(e_j, L)^2",
            ),
        ),
        Step("square", Relation(1 - k / n, "<=", error**2), monotone(t, 1 - t / n), ["trace"]),
        Step("root", THEOREM.claim, monotone(u, u ** sp.Rational(1, 2)), ["square"]),
    ],
)
