"""Leaving out nonnegative terms lowers a sum."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.quantities.small_maps import map_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.masks_lower_entrywise_norms import THEOREM, A

t = sp.Symbol("t", nonnegative=True)
small, large = map_quantity("masked_frobenius_norm")(A), map_quantity("full_frobenius_norm")(A)
rows = Relation(map_quantity("masked_row_norm")(A), "<=", map_quantity("full_row_norm")(A))
FEWER = cited(Source("rudin_1976", "definition of a finite sum"), "leaving out nonnegative terms lowers a sum")

PROOF = Proof(
    "masks_lower_entrywise_norms",
    steps=[
        Step("squares", Relation(small**2, "<=", large**2), FEWER),
        Step("root", Relation(small, "<=", large), monotone(t, sp.sqrt(t)), ["squares"]),
        Step("rows", rows, FEWER),
        Step("claim", THEOREM.claim, chain(), ["root", "rows"]),
    ],
)
