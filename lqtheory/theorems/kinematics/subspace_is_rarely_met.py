r"""**Approximate kinematic formula, sharpened: a large codimension is rarely met**: P <= exp(-(h^2/4)/(s + h/3)).

P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m, h = m - delta > 0, and s is
delta or d - delta. Without the factor 4 and with better constants than the published formula.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit, h = 2 * volume_quantity("cone_half_tail")(K, m + 1), m - mean

THEOREM = Theorem(
    name="subspace_is_rarely_met",
    title="Sharpened kinematic formula, large codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace and delta < m < d, the probability 2 h_{m+1} of meeting a "
    "random subspace of codimension m is at most exp(-(h^2/4)/(s + h/3)), h = m - delta, for s = delta and s = d - "
    "delta.",
    domain=D,
    claim=Claim(
        given=[Relation(mean, "<", m), Relation(m, "<", size)],
        then=[Relation(hit, "<=", sp.exp(-(h**2) / 4 / (s + h / 3))) for s in (mean, size - mean)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{m+1} is the probability is the theorem cone_meets_random_subspace.",
)
