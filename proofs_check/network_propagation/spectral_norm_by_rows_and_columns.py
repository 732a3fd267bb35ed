"""The squared norm is the largest eigenvalue of A'A, at most any norm of it; norms of products multiply."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.small_maps import map_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.spectral_norm_by_rows_and_columns import THEOREM, A

t = sp.Symbol("t", nonnegative=True)
spectral, rows, columns, gram = (
    map_quantity(name)(A) for name in ("full_spectral_norm", "full_row_norm", "full_column_norm", "gram_row_norm")
)

PROOF = Proof(
    "spectral_norm_by_rows_and_columns",
    steps=[
        Step("eigenvalue", Relation(spectral**2, "<=", gram), lemma("eigenvalue_below_row_sum", A=A)),
        Step("product", Relation(gram, "<=", rows * columns), lemma("row_sums_multiply", A=A)),
        Step("square", Relation(spectral**2, "<=", rows * columns), chain(), ["eigenvalue", "product"]),
        Step("claim", THEOREM.claim, monotone(t, sp.sqrt(t)), ["square"]),
    ],
)
