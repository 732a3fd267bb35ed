r"""**The published local width minus 1 bounds the statistical dimension from below**: N(s_B) - 1 <= N_M <= delta.

For the cone of every sublevel set. The published number itself is no upper bound: :mod:`local_width_as_upper_bound`.
"""

from lqtheory import AtMost, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
lower, published = sublevel_quantity("sublevel_width")(K), sublevel_quantity("sublevel_local_width")(K)

THEOREM = Theorem(
    name="local_width_bounds_dimension_below",
    title="Published local width minus one",
    id="geom.ell.larsen",
    statement="For every sublevel set K without the origin the published local width minus 1 is at most the lower "
    "end N_M of the interval for the statistical dimension of its cone.",
    domain=D,
    claim=AtMost(published - 1, lower),
    source=Source("lqtheory_dossier", "geom.ell.larsen (a)"),
)
