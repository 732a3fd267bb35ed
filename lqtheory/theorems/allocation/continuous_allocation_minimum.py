r"""**The Stechkin bound of all rows together**: no real keep counts make the sum of the bounds of the rows smaller.

With t_i = ||w_i||_q the bound on row i is C_{q,p} t_i k_i^{1/p-1/q}. For every competing allocation k of the budget K
= sum k_i, the weighted sum of p-th powers is at least C^p (sum a_j^{q/p} t_j^q)^{p/q} K^{1-p/q}: Hölder's inequality
for a t^p k^{1-p/q} and k. Equality for k_i proportional to the q-mass a_i^{q/p} t_i^q. The lower bound is the p-th
power of the Stechkin bound of the vector of all a_i^{1/p} w_i, whose q-th power sum is sum a_i^{q/p} t_i^q:
allocating row by row loses nothing against pruning all rows together.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum, stechkin_constant

D = Domain(
    r=Integer(1, typical=(1, 12)),
    q=Real(0, typical=(0.3, 2)),
    p=Real("q", typical=("q+0.1", "q+2")),
    a=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
    k=Vector("r", sign="positive"),
)
r, q, p, a, t, k = D.symbols
constant = stechkin_constant(q, p) ** p
mass = power_sum(a ** (q / p) * t**q, 1)


def extremal(r: int, q: float, p: float) -> dict[str, np.ndarray]:
    """Equal q-mass and equal counts."""
    return {"a": np.ones(r), "t": np.ones(r), "k": np.ones(r)}


THEOREM = Theorem(
    name="continuous_allocation_minimum",
    title="Continuous optimum of the l_q bound",
    id="lq.alloc.bound",
    statement="For positive a, t, k in R^r and 0 < q < p, the sum of a_i C_{q,p}^p t_i^p k_i^(1-p/q) is at least "
    "C_{q,p}^p (sum a_i^(q/p) t_i^q)^(p/q) K^(1-p/q) with K the sum of the k_i.",
    domain=D,
    claim=AtMost(
        constant * mass ** (p / q) * power_sum(k, 1) ** (1 - p / q),
        constant * power_sum(a * t**p * k ** (1 - p / q), 1),
    ),
    extremal=extremal,
    sharp_at=({"r": 3, "q": 1, "p": 2}, {"r": 5, "q": 0.5, "p": 2}),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
    notes="The dossier states p = 2. Its proof is the Lagrange or Hölder argument that is used here.",
)
