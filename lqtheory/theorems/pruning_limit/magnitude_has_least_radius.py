r"""**Global magnitude pruning has the smallest radius R**, and so the largest value of every predictor that falls in R.

z holds the kept entries of any mask (any vector with at most K nonzero entries), and R^2 is the energy of the entries
outside its support. Layer-wise magnitude pruning is one of these masks. A smaller R is not a smaller loss: see
:mod:`smaller_weights_cost_less`. Equality for z = the K largest.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import off_support_power_sum, tail_power_sum

D = Domain(n=Integer(1, typical=(1, 24)), K=Integer(0, "n"), w=Vector("n"), z=Vector("n", nonzeros="K"))
n, K, w, z = D.symbols


def extremal(n: int, K: int) -> dict[str, np.ndarray]:
    """Flat weights, of which any K are kept."""
    return {"w": np.ones(n), "z": np.where(np.arange(n) < K, 1.0, 0.0)}


THEOREM = Theorem(
    name="magnitude_has_least_radius",
    title="Global magnitude pruning has the smallest radius",
    id="geom.prune.consequences",
    statement="For w in R^n and any z with at most K nonzero entries, the sum of the n-K smallest w_i^2 is at most "
    "that of the w_i^2 outside the support of z.",
    domain=D,
    claim=AtMost(tail_power_sum(w, K, 2), off_support_power_sum(w, z, 2)),
    extremal=extremal,
    sharp_at=({"n": 7, "K": 3}, {"n": 4, "K": 1}),
    source=Source("lqtheory_dossier", "geom.prune.consequences"),
)
