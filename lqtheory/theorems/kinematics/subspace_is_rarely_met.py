r"""**Approximate kinematic formula, sharpened: a large codimension is rarely met**: P <= exp(-delta chi(h/delta)/2).

P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m, h = m - delta > 0, b = d -
delta; also P <= exp(-b chi(-h/b)/2), and the weaker exp(-(h^2/4)/(s + h/3)) with s = delta or b. Without the factor 4
and with better constants than the published formula.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.upper_tail_of_volumes import bounds, sharp

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit = 2 * volume_quantity("cone_half_tail")(K, m + 1)

THEOREM = Theorem(
    name="subspace_is_rarely_met",
    title="Sharpened kinematic formula, large codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace and delta < m < d, the probability 2 h_{m+1} of meeting a "
    "random subspace of codimension m is at most exp(-delta chi(h/delta)/2), exp(-b chi(-h/b)/2) and "
    "exp(-(h^2/4)/(s + h/3)), with h = m - delta, b = d - delta, for s = delta and s = b.",
    domain=D,
    claim=Claim(
        given=[Relation(mean, "<", m), Relation(m, "<", size)],
        then=[Relation(hit, "<=", bound) for bound in (*sharp, *bounds)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{m+1} is the probability is the theorem cone_meets_random_subspace.",
)
