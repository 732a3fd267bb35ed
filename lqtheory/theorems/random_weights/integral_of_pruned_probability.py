r"""**Expected number of pruned weights above a level**: n int_0^c I_u(k, n-k) du = n c I_c(k, n-k) - k I_c(k+1, n-k).

Of n independent weights about n c have an upper quantile of at most c; beyond k of them, they are pruned: this is
E (B - k)_+ for a binomial variable B with parameters n, c. With it
:mod:`expected_pruned_mass_of_discrete_law` is a finite sum. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import beta_ratio, beta_ratio_integral

D = Domain(n=Integer(2, typical=(2, 24)), k=Integer(1, "n-1"), c=Real(0, 1, typical=(0.02, 0.98)))
n, k, c = D.symbols

THEOREM = Theorem(
    name="integral_of_pruned_probability",
    title="Expected number of pruned weights above a level",
    id="lq.stoch.finite.integral",
    statement="For 1 <= k < n and 0 < c < 1, n times the integral of I_u(k, n-k) over u up to c is n c I_c(k, n-k) - k "
    "I_c(k+1, n-k).",
    domain=D,
    claim=Equal(
        n * beta_ratio_integral(k, n - k, c), n * c * beta_ratio(k, n - k, c) - k * beta_ratio(k + 1, n - k, c)
    ),
    sharp_at=({"n": 10, "k": 3, "c": 0.5}, {"n": 2, "k": 1, "c": 0.25}),
    source=Source("olver_lozier_boisvert_clark_2010", "8.17.1 and 8.17.21, integrated"),
)
