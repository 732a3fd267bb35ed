r"""**Every threshold bounds the best k-term error from below**: (n-k) T^2 - sum_i (T^2 - |x_i|^2)_+ <= sigma_k(x)_2^2.

Equality for T between |x|_(k+1) and |x|_(k). The sum runs over independent terms if the entries are, so that the pruned
mass of random weights inherits its law of large numbers, its central limit theorem and Hoeffding's inequality; taking
expectations at the threshold of f = k/n gives E sigma_k^2/n >= D_2(f) for every n and every law.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(n=Integer(1, typical=(1, 24)), k=Integer(0, "n-1"), T=Real(0, typical=(0.1, 4)), x=Vector("n"))
n, k, T, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
gap = T**2 - order_statistic(x, i) ** 2
clipped = sp.Max(0, gap)

THEOREM = Theorem(
    name="clipped_gaps_bound_best_k_term_error",
    title="Best k-term error from below by a threshold",
    id="lq.stoch.limit",
    statement=(
        "For x in R^n, 0 <= k < n and every T > 0, the energy of x outside its k largest entries is at least "
        "(n-k) T^2 less the sum of all positive parts of T^2 - |x_i|^2."
    ),
    domain=D,
    claim=AtMost((n - k) * T**2 - sp.Sum(clipped, (i, 1, n)), tail_power_sum(x, k, 2)),
    extremal=lambda n, k, T: flat(n, n, T),
    sharp_at=({"n": 5, "k": 2, "T": 1}, {"n": 3, "k": 0, "T": 2}),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
