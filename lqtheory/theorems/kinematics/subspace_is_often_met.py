r"""**Approximate kinematic formula, sharpened: a small codimension is mostly met**: P >= 1 - exp(-b chi(h/b)/2).

P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m, h = delta - m > 0, b = d -
delta; also P >= 1 - exp(-delta chi(-h/delta)/2), and the weaker 1 - exp(-(h^2/4)/(s + h/3)) with s = delta or b.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.lower_tail_of_volumes import bounds, sharp

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit = 2 * volume_quantity("cone_half_tail")(K, m + 1)

THEOREM = Theorem(
    name="subspace_is_often_met",
    title="Sharpened kinematic formula, small codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace and 0 < m < delta, the probability 2 h_{m+1} of meeting a "
    "random subspace of codimension m is at least 1 - B for h = delta - m, b = d - delta, B = exp(-b chi(h/b)/2), B = "
    "exp(-delta chi(-h/delta)/2), and B = exp(-(h^2/4)/(s + h/3)) with s = delta and s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(0, "<", m), Relation(m, "<", mean)],
        then=[Relation(1 - bound, "<=", hit) for bound in (*sharp, *bounds)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{m+1} is the probability is the theorem cone_meets_random_subspace.",
)
