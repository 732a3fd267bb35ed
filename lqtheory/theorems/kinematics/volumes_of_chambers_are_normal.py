r"""**Central limit theorem for intrinsic volumes of products**: |P(V <= delta + x sigma) - Phi(x)| <= (4/5) B/sigma.

V of a product is a sum of independent variables, one for each factor, which lie between 0 and its dimension; B is the
largest dimension of a factor. For rays, Weyl chambers and subspaces, their products and polars, B is 1: V is a sum of
independent Bernoulli variables, because the generating polynomial has real roots. For every cone, not a product, the
theorem of Goldstein, Nourdin and Peccati has a rate that says nothing below astronomical dimensions. Not sharp.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Object, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.quantities.volume_laws import ball_product_volumes, chamber_product, law_quantity

D = Domain(
    K=Object(
        chamber_product,
        ball=ball_product_volumes,
        description="a product of cones, no subspace",
        of=(),
        wider=CONE,
    )
)
(K,) = D.symbols
variance, largest = volume_quantity("cone_variance")(K), law_quantity("largest_factor")(K)

THEOREM = Theorem(
    name="volumes_of_chambers_are_normal",
    title="Central limit theorem for the volumes of products",
    id="geom.kin.clt",
    statement="For every product K of cones that is no subspace, and with B the largest dimension of a factor, rays, "
    "Weyl chambers, subspaces and their polars counted as 1, the distribution function of V differs from the normal "
    "one of the same mean and variance by at most (4/5) B/sigma.",
    domain=D,
    claim=AtMost(law_quantity("normal_distance")(K), sp.Rational(4, 5) * largest / sp.sqrt(variance)),
    source=Source("goldstein_nourdin_peccati_2017", "the limit theorem for all cones; the rate is derived here"),
)
