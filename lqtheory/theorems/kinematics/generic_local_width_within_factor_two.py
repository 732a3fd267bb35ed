r"""**Published local width in a generic direction**: N/(1 + N/D) <= N(s_B) <= N for |y_i| alike, N = N(s).

So with F = N(s_B)/D the truth N(s)/D lies in [F, F/(1-F)], a factor of at most 2. Left equality for isotropic sets,
right one in the limit of spectra of 0 and infinity.
"""

import numpy as np

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import GENERIC_SUBLEVEL
from lqtheory.quantities.sublevel_sets import SublevelSet, sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=GENERIC_SUBLEVEL)
(K,) = D.symbols
count, size, published = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("count", "size", "local_width"))

THEOREM = Theorem(
    name="generic_local_width_within_factor_two",
    title="Published local width in a generic direction",
    id="geom.ell.larsen",
    statement="For every sublevel set K without the origin whose centre has all |y_i| alike, the published local "
    "width lies between N/(1 + N/D) and the effective dimension N = N(s).",
    domain=D,
    claim=Claim(then=[Relation(count / (1 + count / size), "<=", published), Relation(published, "<=", count)]),
    extremal=lambda: {"K": SublevelSet(np.ones(4), np.ones(4), 0.5)},
    sharp_at=({},),
    source=Source("lqtheory_dossier", "geom.ell.larsen (b)"),
)
