"""Induction over layers on the largest entry against the row bound."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, induction, monotone, substitute
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.entrywise_at_most_row import THEOREM, L, entrywise_error, j, net, row_error

i = sp.Symbol("i", integer=True, nonnegative=True)
entrywise_over_row = network_quantity("entrywise_over_row")
TRIANGLE = Source("rudin_1976", "Theorem 1.37")
t = sp.Symbol("t", real=True)


def below(layer: sp.Expr) -> Relation:
    """What holds after a layer."""
    return Relation(entrywise_over_row(net, L, layer), "<=", 0)


PROOF = Proof(
    "entrywise_at_most_row",
    extra={"i": Integer(0)},
    steps=[
        Step("input", below(sp.Integer(0)), cited(TRIANGLE, "both bounds are zero at the input")),
        Step(
            "layer",
            Claim(given=(below(i),), then=(below(i + 1),)),
            cited(TRIANGLE, "an entry of |W| delta is at most the largest row sum times the largest entry"),
        ),
        Step("all", below(i), induction(i, 0), ["input", "layer"]),
        Step("last", below(L), substitute({i: L}), ["all"]),
        Step(
            "entry",
            Relation(entrywise_error(net, L, j) - row_error(net, L), "<=", entrywise_over_row(net, L, L)),
            cited(Source("rudin_1976", "Definition 1.8"), "a maximum is an upper bound"),
        ),
        Step("below", Relation(entrywise_error(net, L, j) - row_error(net, L), "<=", 0), chain(), ["entry", "last"]),
        Step("claim", THEOREM.claim, monotone(t, t + row_error(net, L)), ["below"]),
    ],
)
