"""The squared norm is the largest eigenvalue of A'A, at most any norm of it; norms of products multiply."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
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
        Step(
            "eigenvalue",
            Relation(spectral**2, "<=", gram),
            cited(
                Source("horn_johnson_2013", "Theorem 5.6.9 (every norm bounds the eigenvalues)"),
                "|A|_2^2 is an eigenvalue of A'A, and no eigenvalue is larger than the largest row sum",
            ),
        ),
        Step(
            "product",
            Relation(gram, "<=", rows * columns),
            cited(
                Source("horn_johnson_2013", "5.6.5 (row sums are an operator norm)"),
                "row sums are submultiplicative: |A'A|_inf <= |A'|_inf |A|_inf, and rows of A' are columns of A",
            ),
        ),
        Step("square", Relation(spectral**2, "<=", rows * columns), chain(), ["eigenvalue", "product"]),
        Step("claim", THEOREM.claim, monotone(t, sp.sqrt(t)), ["square"]),
    ],
)
