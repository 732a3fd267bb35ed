r"""**Kinematic formula as published, first half**: delta <= m - a sqrt(m) gives P <= eta, a^2 = 8 log(4/eta).

P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m. As published with sqrt(d),
which is larger; with sqrt(m) it holds for two cones too, whose product meets codimension d in R^{2d}
(:mod:`published_formula_keeps_cones_apart`). Not sharp: the sharpened form even gives (eta/4)^{3/2}.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.cones.classes import HIGH_CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=HIGH_CONE, m=Integer(0, typical=(0, 60)), eta=Real(0, 1, typical=(0.3, 0.99)))
K, m, eta = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit, L = 2 * volume_quantity("cone_half_tail")(K, m + 1), sp.log(4 / eta)

THEOREM = Theorem(
    name="published_formula_meets_rarely",
    title="Published kinematic formula, large codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace, 0 < eta < 1 and m < d with delta <= m - sqrt(8 log(4/eta) "
    "m), so all the more if delta <= m - sqrt(8 log(4/eta) d), the probability 2 h_{m+1} of meeting a random subspace "
    "of codimension m is at most eta.",
    domain=D,
    claim=Claim(
        given=[Relation(sp.sqrt(8 * L * m), "<=", m - mean), Relation(m, "<", size)],
        then=[Relation(hit, "<=", eta)],
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem I"),
    provenance="recalled",
    notes="The constants are recalled; the proof is from the sharpened form.",
)
