"""The entrywise bound, and that it is at most the row bound."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.row_error_bound import THEOREM, L, j, net, output_change, row_error

bound = network_quantity("entrywise_error")(net, L, j)

PROOF = Proof(
    "row_error_bound",
    steps=[
        Step(
            "entrywise",
            Relation(sp.Abs(output_change(net, L, j)), "<=", bound),
            apply("entrywise_error_bound"),
        ),
        Step(
            "row",
            Relation(bound, "<=", row_error(net, L)),
            apply("entrywise_at_most_row"),
        ),
        Step("claim", THEOREM.claim, chain(), ["entrywise", "row"]),
    ],
)
