r"""**Distance to multiples of a subdifferential, by strong convexity**: F(t) - F(u) <= F'(t)^2/(4E) for every sample.

F(t) = E t^2 - 2 a t + sum (h_j - t w_j)_+^2 is dist^2(g, t df) less a constant, for l_1, weighted, nonnegative and
block norms and the nuclear norm. At the threshold of the mean E F' = 0, so that the variational bound exceeds the
statistical dimension by at most Var F'/(4E), for every one of them; F' is a 2 sqrt(E + sum w^2)-Lipschitz function of
g, which makes that at most 1 + sum w^2/E: d/s for the l_1 norm, M/s for blocks, m/r for the nuclear norm.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.quantities.soft_distances import soft_quantity

D = Domain(P=SOFT_DISTANCE, t=Real(0, closed="left", typical=(0, 3)), u=Real(0, closed="left", typical=(0, 3)))
P, t, u = D.symbols
energy, along = soft_quantity("soft_energy")(P), soft_quantity("soft_along")(P)


def distance(x: sp.Expr) -> sp.Expr:
    """F at a number."""
    return energy * x**2 - 2 * along * x + soft_quantity("soft_square")(P, x)


slope = 2 * energy * t - 2 * along - 2 * soft_quantity("soft_pull")(P, t)

THEOREM = Theorem(
    name="descent_distance_is_strongly_convex",
    title="Strong convexity of the distance to multiples of a subdifferential",
    id="geom.descent.gap",
    statement="For every distance P, F(x) = E x^2 - 2 a x + sum (h_j - x w_j)_+^2, to multiples of a subdifferential "
    "and all t, u >= 0, F(t) - F(u) is at most the square of the slope 2 E t - 2 a - 2 sum w_j (h_j - t w_j)_+ over "
    "4 E.",
    domain=D,
    claim=AtMost(distance(t) - distance(u), slope**2 / (4 * energy)),
    source=Source("lqtheory_dossier", "geom.descent.gap"),
)
