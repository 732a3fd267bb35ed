r"""**Too many entries above a threshold** cost at most their number times the gap at the (k+1)-th entry.

The sum of clipped gaps runs over independent terms if the entries are independent, and the number of entries above a
fixed threshold is binomial: together with ``clipped_gaps_bound_best_k_term_error`` the pruned mass of random weights is
a sum of independent terms up to a remainder of second order, which is why it obeys the central limit theorem.
Equality where the j entries below the k-th are equal.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    n=Integer(2, typical=(2, 24)),
    k=Integer(0, "n-2"),
    j=Integer(1, "n-k-1"),
    p=Real(0, typical=(0.2, 4)),
    u=Real(0, 1, closed="both"),
    x=Vector("n"),
)
n, k, j, p, u, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
m = k + j
level = u * order_statistic(x, m) ** p + (1 - u) * order_statistic(x, m + 1) ** p
everything = sp.Sum(sp.Max(0, level - order_statistic(x, i) ** p), (i, 1, n))
excess = j * (order_statistic(x, k + 1) ** p - level)

THEOREM = Theorem(
    name="pruned_mass_with_more_above_threshold",
    title="Pruned mass if too many entries exceed the threshold",
    id="lq.stoch.clt.more",
    statement=(
        "For x in R^n, 0 <= k < n, p > 0, 0 <= u <= 1 and 1 <= j < n-k, with k + j entries above the level L "
        "= u |x|_(k+j)^p + (1-u) |x|_(k+j+1)^p, the p-th powers outside the k largest entries sum to at most "
        "(n-k) L less the sum of all positive parts of L - |x_i|^p, plus j (|x|_(k+1)^p - L)."
    ),
    domain=D,
    claim=AtMost(tail_power_sum(x, k, p), (n - k) * level - everything + excess),
    extremal=lambda n, k, j, p, u: [1.0] * (k + j) + [0.5] * (n - k - j),
    sharp_at=({"n": 6, "k": 2, "j": 2, "p": 2, "u": 0.5}, {"n": 4, "k": 0, "j": 1, "p": 1, "u": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
)
