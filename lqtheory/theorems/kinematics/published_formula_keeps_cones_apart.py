r"""**Kinematic formula as published, for two small cones**: delta(C) + delta(K') <= d - a sqrt(d) gives P <= eta.

a^2 = 8 log(4/eta). The pair K stands for its product in R^{2d}: P = 2 h_{d+1}(C x K') is the probability that the first
cone meets the randomly turned second one. The case m = d of :mod:`published_formula_meets_rarely`. Not sharp.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.cones.classes import HIGH_CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes, high_pair_volumes, volume_quantity
from lqtheory.relations import Relation

D = Domain(
    d=Integer(1, typical=(16, 60)),
    K=Object(
        high_pair_volumes,
        ball=ball_cone_volumes,
        description="two cones of one space, and their product",
        wider=HIGH_CONE,
    ),
    eta=Real(0, 1, typical=(0.3, 0.99)),
)
d, K, eta = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit, L = 2 * volume_quantity("cone_half_tail")(K, d + 1), sp.log(4 / eta)

THEOREM = Theorem(
    name="published_formula_keeps_cones_apart",
    title="Published kinematic formula, two small cones",
    id="geom.kin.akf",
    statement="For every pair K of cones of R^d, not both subspaces, and 0 < eta < 1, if the statistical dimensions "
    "add up to at most d - sqrt(8 log(4/eta) d), the probability that the cones meet is at most eta.",
    domain=D,
    claim=Claim(
        given=[Relation(size, "=", 2 * d), Relation(sp.sqrt(8 * L * d), "<=", d - mean)],
        then=[Relation(hit, "<=", eta)],
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Theorem I"),
    provenance="recalled",
    notes="The constants are recalled; the proof is from the sharpened form. That 2 h_{d+1} of the product is the "
    "probability is the theorem two_cones_meet.",
)
