"""A convolution is the matrix of filters after the map from images to patches, which meets each pixel a few times."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.quantities.small_maps import map_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.convolution_norm_bounds import THEOREM, K, overlap, positions

t = sp.Symbol("t", nonnegative=True)
norm, patch = map_quantity("convolution_norm")(K), map_quantity("patch_norm")(K)
extraction = map_quantity("patch_extraction_norm")(K)
whole, filters = map_quantity("convolution_frobenius")(K), map_quantity("filter_frobenius")(K)
rows = Relation(map_quantity("convolution_row_norm")(K), "<=", map_quantity("filter_row_norm")(K))
ONCE = cited(
    Source("lqtheory_dossier", "lq.net.conv"),
    "definition: a row of a convolution holds each entry of a filter at most once",
)

PROOF = Proof(
    "convolution_norm_bounds",
    steps=[
        Step(
            "product",
            Relation(norm, "<=", patch * extraction),
            cited(Source("horn_johnson_2013", "section 5.6"), "the spectral norm is submultiplicative"),
        ),
        Step(
            "pixels",
            Relation(extraction**2, "<=", overlap),
            cited(
                Source("lqtheory_dossier", "lq.net.conv"),
                "definition: patch extraction P has a diagonal P'P, the number of windows over each pixel",
            ),
        ),
        Step("root", Relation(extraction, "<=", sp.sqrt(overlap)), monotone(t, sp.sqrt(t)), ["pixels"]),
        Step("times", Relation(patch * extraction, "<=", sp.sqrt(overlap) * patch), monotone(t, patch * t), ["root"]),
        Step("patches", Relation(norm, "<=", sp.sqrt(overlap) * patch), chain(), ["product", "times"]),
        Step("rows", rows, ONCE),
        Step("squares", Relation(whole**2, "<=", positions * filters**2), ONCE),
        Step("frobenius", Relation(whole, "<=", sp.sqrt(positions) * filters), monotone(t, sp.sqrt(t)), ["squares"]),
        Step("claim", THEOREM.claim, chain(), ["patches", "rows", "frobenius"]),
    ],
)
