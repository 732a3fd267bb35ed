"""Moreau's decomposition in the mean, where both terms are equal."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.quantities.cone_operations import operation_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.self_dual_cone_is_half import THEOREM, D, mean, size

(K,) = D.symbols
t = sp.Symbol("t", real=True)
polar = operation_quantity("polar_mean")(K)
MOREAU = Source("rockafellar_1970", "Theorem 31.5 (Moreau)")

PROOF = Proof(
    "self_dual_cone_is_half",
    steps=[
        Step("total", Relation(mean + polar, "=", size), cited(MOREAU, "|g|^2 = |P g|^2 + |P' g|^2, of mean d")),
        Step(
            "polar",
            Relation(polar, "=", mean),
            cited(
                Source("rockafellar_1970", "section 14 (polars of convex cones)"),
                "the polar of a self-dual cone is minus the cone, and -g is distributed as g",
            ),
        ),
        Step("twice", Relation(mean + polar, "=", 2 * mean), monotone(t, mean + t), ["polar"]),
        Step("sum", Relation(2 * mean, "=", size), chain(), ["twice", "total"]),
        Step("claim", THEOREM.claim, monotone(t, t / 2), ["sum"]),
    ],
)
