r"""**Sums of the bounds themselves**: sum a_i C t_i k_i^{-f} >= C (sum (a_i t_i)^e)^{1/e} K^{-f}, f = 1/q-1/p.

Here a_i multiplies norms of errors, not their powers (trap: the two objectives have different weights). Hölder's
inequality for a t k^{-b} and k, b = 1/q - 1/p. Equality for k_i proportional to (a_i t_i)^e; for p = 2, e = 2q/(2+q).
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum, stechkin_constant

D = Domain(
    r=Integer(1, typical=(1, 12)),
    q=Real(0, typical=(0.3, 2)),
    s=Real(0, typical=(0.1, 2)),
    a=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
    k=Vector("r", sign="positive"),
)
r, q, s, a, t, k = D.symbols
p = q + s
fall = s / (p * q)
e = 1 / (1 + fall)
constant = stechkin_constant(q, p)
mass = power_sum(a**e * t**e, 1)


def extremal(r: int, q: float, s: float) -> dict[str, np.ndarray]:
    """Equal norms and equal counts."""
    return {"a": np.ones(r), "t": np.ones(r), "k": np.ones(r)}


THEOREM = Theorem(
    name="continuous_allocation_of_norms",
    title="Continuous optimum of a sum of bounds",
    id="lq.alloc.bound",
    statement="For positive a, t, k in R^r, q, s > 0, p = q + s and e = 1/(1+1/q-1/p), the sum of a_i C_{q,p} t_i "
    "k_i^(1/p-1/q) is at least C_{q,p} (sum (a_i t_i)^e)^(1/e) K^(1/p-1/q) with K the sum of the k_i.",
    domain=D,
    claim=AtMost(
        constant * mass ** (1 + fall) * power_sum(k, 1) ** (-fall), constant * power_sum(a * t * k ** (-fall), 1)
    ),
    extremal=extremal,
    sharp_at=({"r": 3, "q": 1, "s": 1}, {"r": 5, "q": 0.5, "s": 1.5}),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
)
