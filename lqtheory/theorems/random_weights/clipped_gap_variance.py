r"""**Variance behind the fluctuation of the pruned mass**: that of (T^2 - w^2)_+ in terms of truncated moments.

For the law that puts 1/n on each entry of x, T between |x|_(k+1) and |x|_(k), f = k/n, D_p = sum_{i>k} |x|_(i)^p / n:
Var = T^4 (1-f) - 2 T^2 D_2 + D_4 - (T^2 (1-f) - D_2)^2. Every law is a limit of such laws. The identity itself holds
for all T, hence it is attained everywhere; sqrt(n)(sigma_k^2/n - D_2) has this asymptotic variance.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(n=Integer(1, typical=(1, 24)), k=Integer(0, "n-1"), T=Real(0, typical=(0.1, 4)), x=Vector("n"))
n, k, T, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
gap = T**2 - order_statistic(x, i) ** 2
first, second = (sp.Sum(gap**power, (i, k + 1, n)) for power in (1, 2))
pruned, energy, fourth = (n - k) / n, tail_power_sum(x, k, 2) / n, tail_power_sum(x, k, 4) / n

THEOREM = Theorem(
    name="clipped_gap_variance",
    title="Variance of the clipped gap",
    id="lq.stoch.clt",
    statement=(
        "For x in R^n, 0 <= k < n and T > 0, with D_p the sum of the p-th powers outside the k largest entries over n, "
        "the gaps T^2 - |x|_(i)^2, i > k, padded with k zeros, have variance "
        "T^4 (1-k/n) - 2 T^2 D_2 + D_4 - (T^2 (1-k/n) - D_2)^2."
    ),
    domain=D,
    claim=Equal(
        second / n - (first / n) ** 2,
        T**4 * pruned - 2 * T**2 * energy + fourth - (T**2 * pruned - energy) ** 2,
    ),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
)
