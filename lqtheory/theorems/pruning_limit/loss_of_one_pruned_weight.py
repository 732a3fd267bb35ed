r"""**Loss of one pruned weight after retraining**: y^2/(2 (H^{-1})_11), with any number of kept weights (OBS).

H is positive definite, its kept block in coordinates of its eigenvectors diag(r^2), the couplings of the pruned weight
are b, and S > 0 is the Schur complement: the pruned weight's own entry is a = S + |b/r|^2, and the displacement is (-y,
u). The least loss S y^2/2 is attained at u = y b/r^2. The vector (1/S, -b/(S r^2)) is the first column of H^{-1},
because H takes it to (1, 0): the first diagonal entry of H^{-1} is 1/S, and S y^2/2 is y^2/(2 (H^{-1})_11). u.v stands
for (|u+v|^2 - |u-v|^2)/4. Turning the kept weights changes neither the loss nor that entry.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    k=Integer(1, typical=(1, 5)),
    S=Real(0, typical=(0.1, 10)),
    y=Real(-sp.oo, typical=(-2, 2)),
    r=Vector("k", sign="positive"),
    b=Vector("k"),
    u=Vector("k"),
)
k, S, y, r, b, u = D.symbols
a = S + power_sum(b / r, 2)
column = -b / (S * r**2)


def double_product(v: sp.Expr, w: sp.Expr) -> sp.Expr:
    """2 v.w by squares."""
    return (power_sum(v + w, 2) - power_sum(v - w, 2)) / 2


def loss(move: sp.Expr) -> sp.Expr:
    """The loss with the first weight pruned and the kept ones moved."""
    return (a * y**2 - y * double_product(b, move) + power_sum(r * move, 2)) / 2


THEOREM = Theorem(
    name="loss_of_one_pruned_weight",
    title="Loss of one pruned weight after retraining",
    id="geom.prune.model",
    statement="For H with the kept block diag(r^2), couplings b in R^k and Schur complement S > 0, the loss with the "
    "first weight y pruned and the kept ones moved by u is at least S y^2/2, its value at u = y b/r^2; and 1 is the "
    "product of the first row (S + |b/r|^2, b) with (1/S, -b/(S r^2)), which is 0 with the other rows (b_j, r_j^2): "
    "1/S is the first diagonal entry of the inverse of H.",
    domain=D,
    claim=Claim(
        then=[
            Relation(S * y**2 / 2, "<=", loss(u)),
            Relation(loss(y * b / r**2), "=", S * y**2 / 2),
            Relation(a / S + double_product(b, column) / 2, "=", 1),
        ]
    ),
    source=Source("hassibi_stork_1993", "saliency of a weight"),
)
