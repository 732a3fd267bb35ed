r"""**The slice loses one dimension and up to one more**: N(s) - 1 - r <= N'_M <= N(s) - r, r = s/(s+k).

k = 2 epsilon/|y|^2 is the published level, N'_M the lower end of the interval for the statistical dimension of the
slice K and y^perp of a sublevel-set cone, N(s) the sum of s/(s + lambda_i) at the level of the slice. So N(s), the
count that the slice predicts to leading order, is within 2 above N'_M; for a direction in general position r is the
share p. Not sharp.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SLICE
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity
from lqtheory.relations import Relation

D = Domain(K=SLICE)
(K,) = D.symbols
count, width, level = (slice_quantity(f"sliced_{word}")(K) for word in ("count", "width", "level"))
share = level / (level + sublevel_quantity("sublevel_published_level")(K))

THEOREM = Theorem(
    name="slice_width_below_count",
    title="Effective dimension and the interval of the slice",
    id="geom.prune.slice",
    statement="For every sublevel set K with a proper slice, s its level and r = s/(s+k), k = 2 epsilon/|y|^2, the "
    "lower end N'_M of the interval for the dimension of the slice is between N(s) - 1 - r and N(s) - r.",
    domain=D,
    claim=Claim(then=[Relation(count - 1 - share, "<=", width), Relation(width, "<=", count - share)]),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
