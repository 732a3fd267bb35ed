"""Induction over layers on the largest excess of an error over its bound."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, induction, monotone, substitute
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.entrywise_error_bound import (
    THEOREM,
    L,
    entrywise_error,
    j,
    net,
    output_change,
)

i = sp.Symbol("i", integer=True, nonnegative=True)
entrywise_excess = network_quantity("entrywise_excess")
TRIANGLE = Source("rudin_1976", "Theorem 1.37")
t = sp.Symbol("t", real=True)


def below(layer: sp.Expr) -> Relation:
    """What holds after a layer."""
    return Relation(entrywise_excess(net, L, layer), "<=", 0)


PROOF = Proof(
    "entrywise_error_bound",
    extra={"i": Integer(0)},
    steps=[
        Step("input", below(sp.Integer(0)), cited(TRIANGLE, "both networks have the same input")),
        Step(
            "layer",
            Claim(given=(below(i),), then=(below(i + 1),)),
            cited(TRIANGLE, "triangle inequality in every entry: |phi(s) - phi(t)| <= c (|W| delta + |E x~ + db|)"),
        ),
        Step("all", below(i), induction(i, 0), ["input", "layer"]),
        Step("last", below(L), substitute({i: L}), ["all"]),
        Step(
            "entry",
            Relation(sp.Abs(output_change(net, L, j)) - entrywise_error(net, L, j), "<=", entrywise_excess(net, L, L)),
            cited(Source("rudin_1976", "Definition 1.8"), "a maximum is an upper bound"),
        ),
        Step(
            "below",
            Relation(sp.Abs(output_change(net, L, j)) - entrywise_error(net, L, j), "<=", 0),
            chain(),
            ["entry", "last"],
        ),
        Step("claim", THEOREM.claim, monotone(t, t + entrywise_error(net, L, j)), ["below"]),
    ],
)
