r"""**Published local width from every direction**: z N/(s - (s-z) N/D) <= N(z) <= N, z = s_B and N = N(s).

1 - z/s is the mean of the shares s/(s + lambda_i) with the weights y_i^2, N/D that with equal weights: where both are
alike, as for a random direction on average, the left side is N/(1 + N/D), a factor of two at most
(:mod:`generic_local_width_within_factor_two`). Equalities for isotropic sets.
"""

import numpy as np

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import SublevelSet, sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
count, size, published = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("count", "size", "local_width"))
s, z = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("level", "published_level"))

THEOREM = Theorem(
    name="local_width_by_level_ratio",
    title="Published local width by the ratio of levels",
    id="geom.ell.larsen",
    statement="For every sublevel set K without the origin, in every direction, the published local width N(z) at the "
    "published level z lies between z N/(s - (s-z) N/D) and the effective dimension N = N(s).",
    domain=D,
    claim=Claim(
        then=[Relation(z * count / (s - (s - z) * count / size), "<=", published), Relation(published, "<=", count)]
    ),
    extremal=lambda: {"K": SublevelSet(np.ones(4), np.array([1.0, 2.0, 0.0, 1.0]), 0.5)},
    sharp_at=({},),
    source=Source("lqtheory_dossier", "geom.ell.larsen (b)"),
    notes="The dossier says it for random directions, to leading order; this is what holds of every single one.",
)
