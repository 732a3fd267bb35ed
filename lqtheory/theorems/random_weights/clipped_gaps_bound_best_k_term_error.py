r"""**Every threshold bounds the best k-term error from below**: (n-k) T^p - sum_i (T^p - |x_i|^p)_+ <= sigma_k(x)_p^p.

Equality for T between |x|_(k+1) and |x|_(k) (``pruned_mass_by_clipped_gaps``). The sum runs over independent terms if
the entries are, so that the pruned mass of random weights inherits its law of large numbers, its central limit theorem
and Hoeffding's inequality; taking expectations at the threshold of f = k/n gives E sigma_k^p/n >= D_p(f) for every n
and every law.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 24)),
    k=Integer(0, "n-1"),
    p=Real(0, typical=(0.2, 4)),
    T=Real(0, typical=(0.1, 4)),
    x=Vector("n"),
)
n, k, p, T, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
gap = T**p - order_statistic(x, i) ** p
clipped = sp.Max(0, gap)

THEOREM = Theorem(
    name="clipped_gaps_bound_best_k_term_error",
    title="Best k-term error from below by a threshold",
    id="lq.stoch.limit",
    statement=(
        "For x in R^n, 0 <= k < n, p > 0 and every T > 0, the p-th powers of x outside its k largest entries have at "
        "least the sum (n-k) T^p less the sum of all positive parts of T^p - |x_i|^p."
    ),
    domain=D,
    claim=AtMost((n - k) * T**p - sp.Sum(clipped, (i, 1, n)), tail_power_sum(x, k, p)),
    extremal=lambda n, k, p, T: flat(n, n, T),
    sharp_at=({"n": 5, "k": 2, "p": 2, "T": 1}, {"n": 3, "k": 0, "p": 1, "T": 2}),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
