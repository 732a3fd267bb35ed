r"""**A quadratic cone has N_M <= delta <= N_M + 1** in every dimension, N_M = sum 1/(1+a_i): the within-1/2 theorem.

For {x in R^{n+1} : x_1 >= sqrt(sum a_i x_i^2)}, a_i >= 0, whose delta is computed exactly and lies within 1/2 of
N_M + 1/2. Both constants are sharp, for circular cones of growing dimension; not in fixed dimension.
"""

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.cones.classes import QUADRATIC
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.relations import Relation

D = Domain(K=QUADRATIC)
(K,) = D.symbols
value, polar = (quadratic_quantity(f"quadratic_{name}")(K) for name in ("dimension", "polar_dimension"))
at = quadratic_quantity("quadratic_sum")
count = at(K, 0, 1)

THEOREM = Theorem(
    name="quadratic_cone_within_half",
    title="Quadratic cones within one half",
    id="geom.ell.statdim",
    statement="For every quadratic cone K, of the x with x_1 at least the root of the sum of a_i x_i^2, the "
    "statistical dimension lies between the sum S_{0,1} of 1/(1+a_i) and that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(count, "<=", value), Relation(value, "<=", count + 1)]),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
