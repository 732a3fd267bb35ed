r"""**Loss of a mask after retraining, in two forms**, for any number of pruned and of kept weights.

H is positive definite, the displacement is (-y, u) with y the pruned weights and u the change of the kept ones. The
coordinates are those of eigenvectors of the kept block, with eigenvalues r^2, and of its Schur complement, with
eigenvalues s^2: turning kept and pruned weights, each among themselves, changes no loss. b is the coupling H_KE y, so
that y'H_EE y = |s y|^2 + |b/r|^2. The least loss is half the form of the Schur complement, attained at u = b/r^2. The
form of (H^{-1})_EE at q, the largest value of 2 q.y minus the form of H, is |q/s|^2: that block is the inverse of the
Schur complement. With u.v = (|u+v|^2 - |u-v|^2)/4.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    m=Integer(1, typical=(1, 4)),
    k=Integer(1, typical=(1, 4)),
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


def form(pruned: sp.Expr, move: sp.Expr) -> sp.Expr:
    """Twice the loss with pruned weights and a move of the kept ones."""
    own = power_sum(s * pruned, 2) + power_sum(b / r, 2)
    return own - double_product(b, move) + power_sum(r * move, 2)


least, best = power_sum(s * y, 2) / 2, b / r**2
gain = double_product(q, y) - form(y, u)

THEOREM = Theorem(
    name="retrained_loss_is_schur_complement",
    title="Loss of a mask after retraining",
    id="geom.prune.exact_mask",
    statement="For m pruned weights y and k kept ones of a positive definite H, whose kept block has the eigenvalues "
    "r^2 and its Schur complement s^2, the loss with the kept weights moved by u is at least |s y|^2/2, which is its "
    "value at u = b/r^2, b the coupling; and 2 q.y minus the form of H is at most |q/s|^2, its value at y = q/s^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(least, "<=", form(y, u) / 2),
            Relation(form(y, best) / 2, "=", least),
            Relation(gain, "<=", power_sum(q / s, 2)),
            Relation(double_product(q, q / s**2) - form(q / s**2, best), "=", power_sum(q / s, 2)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="In coordinates of the eigenvectors of the two blocks. The dossier's pseudo-inverse, for a kept block with "
    "eigenvalue 0, is the limit r -> 0, where b vanishes.",
)
