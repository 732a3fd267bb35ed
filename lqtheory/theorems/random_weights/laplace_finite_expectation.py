r"""**What pruning takes from n Laplace weights**: sums of harmonic numbers, by Renyi's spacings.

E sigma_k^2 = a^2 sum_{i>k} [(H_n - H_{i-1})^2 + H2_n - H2_{i-1}], with H_n - H_{i-1} = sum_{j=i}^n 1/j and H2 the
sums of 1/j^2. The weights are independent with mean magnitude a. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import laplace_expected_tail

D = Domain(n=Integer(1, typical=(1, 20)), k=Integer(0, "n-1"), a=Real(0, typical=(0.25, 4)))
n, k, a = D.symbols
i, j = (sp.Symbol(letter, integer=True, positive=True) for letter in "ij")
mean, variance = (sp.Sum(j ** sp.Integer(-e), (j, i, n)) for e in (1, 2))

THEOREM = Theorem(
    name="laplace_finite_expectation",
    title="Expected energy pruned from finitely many Laplace weights",
    id="lq.stoch.finite.laplace",
    statement=(
        "For n independent Laplace weights with mean magnitude a > 0 and 0 <= k < n, the expected energy outside the k "
        "largest is a^2 times the sum over i > k of (H_n - H_(i-1))^2 + H2_n - H2_(i-1), H and H2 harmonic sums."
    ),
    domain=D,
    claim=Equal(laplace_expected_tail(k, n, a), sp.Sum(a**2 * (mean**2 + variance), (i, k + 1, n))),
    sharp_at=({"n": 10, "k": 3, "a": 1}, {"n": 1, "k": 0, "a": 2}),
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
)
