r"""**Sharpened kinematic formula for two large cones**: P >= 1 - exp(-b chi(h/b)/2), h = delta - d > 0, b = 2d - delta.

The pair K stands for its product in R^{2d}: P = 2 h_{d+1}(C x K') is the probability that the first cone meets the
randomly turned second one, delta the sum of their statistical dimensions, chi(u) = (1+u) log(1+u) - u; also P >= 1 -
exp(-delta chi(-h/delta)/2), and the weaker 1 - exp(-(h^2/4)/(s + h/3)) with s = delta or b.
"""

from lqtheory import Claim, Domain, Integer, Object, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes, volume_quantity
from lqtheory.quantities.small_cones import small_pair
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.lower_tail_of_volumes import D as TAIL
from lqtheory.theorems.kinematics.lower_tail_of_volumes import bounds, sharp

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
    name="cones_often_meet",
    title="Sharpened kinematic formula for two large cones",
    id="geom.kin.akf",
    statement="For every pair K of cones of R^d, not both subspaces, whose statistical dimensions add up to delta > "
    "d, the probability that they meet is at least 1 - B for h = delta - d, b = 2d - delta, B = exp(-b chi(h/b)/2), B "
    "= exp(-delta chi(-h/delta)/2), and B = exp(-(h^2/4)/(s + h/3)) with s = delta and s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(size, "=", 2 * d), Relation(d, "<", mean)],
        then=[Relation(1 - bound.xreplace(at_d), "<=", hit) for bound in (*sharp, *bounds)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{d+1} of the product is the probability is the theorem two_cones_meet.",
)
