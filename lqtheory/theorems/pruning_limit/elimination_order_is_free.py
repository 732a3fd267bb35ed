r"""**Pruning in several rounds costs what pruning at once costs**: iterating cannot help a fixed mask.

L_1 is the subspace of the k weights kept in a first round, in coordinates of the eigenvectors of their block of H, with
eigenvalues r^2; b = H_KE y is the coupling to the pruned weights y and h = y'H_EE y. Retrained, the kept weights have
moved by v = b/r^2. The loss at every other move u is the loss there plus |r (u - v)|^2/2, what a second round sees that
starts at v. So the moves that a final mask allows, some of those in L_1, are ordered by the second round as they are by
the loss itself: the best of them, and its loss, do not depend on what L_1 was, and any order of any number of rounds
gives them. Iterative pruning gains by better masks or by a new expansion of the loss alone. Products are written by
squares, 4 v.w = |v+w|^2 - |v-w|^2.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    k=Integer(1, typical=(1, 4)),
    h=Real(-sp.oo, typical=(-4, 4)),
    r=Vector("k", sign="positive"),
    b=Vector("k"),
    u=Vector("k"),
    w=Vector("k"),
)
k, h, r, b, u, w = D.symbols


def loss(move: sp.Expr) -> sp.Expr:
    """The loss where the kept weights have moved."""
    product = (power_sum(b / r + r * move, 2) - power_sum(b / r - r * move, 2)) / 4
    return (h - 2 * product + power_sum(r * move, 2)) / 2


retrained = (h - power_sum(b / r, 2)) / 2


def second_round(move: sp.Expr) -> sp.Expr:
    """What is added to the loss, seen from the retrained weights."""
    return power_sum(r * move - b / r, 2) / 2


THEOREM = Theorem(
    name="elimination_order_is_free",
    title="The order of pruning does not matter for a fixed mask",
    id="geom.prune.consequences.iterative",
    statement="For k kept weights with a block of H of eigenvalues r^2 > 0 and couplings b to the pruned ones, the "
    "loss (h - 2 b.u + |r u|^2)/2 at any move u is (h - |b/r|^2)/2, its value at v = b/r^2, plus |r (u - v)|^2/2, and "
    "the losses at any two moves u and w differ by as much as these squares.",
    domain=D,
    claim=Claim(
        then=[
            Relation(loss(u), "=", retrained + second_round(u)),
            Relation(loss(u) + second_round(w), "=", loss(w) + second_round(u)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.consequences"),
)
