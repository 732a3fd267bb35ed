r"""**The cone of a sublevel set has N_M <= delta <= N_M + 1**, hence |delta - N(s)| <= 1: a width from a ridge count.

N(s) = sum s/(s + lambda_i) and N_M = N(s) - s P_213/P_212 at the level s; delta is computed exactly.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
value = quadratic_quantity("quadratic_dimension")(K)
lower, count = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("width", "count"))

THEOREM = Theorem(
    name="sublevel_cone_within_half",
    title="Cones of sublevel sets within one half",
    id="geom.ell.statdim",
    statement="For every sublevel set K without the origin the statistical dimension of its cone lies between N_M and "
    "N_M + 1, and between N(s) - 1 and N(s) + 1.",
    domain=D,
    claim=Claim(
        then=[
            Relation(lower, "<=", value),
            Relation(value, "<=", lower + 1),
            Relation(count - 1, "<=", value),
            Relation(value, "<=", count + 1),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
