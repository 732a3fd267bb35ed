r"""**Best real counts for a sum of bounds**: k_i = c (a_i t_i)^e with 1/e = 1 + 1/q - 1/p.

With K = c sum (a_j t_j)^e the budget, sum a_i C_{q,p} t_i k_i^{1/p-1/q} equals C (sum (a_j t_j)^e)^{1/e} K^{1/p-1/q},
the lower bound of ``continuous_allocation_of_norms`` for every other allocation of K. An identity. For p = 2,
e = 2q/(2+q).
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum, stechkin_constant

D = Domain(
    r=Integer(1, typical=(1, 12)),
    q=Real(0, typical=(0.3, 2)),
    s=Real(0, typical=(0.1, 2)),
    c=Real(0, typical=(0.1, 10)),
    a=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
)
r, q, s, c, a, t = D.symbols
p = q + s
fall = s / (p * q)
e = 1 / (1 + fall)
constant = stechkin_constant(q, p)
shares = a**e * t**e
mass = power_sum(shares, 1)
bounds = a * t * (c * shares) ** (-fall)

THEOREM = Theorem(
    name="counts_for_norms_attain_minimum",
    title="Best real counts for a sum of bounds",
    id="lq.alloc.bound",
    statement="For positive a, t in R^r, q, s, c > 0, p = q + s and e = 1/(1+1/q-1/p), the counts k_i = c (a_i "
    "t_i)^e of sum K make the sum of a_i C_{q,p} t_i k_i^(1/p-1/q) equal to C_{q,p} (sum (a_j "
    "t_j)^e)^(1/e) K^(1/p-1/q).",
    domain=D,
    claim=Equal(constant * power_sum(bounds, 1), constant * mass ** (1 + fall) * (c * mass) ** (-fall)),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
)
