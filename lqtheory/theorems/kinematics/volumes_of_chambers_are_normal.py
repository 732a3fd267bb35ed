r"""**Central limit theorem for intrinsic volumes, with a rate**: |P(V <= delta + x sigma) - Phi(x)| <= (4/5)/sigma.

For rays, Weyl chambers and subspaces, their products and polars: V is a sum of independent Bernoulli variables, because
the generating polynomial has real roots. For every cone the theorem of Goldstein, Nourdin and Peccati has a rate that
says nothing below astronomical dimensions. Not sharp.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Object, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes, volume_quantity
from lqtheory.quantities.volume_laws import chamber_product, law_quantity

D = Domain(
    K=Object(
        chamber_product,
        ball=ball_cone_volumes,
        description="a product of rays, Weyl chambers and subspaces, or the polar of one, no subspace",
        of=(),
        wider=CONE,
    )
)
(K,) = D.symbols
variance = volume_quantity("cone_variance")(K)

THEOREM = Theorem(
    name="volumes_of_chambers_are_normal",
    title="Central limit theorem for the volumes of chambers",
    id="geom.kin.clt",
    statement="For every product K of rays, Weyl chambers and subspaces, and the polar of one, that is no subspace, "
    "the distribution function of V differs from the normal one of the same mean and variance by at most (4/5)/sigma.",
    domain=D,
    claim=AtMost(law_quantity("normal_distance")(K), sp.Rational(4, 5) / sp.sqrt(variance)),
    source=Source("goldstein_nourdin_peccati_2017", "the limit theorem for all cones; the rate is derived here"),
)
