r"""**False: the published local width bounds the statistical dimension from above**, even up to 1.

Every cone of a sublevel set K has delta >= N_M, so N_M <= N(s_B) + 1 would have to hold. Seen from near by, an
isotropic ball in D dimensions has N_M close to D - 1 and N(s_B) close to D/2. Corrected by
:mod:`local_width_at_most_count` and the interval [N_M, N_M + 1].
"""

from lqtheory import AtMost, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
lower = sublevel_quantity("sublevel_width")(K)
published = sublevel_quantity("sublevel_local_width")(K)

THEOREM = Theorem(
    name="local_width_as_upper_bound",
    title="Published local width as upper bound (false)",
    id="geom.ell.larsen",
    statement="For every sublevel set K without the origin the lower end N_M of the interval for the statistical "
    "dimension of its cone is at most the published local width plus 1.",
    domain=D,
    claim=AtMost(lower, published + 1),
    source=Source("lqtheory_dossier", "geom.ell.larsen (a)"),
    expected="refuted",
    corrected_by="local_width_at_most_count",
    notes="Published as an approximation of both sides; the inequality is what fails.",
)
