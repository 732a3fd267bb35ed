r"""**The slice equation has one root**: its left side is below kappa below the level s of the slice, above kappa above.

kappa = 2 epsilon/|y|^2. The left side is r(u) = sum w_i lam_i/(u + lam_i) / sum w_i/(u + lam_i) with w = y^2, and r(s)
= kappa. A slice is proper where kappa lies between the harmonic and the arithmetic mean of lam with the weights w,
hence not for isotropic matrices, where r does not rise (:mod:`slice_mean_rises`). v and h place u below and above s.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SLICE
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity
from lqtheory.relations import Relation

D = Domain(K=SLICE, v=Real(0, 1), h=Real(0, typical=(0.01, 10)))
K, v, h = D.symbols
at = sublevel_quantity("sublevel_sum")
level, kappa = slice_quantity("sliced_level")(K), sublevel_quantity("sublevel_published_level")(K)
below, above = v * level, level + h

THEOREM = Theorem(
    name="slice_level_is_the_only_root",
    title="One root of the slice equation",
    id="geom.prune.slice.root",
    statement="For every sublevel set K with a proper slice, s its level, kappa = 2 epsilon/|y|^2, 0 < v < 1 and h > "
    "0, the mean of the eigenvalues lam with the weights y^2/(u + lam) is kappa at u = s, less at u = v s and more at "
    "u = s + h.",
    domain=D,
    claim=Claim(
        then=[
            Relation(at(K, level, 1, 1, 1) / at(K, level, 0, 1, 1), "=", kappa),
            Relation(at(K, below, 1, 1, 1) / at(K, below, 0, 1, 1), "<", kappa),
            Relation(kappa, "<", at(K, above, 1, 1, 1) / at(K, above, 0, 1, 1)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
