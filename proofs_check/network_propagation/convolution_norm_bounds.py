"""A convolution is the matrix of filters after the map from images to patches, which meets each pixel a few times."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.small_convolutions import convolution_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.convolution_norm_bounds import (
    THEOREM,
    K,
    filters,
    frobenius,
    norm,
    overlap,
    patch,
    positions,
)

t = sp.Symbol("t", nonnegative=True)
extraction, windows = (convolution_quantity(name)(K) for name in ("patch_extraction_norm", "windows_over_pixel"))
rows = THEOREM.claim.then[1]

PROOF = Proof(
    "convolution_norm_bounds",
    steps=[
        Step("product", Relation(norm, "<=", patch * extraction), lemma("filters_after_patches", K=K)),
        Step("counted", Relation(extraction**2, "=", windows), lemma("extraction_counts_windows", K=K)),
        Step("residues", Relation(windows, "<=", overlap), lemma("windows_of_residues", K=K)),
        Step("pixels", Relation(extraction**2, "<=", overlap), chain(), ["counted", "residues"]),
        Step("root", Relation(extraction, "<=", sp.sqrt(overlap)), monotone(t, sp.sqrt(t)), ["pixels"]),
        Step("times", Relation(patch * extraction, "<=", sp.sqrt(overlap) * patch), monotone(t, patch * t), ["root"]),
        Step("patches", Relation(norm, "<=", sp.sqrt(overlap) * patch), chain(), ["product", "times"]),
        Step("rows", rows, lemma("entries_once_a_row", K=K, squares=False)),
        Step(
            "squares",
            Relation(frobenius**2, "<=", positions * filters**2),
            lemma("entries_once_a_row", K=K, squares=True),
        ),
        Step(
            "frobenius", Relation(frobenius, "<=", sp.sqrt(positions) * filters), monotone(t, sp.sqrt(t)), ["squares"]
        ),
        Step("claim", THEOREM.claim, chain(), ["patches", "rows", "frobenius"]),
    ],
)
