r"""**Kinematic formula as published, second half**: delta >= m + a sqrt(d-m) gives P >= 1 - eta.

a^2 = 8 log(4/eta); P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m. As
published with sqrt(d), which is larger; with sqrt(d-m) it holds for two cones too, whose product meets codimension d in
R^{2d} (:mod:`published_formula_lets_cones_meet`). Not sharp: the sharpened form even gives (eta/4)^{3/2}.
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
    name="published_formula_meets_often",
    title="Published kinematic formula, small codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace, 0 < eta < 1 and m > 0 with delta >= m + sqrt(8 log(4/eta) "
    "(d-m)), so all the more if delta >= m + sqrt(8 log(4/eta) d), the probability 2 h_{m+1} of meeting a random "
    "subspace of codimension m is at least 1 - eta.",
    domain=D,
    claim=Claim(
        given=[
            Relation(sp.sqrt(8 * L) * sp.sqrt(size - m), "<=", mean - m),
            Relation(0, "<", m),
            Relation(m, "<", size),
        ],
        then=[Relation(1 - eta, "<=", hit)],
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem I"),
    provenance="recalled",
    notes="The constants are recalled; the proof is from the sharpened form.",
)
