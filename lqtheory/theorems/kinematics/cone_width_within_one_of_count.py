r"""**N_M lies within 1 below the effective dimension**: N(s) - 1 <= N_M <= N(s) for the cone of every sublevel set.

N(s) - N_M is a weighted mean of the shares s/(s + lambda_i), which lie between 0 and 1. So |delta - N(s)| <= 1.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
count = sublevel_quantity("sublevel_count")(K)
lower = sublevel_quantity("sublevel_width")(K)

THEOREM = Theorem(
    name="cone_width_within_one_of_count",
    title="Effective dimension and N_M",
    id="geom.ell.statdim",
    statement="For every sublevel set K without the origin the lower end N_M of the interval for the statistical "
    "dimension of its cone lies between N(s) - 1 and N(s).",
    domain=D,
    claim=Claim(then=[Relation(count - 1, "<=", lower), Relation(lower, "<=", count)]),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
