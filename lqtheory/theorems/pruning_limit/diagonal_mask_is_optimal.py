r"""**If H is diagonal the mask that sorts h_i w_i^2 is optimal** (OBD), and retraining is useless.

x = sqrt(h) w are the weights in units of their curvature, h > 0; z holds the kept ones after any retraining, in the
same units, so that half of sum (x_i - z_i)^2 is the loss. It is at least half the energy outside the support of z,
which is the loss without retraining, and that at least the sum of the n-K smallest h_i w_i^2/2. These sums fall in K,
so that the first feasible one gives the most prunable weights: prefix sums. Equality for z = the K largest of x.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import off_support_power_sum, power_sum, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 24)),
    K=Integer(0, "n"),
    J=Integer("K", "n"),
    h=Vector("n", sign="positive"),
    w=Vector("n"),
    z=Vector("n", nonzeros="K"),
)
n, K, J, h, w, z = D.symbols
x = sp.sqrt(h) * w
prefix = tail_power_sum(x, K, 2) / 2
one_shot, retrained = off_support_power_sum(x, z, 2) / 2, power_sum(x - z, 2) / 2


def extremal(n: int, K: int, J: int) -> dict[str, np.ndarray]:
    """Flat weights with unit curvature, of which any K are kept."""
    return {"h": np.ones(n), "w": np.ones(n), "z": np.where(np.arange(n) < K, 1.0, 0.0)}


THEOREM = Theorem(
    name="diagonal_mask_is_optimal",
    title="Optimal brain damage is optimal for a diagonal Hessian",
    id="geom.prune.aligned",
    statement="For w in R^n with curvatures h > 0, x = sqrt(h) w and any z with at most K <= J nonzero entries, half "
    "the sum of the n-K smallest x_i^2 is at most half the energy of x outside the support of z, that at most half of "
    "the sum of (x_i - z_i)^2, and keeping J leaves at most what keeping K leaves.",
    domain=D,
    claim=Claim(
        then=[
            Relation(prefix, "<=", one_shot),
            Relation(one_shot, "<=", retrained),
            Relation(tail_power_sum(x, J, 2) / 2, "<=", prefix),
        ]
    ),
    extremal=extremal,
    sharp_at=({"n": 7, "K": 3, "J": 3}, {"n": 4, "K": 1, "J": 1}),
    source=Source("lecun_denker_solla_1990", "section 2"),
    notes="A direction without curvature costs nothing and is pruned first.",
)
