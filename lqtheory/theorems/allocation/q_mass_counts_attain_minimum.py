r"""**Keep counts proportional to the q-mass are optimal**: at k_i = c a_i^{q/p} t_i^q the bound is minimal.

With K = c sum a_j^{q/p} t_j^q the budget, the weighted sum of p-th powers of Stechkin bounds equals C^p (sum
a_j^{q/p} t_j^q)^{p/q} K^{1-p/q}, the lower bound of ``continuous_allocation_minimum`` for every other allocation of
K. An identity: attained always.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum, stechkin_constant

D = Domain(
    r=Integer(1, typical=(1, 12)),
    q=Real(0, typical=(0.3, 2)),
    p=Real("q", typical=("q+0.1", "q+2")),
    c=Real(0, typical=(0.1, 10)),
    a=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
)
r, q, p, c, a, t = D.symbols
constant = stechkin_constant(q, p) ** p
shares = a ** (q / p) * t**q
mass = power_sum(shares, 1)
bounds = a * t**p * (c * shares) ** (1 - p / q)

THEOREM = Theorem(
    name="q_mass_counts_attain_minimum",
    title="Counts proportional to the q-mass are optimal",
    id="lq.alloc.bound",
    statement="For positive a, t in R^r, 0 < q < p and c > 0, the counts k_i = c a_i^(q/p) t_i^q of sum K make the "
    "sum of a_i C_{q,p}^p t_i^p k_i^(1-p/q) equal to C_{q,p}^p (sum a_j^(q/p) t_j^q)^(p/q) K^(1-p/q).",
    domain=D,
    claim=Equal(constant * power_sum(bounds, 1), constant * mass ** (p / q) * (c * mass) ** (1 - p / q)),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
)
