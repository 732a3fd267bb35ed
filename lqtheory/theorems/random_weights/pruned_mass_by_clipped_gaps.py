r"""**At its own threshold the pruned mass is a sum over entries**: sigma_m(x)_p^p <= (n-m) L - sum (L - |x_i|^p)_+.

L is any level between |x|_(m+1)^p and |x|_(m)^p, so that m entries lie above it. With
``clipped_gaps_bound_best_k_term_error`` it is an equality.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    n=Integer(2, typical=(2, 24)),
    m=Integer(1, "n-1"),
    p=Real(0, typical=(0.2, 4)),
    u=Real(0, 1, closed="both"),
    x=Vector("n"),
)
n, m, p, u, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
level = u * order_statistic(x, m) ** p + (1 - u) * order_statistic(x, m + 1) ** p
gap = level - order_statistic(x, i) ** p
clipped = sp.Max(0, gap)

THEOREM = Theorem(
    name="pruned_mass_by_clipped_gaps",
    title="Pruned mass by clipped gaps at its own threshold",
    id="lq.stoch.limit.clipped",
    statement=(
        "For x in R^n, 1 <= m < n, p > 0, 0 <= u <= 1 and L = u |x|_(m)^p + (1-u) |x|_(m+1)^p, the p-th powers of x "
        "outside its m largest entries sum to at most (n-m) L less the sum of all positive parts of L - |x_i|^p."
    ),
    domain=D,
    claim=AtMost(tail_power_sum(x, m, p), (n - m) * level - sp.Sum(clipped, (i, 1, n))),
    extremal=lambda n, m, p, u: [1.0] * m + [0.5] * (n - m),
    sharp_at=({"n": 5, "m": 2, "p": 2, "u": 0.5}, {"n": 3, "m": 1, "p": 1, "u": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
