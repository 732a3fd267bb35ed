r"""**Loss of a mask after retraining, in two forms**: two pruned weights, one kept weight.

H = [[a, b, d], [b, c, e], [d, e, f]] is positive definite; the pruned weights are y and z, so that the displacement is
(-y, -z, u) with u the change of the kept weight. f, P = a - d^2/f, Q = b - d e/f and S = c - e^2/f are the parameters:
the Schur complement of f. Its quadratic form is the least loss, attained at u = (d y + e z)/f, and (H^{-1})_EE is its
inverse. With more kept weights the same elimination is repeated, in any order (:mod:`elimination_order_is_free`).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    f=Real(0, typical=(0.1, 10)),
    P=Real(0, typical=(0.1, 10)),
    Q=Real(-sp.oo, typical=(-2, 2)),
    S=Real("Q**2/P", typical=("Q**2/P + 0.1", "Q**2/P + 10")),
    d=Real(-sp.oo, typical=(-3, 3)),
    e=Real(-sp.oo, typical=(-3, 3)),
    y=Real(-sp.oo, typical=(-3, 3)),
    z=Real(-sp.oo, typical=(-3, 3)),
    u=Real(-sp.oo, typical=(-3, 3)),
)
f, P, Q, S, d, e, y, z, u = D.symbols
a, b, c = P + d**2 / f, Q + d * e / f, S + e**2 / f
displacement = sp.Matrix([-y, -z, u])
loss = sp.expand((displacement.T * sp.Matrix([[a, b, d], [b, c, e], [d, e, f]]) * displacement)[0]) / 2
least = (P * y**2 + 2 * Q * y * z + S * z**2) / 2
determinant = a * (c * f - e**2) - b * (b * f - d * e) + d * (b * e - c * d)
g, h, k = (c * f - e**2) / determinant, (d * e - b * f) / determinant, (a * f - d**2) / determinant
block_form = (k * y**2 - 2 * h * y * z + g * z**2) / (2 * (g * k - h**2))  # G = (g, h; h, k) = (H^{-1})_EE

THEOREM = Theorem(
    name="retrained_loss_is_schur_complement",
    title="Loss of a mask after retraining",
    id="geom.prune.exact_mask",
    statement="For a positive definite H with Schur complement (P, Q; Q, S) of its last entry f, and d, e above f, the "
    "loss with y, z pruned and the kept weight moved by u is at least (P y^2 + 2 Q y z + S z^2)/2, which is its value "
    "at u = (d y + e z)/f and half the form of the inverse of the pruned block of the inverse of H.",
    domain=D,
    claim=Claim(
        then=[
            Relation(least, "<=", loss),
            Relation(loss.subs(u, (d * y + e * z) / f), "=", least),
            Relation(block_form, "=", least),
        ]
    ),
    box={
        **{"f": (1, 1.125), "P": (1, 1.125), "Q": (0.25, 0.3125), "S": (2, 2.125), "d": (1, 1.125), "e": (1, 1.125)},
        **{"y": (1, 1.125), "z": (1, 1.125), "u": (4, 4.125)},
    },
    source=Source("lqtheory_dossier", "geom.prune.model"),
)
