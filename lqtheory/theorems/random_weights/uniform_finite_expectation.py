r"""**What pruning takes from n uniform weights**: E sigma_k^2 = a^2 m(m+1)(m+2)/(3(n+1)(n+2)), m = n-k pruned.

The weights are independent and uniform on [-a, a]; the expectation is defined by the integral over the order
statistics. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import uniform_expected_tail

D = Domain(n=Integer(1, typical=(1, 40)), k=Integer(0, "n-1"), a=Real(0, typical=(0.25, 4)))
n, k, a = D.symbols
m = n - k

THEOREM = Theorem(
    name="uniform_finite_expectation",
    title="Expected energy pruned from finitely many uniform weights",
    id="lq.stoch.finite.uniform",
    statement=(
        "For n independent weights uniform on [-a, a], a > 0, and 0 <= k < n, the expected energy outside the k "
        "largest is a^2 m(m+1)(m+2)/(3(n+1)(n+2)) with m = n-k."
    ),
    domain=D,
    claim=Equal(uniform_expected_tail(k, n, a), a**2 * m * (m + 1) * (m + 2) / (3 * (n + 1) * (n + 2))),
    sharp_at=({"n": 10, "k": 3, "a": 1}, {"n": 1, "k": 0, "a": 2}),
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
)
