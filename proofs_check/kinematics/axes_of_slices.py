"""The logarithmic derivative of the characteristic polynomial at its positive root s, less the term of that root."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.axes_of_slices import THEOREM, D, axes, lower

(K,) = D.symbols
s, k = slice_quantity("sliced_level")(K), sublevel_quantity("sublevel_published_level")(K)
at = [sublevel_quantity("sublevel_sum")(K, s, 0, 1, c) for c in range(4)]
inner = sublevel_quantity("sublevel_sum")(K, s, 0, 0, 1)
slope, bend = (s + k) * at[2] - at[1], (s + k) * at[3] - at[2]
roots, width = s * (2 * inner * slope - 2 * bend) / (2 * slope), s * inner - s * bend / slope

PROOF = Proof(
    "axes_of_slices",
    steps=[
        Step("root", Relation(at[0], "=", (s + k) * at[1]), lemma("slice_equation", K=K)),
        Step("roots", Relation(axes, "=", roots), lemma("axes_by_slice_roots", K=K), ["root"]),
        Step("form", Relation(roots, "=", width), identity()),
        Step("width", Relation(lower, "=", width), lemma("slice_definition", K=K, word="width")),
        Step("claim", THEOREM.claim, chain(), ["roots", "form", "width"]),
    ],
)
