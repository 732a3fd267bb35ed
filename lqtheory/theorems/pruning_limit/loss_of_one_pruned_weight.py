r"""**Loss of one pruned weight after retraining**: y^2/(2 (H^{-1})_11), with any number of kept weights (OBS).

H is positive definite, its kept block in coordinates of its eigenvectors diag(r^2), the couplings of the pruned weight
are b, and S > 0 is the Schur complement: the pruned weight's own entry is S + |b/r|^2, and the displacement is (-y, u).
The least loss S y^2/2 is attained at u = y b/r^2. And (H^{-1})_11 is 1/S: its form at q, the largest value of 2 q y
minus the form of H, is q^2/S, attained at y = q/S. Turning the kept weights changes neither. Products are written by
squares, 4 v.w = |v+w|^2 - |v-w|^2. The case of one pruned weight of :mod:`retrained_loss_is_schur_complement`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    k=Integer(1, typical=(1, 4)),
    S=Real(0, typical=(0.1, 10)),
    y=Real(-sp.oo, typical=(-2, 2)),
    q=Real(-sp.oo, typical=(-2, 2)),
    r=Vector("k", sign="positive"),
    b=Vector("k"),
    u=Vector("k"),
)
k, S, y, q, r, b, u = D.symbols
product = (power_sum(b / r + r * u, 2) - power_sum(b / r - r * u, 2)) / 4
loss = ((S + power_sum(b / r, 2)) * y**2 - 2 * y * product + power_sum(r * u, 2)) / 2
missed = power_sum(r * u - y * b / r, 2)

THEOREM = Theorem(
    name="loss_of_one_pruned_weight",
    title="Loss of one pruned weight after retraining",
    id="geom.prune.model",
    statement="For H with the kept block diag(r^2), couplings b in R^k and Schur complement S > 0, the loss with the "
    "first weight y pruned and the kept ones moved by u is (S y^2 + |r u - y b/r|^2)/2, hence least at u = y b/r^2; "
    "and q^2/S plus twice that loss is 2 q y + (q - S y)^2/S + |r u - y b/r|^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(loss, "=", S * y**2 / 2 + missed / 2),
            Relation(q**2 / S + 2 * loss, "=", 2 * q * y + (q - S * y) ** 2 / S + missed),
        ]
    ),
    source=Source("hassibi_stork_1993", "saliency of a weight"),
)
