"""The tangent of the exponential near its point of contact."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import certificate, chain, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.sigmoid_elasticity_is_bounded import BOUND, THEOREM, u

t = sp.Symbol("t", real=True)
s = 1 + BOUND  # near the maximiser 1 + W(1/e)
x = sp.Symbol("x", real=True, positive=True)

PROOF = Proof(
    "sigmoid_elasticity_is_bounded",
    extra={"x": Real(s, 2, closed="both")},
    steps=[
        Step("tangent", Relation(u - s, "<=", sp.exp(u - s) - 1), lemma("log_tangent", t=sp.exp(u - s))),
        Step("beyond", Relation(sp.exp(-x), "<=", BOUND), certificate()),
        Step("slope", Relation(sp.exp(-s), "<=", BOUND), substitute({x: s}), ["beyond"]),
        Step(
            "scaled",
            Relation(sp.exp(-s) * sp.exp(u) + s - 1, "<=", BOUND * sp.exp(u) + s - 1),
            monotone(t, t * sp.exp(u) + s - 1),
            ["slope"],
        ),
        Step("shifted", Relation(u, "<=", sp.exp(-s) * sp.exp(u) + s - 1), monotone(t, t + s), ["tangent"]),
        Step("claim", THEOREM.claim, chain(), ["shifted", "scaled"]),
    ],
)
