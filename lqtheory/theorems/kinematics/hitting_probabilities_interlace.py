r"""**Hitting probabilities lie between the tails of the intrinsic volumes**: t_{m+1} <= 2 h_{m+1} <= t_m.

2 h_{m+1} is the probability that the cone meets a random subspace of codimension m. Sharp for half-spaces.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(
    K=CONE,
    m=Integer(0, typical=(0, 14)),
)
K, m = D.symbols
tail, half = (volume_quantity(name) for name in ("cone_tail", "cone_half_tail"))

THEOREM = Theorem(
    name="hitting_probabilities_interlace",
    title="Interlacing",
    id="geom.kin.interlace",
    statement="For every cone K that is no subspace and every m >= 0, the probability 2 h_{m+1} that it meets a random "
    "subspace of codimension m lies between P(V >= m+1) and P(V >= m).",
    domain=D,
    claim=Claim(
        then=[Relation(tail(K, m + 1), "<=", 2 * half(K, m + 1)), Relation(2 * half(K, m + 1), "<=", tail(K, m))]
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 5.9"),
    provenance="reproved",
)
