r"""**No mask is feasible below the harmonic mean**: the loss on the whole complement of y is at least HM |y|^2/2.

H has the eigenvalues r^2, y is the vector of the pruned weights, and the kept subspace lies in the complement of y,
whose points are z - c y with c = z.y/|y|^2, for any z: the loss there is |r (y - z + c y)|^2/2. With the weights y^2
the harmonic mean HM of the eigenvalues is |y|^2/|y/r|^2. So with epsilon < HM |y|^2/2 no kept subspace of any number m
>= 1 of pruned weights has a point of the sublevel set. Attained at z = y - t y/r^2, t = HM. At z = 0, the loss without
retraining, it says HM <= AM; from AM on it is small enough (:mod:`one_shot_is_feasible_above_arithmetic_mean`).
Products are written by squares, 4 v.w = |v+w|^2 - |v-w|^2.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 8)), r=Vector("n", sign="positive"), y=Vector("n", nonzero=True), z=Vector("n"))
n, r, y, z = D.symbols
square, inverse = power_sum(y, 2), power_sum(y / r, 2)


def product(v: sp.Expr, w: sp.Expr) -> sp.Expr:
    """v.w by squares."""
    return (power_sum(v + w, 2) - power_sum(v - w, 2)) / 4


c = product(z, y) / square
moved = (1 + c) * y - z


def nearest(n: int) -> dict[str, np.ndarray]:
    """The point of the complement with the least loss."""
    y, r = np.ones(n), 2.0 ** (np.arange(n) % 3)
    t = y @ y / ((y / r) @ (y / r))
    return {"y": y, "r": r, "z": y - t * y / r**2}


THEOREM = Theorem(
    name="slice_is_missed_below_harmonic_mean",
    title="Infeasible below the harmonic mean",
    id="geom.prune.slice.infeasible",
    statement="For r > 0, y != 0 and z in R^n, c = z.y/|y|^2, the point z - c y is orthogonal to y, since it is "
    "as far from y as from -y, and half the sum of r_i^2 (y - z + c y)_i^2 is at least "
    "|y|^4/(2 |y/r|^2), which is |y|^2/2 times the harmonic mean of the r_i^2 with the "
    "weights y_i^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(power_sum(z - c * y + y, 2), "=", power_sum(z - c * y - y, 2)),
            Relation(square**2 / inverse / 2, "<=", power_sum(r * moved, 2) / 2),
        ]
    ),
    extremal=nearest,
    sharp_at=({"n": 2}, {"n": 5}),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
