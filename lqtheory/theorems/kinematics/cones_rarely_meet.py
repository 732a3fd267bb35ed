r"""**Sharpened kinematic formula for two small cones**: P <= exp(-delta chi(h/delta)/2), h = d - delta > 0.

The pair K stands for its product in R^{2d}: P = 2 h_{d+1}(C x K') is the probability that the first cone meets the
randomly turned second one, delta the sum of their statistical dimensions, chi(u) = (1+u) log(1+u) - u; also P <=
exp(-b chi(-h/b)/2) with b = 2d - delta, and the weaker exp(-(h^2/4)/(s + h/3)) with s = delta or b.
"""

from lqtheory import Claim, Domain, Integer, Object, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes, volume_quantity
from lqtheory.quantities.small_cones import small_pair
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.upper_tail_of_volumes import D as TAIL
from lqtheory.theorems.kinematics.upper_tail_of_volumes import bounds, sharp

D = Domain(
    d=Integer(1, typical=(1, 9)),
    K=Object(
        small_pair, ball=ball_cone_volumes, description="two small cones of one space, and their product", wider=CONE
    ),
)
d, K = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit = 2 * volume_quantity("cone_half_tail")(K, d + 1)
at_d = dict(zip(TAIL.symbols, (K, d), strict=True))

THEOREM = Theorem(
    name="cones_rarely_meet",
    title="Sharpened kinematic formula for two small cones",
    id="geom.kin.akf",
    statement="For every pair K of cones of R^d, not both subspaces, whose statistical dimensions add up to delta < "
    "d, the probability that they meet is at most exp(-delta chi(h/delta)/2), exp(-b chi(-h/b)/2) and "
    "exp(-(h^2/4)/(s + h/3)), with h = d - delta, b = 2d - delta, for s = delta and s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(size, "=", 2 * d), Relation(mean, "<", d)],
        then=[Relation(hit, "<=", bound.xreplace(at_d)) for bound in (*sharp, *bounds)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{d+1} of the product is the probability is the theorem two_cones_meet.",
)
