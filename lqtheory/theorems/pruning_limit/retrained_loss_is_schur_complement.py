r"""**Loss of a mask after retraining, in two forms**, for any number of pruned and of kept weights.

H is positive definite, the displacement is (-y, u) with y the pruned weights and u the change of the kept ones. The
coordinates are those of eigenvectors of the kept block, with eigenvalues r^2, and of its Schur complement, with
eigenvalues s^2: turning kept and pruned weights, each among themselves, changes no loss. b is the coupling H_KE y, so
that y'H_EE y = |s y|^2 + |b/r|^2. The least loss is half the form |s y|^2 of the Schur complement, attained at u =
b/r^2. And (H^{-1})_EE is its inverse: the form of that block at q, the largest value of 2 q.y minus the form of H, is
|q/s|^2, attained at y = q/s^2 and u = b/r^2. Products are written by squares, 4 v.w = |v+w|^2 - |v-w|^2.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    m=Integer(1, typical=(1, 3)),
    k=Integer(1, typical=(1, 3)),
    s=Vector("m", sign="positive"),
    y=Vector("m"),
    q=Vector("m"),
    r=Vector("k", sign="positive"),
    b=Vector("k"),
    u=Vector("k"),
)
m, k, s, y, q, r, b, u = D.symbols


def double_product(v: sp.Expr, w: sp.Expr) -> sp.Expr:
    """2 v.w by squares."""
    return (power_sum(v + w, 2) - power_sum(v - w, 2)) / 2


form = power_sum(s * y, 2) + power_sum(b / r, 2) - double_product(b / r, r * u) + power_sum(r * u, 2)
missed, short = power_sum(r * u - b / r, 2), power_sum(q / s - s * y, 2)

THEOREM = Theorem(
    name="retrained_loss_is_schur_complement",
    title="Loss of a mask after retraining",
    id="geom.prune.exact_mask",
    statement="For m pruned weights y and k kept ones of a positive definite H, whose kept block has the eigenvalues "
    "r^2 and its Schur complement s^2, the form of H where the kept ones have moved by u is |s y|^2 + |r u - b/r|^2 "
    "(b the coupling), hence least at u = b/r^2; and with |q/s|^2 it adds up to 2 q.y + |q/s - s y|^2 + |r u - b/r|^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(form, "=", power_sum(s * y, 2) + missed),
            Relation(power_sum(q / s, 2) + form, "=", double_product(q / s, s * y) + short + missed),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="In coordinates of the eigenvectors of the two blocks. The dossier's pseudo-inverse, for a kept block with "
    "eigenvalue 0, is the limit r -> 0, where b vanishes.",
)
