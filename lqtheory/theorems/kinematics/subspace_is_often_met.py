r"""**Approximate kinematic formula, sharpened: a small codimension is mostly met**: P >= 1 - exp(-(h^2/4)/(s + h/3)).

P = 2 h_{m+1} is the probability that the cone meets a random subspace of codimension m, h = delta - m > 0, and s is
delta or d - delta.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

D = Domain(K=CONE, m=Integer(0, typical=(0, 14)))
K, m = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
hit, h = 2 * volume_quantity("cone_half_tail")(K, m + 1), mean - m

THEOREM = Theorem(
    name="subspace_is_often_met",
    title="Sharpened kinematic formula, small codimension",
    id="geom.kin.akf",
    statement="For every cone K of R^d that is no subspace and 0 < m < delta, the probability 2 h_{m+1} of meeting a "
    "random subspace of codimension m is at least 1 - exp(-(h^2/4)/(s + h/3)), h = delta - m, for s = delta and "
    "s = d - delta.",
    domain=D,
    claim=Claim(
        given=[Relation(0, "<", m), Relation(m, "<", mean)],
        then=[Relation(1 - sp.exp(-(h**2) / 4 / (s + h / 3)), "<=", hit) for s in (mean, size - mean)],
    ),
    source=Source("lqtheory_dossier", "geom.kin.akf"),
    notes="That 2 h_{m+1} is the probability is the theorem cone_meets_random_subspace.",
)
