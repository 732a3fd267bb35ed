r"""**The published local width is at most the effective dimension**: N(s_B) <= N(s) for every sublevel set.

s_B = 2 epsilon/|y|^2 is at most the root s, because lambda s/(lambda + s) <= s. Nearly attained
where the set is far away: the left side is up to a factor of 2 low where it is near.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
level = sublevel_quantity("sublevel_level")(K)
published_level = sublevel_quantity("sublevel_published_level")(K)
count = sublevel_quantity("sublevel_count")(K)
published = sublevel_quantity("sublevel_local_width")(K)

THEOREM = Theorem(
    name="local_width_at_most_count",
    title="Published local width from below",
    id="geom.ell.larsen",
    statement="For every sublevel set K without the origin the published level is at most s, and the published local "
    "width at most the effective dimension N(s).",
    domain=D,
    claim=Claim(then=[Relation(published_level, "<=", level), Relation(published, "<=", count)]),
    source=Source("lqtheory_dossier", "geom.ell.larsen (a)"),
)
