r"""**The slice of a sublevel cone has N'_M <= delta <= N'_M + 1**: how many weights a fixed mask may prune.

The slice by the complement of the centre is a quadratic cone in D - 1 dimensions; delta is computed exactly.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SLICE
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity
from lqtheory.relations import Relation

D = Domain(K=SLICE)
(K,) = D.symbols
value, lower = quadratic_quantity("quadratic_dimension")(K), slice_quantity("sliced_width")(K)

THEOREM = Theorem(
    name="slice_within_half",
    title="Slices of sublevel cones within one half",
    id="geom.prune.slice",
    statement="For every slice K of the cone of a sublevel set by the complement of its centre, the statistical "
    "dimension lies between N'_M and N'_M + 1.",
    domain=D,
    claim=Claim(then=[Relation(lower, "<=", value), Relation(value, "<=", lower + 1)]),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
