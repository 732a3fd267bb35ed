r"""**Loss of one pruned weight after retraining**: y^2/(2 (H^{-1})_11), here with two kept weights (OBS).

The first weight is pruned from H = [[a, b, c], [b, k, l], [c, l, m]], positive definite, where k and M = m - l^2/k are
positive, (b, c)' = (k, l; l, m)(p, q)' and the Schur complement S = a - b p - c q > 0; the displacement is (-y, u, v).
The least loss S y^2/2 is attained at (u, v) = y (p, q).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    k=Real(0, typical=(0.1, 10)),
    M=Real(0, typical=(0.1, 10)),
    S=Real(0, typical=(0.1, 10)),
    l=Real(-sp.oo, typical=(-2, 2)),
    p=Real(-sp.oo, typical=(-2, 2)),
    q=Real(-sp.oo, typical=(-2, 2)),
    y=Real(-sp.oo, typical=(-2, 2)),
    u=Real(-sp.oo, typical=(-2, 2)),
    v=Real(-sp.oo, typical=(-2, 2)),
)
k, M, S, l, p, q, y, u, v = D.symbols  # noqa: E741
m = M + l**2 / k
b, c = k * p + l * q, l * p + m * q
a = S + b * p + c * q
displacement = sp.Matrix([-y, u, v])
loss = sp.expand((displacement.T * sp.Matrix([[a, b, c], [b, k, l], [c, l, m]]) * displacement)[0]) / 2
determinant = a * (k * m - l**2) - b * (b * m - c * l) + c * (b * l - c * k)
saliency = y**2 / (2 * ((k * m - l**2) / determinant))  # the quotient of both is (H^{-1})_11

THEOREM = Theorem(
    name="loss_of_one_pruned_weight",
    title="Loss of one pruned weight after retraining",
    id="geom.prune.model",
    statement="For k, M, S > 0, real l, p, q and H with kept block (k, l; l, M + l^2/k), couplings its product with "
    "(p, q) and Schur complement S, the loss with y pruned and the kept weights moved by u, v is at least S y^2/2, "
    "attained, and equal to y^2/2 over the first diagonal entry of the inverse of H.",
    domain=D,
    claim=Claim(
        then=[
            Relation(S * y**2 / 2, "<=", loss),
            Relation(loss.subs({u: y * p, v: y * q}), "=", S * y**2 / 2),
            Relation(saliency, "=", S * y**2 / 2),
        ]
    ),
    box={
        **{"k": (1, 1.125), "M": (1, 1.125), "S": (1, 1.125), "l": (0.25, 0.3125), "p": (1, 1.125), "q": (1, 1.125)},
        **{"y": (1, 1.125), "u": (4, 4.125), "v": (4, 4.125)},
    },
    source=Source("hassibi_stork_1993", "saliency of a weight"),
)
