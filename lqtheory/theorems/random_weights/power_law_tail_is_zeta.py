r"""**Power-law magnitudes**: |w|_(i) = i^{-1/a} leaves zeta(2/a, k+1) - zeta(2/a, n+1) outside the k largest.

The Hurwitz zeta function at 2/a > 1, so a < 2. Deterministic; an equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem

D = Domain(k=Integer(0, typical=(0, 16)), n=Integer("k+1", typical=("k+1", "k+48")), a=Real(0, 2, typical=(0.25, 1.9)))
k, n, a = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
s = 2 / a

THEOREM = Theorem(
    name="power_law_tail_is_zeta",
    title="Tail of power-law magnitudes",
    id="lq.stoch.powerlaw",
    statement=(
        "For 0 < a < 2 and 0 <= k < n, the squares of i^(-1/a), i = k+1..n, add up to the difference of the Hurwitz "
        "zeta values zeta(2/a, k+1) and zeta(2/a, n+1)."
    ),
    domain=D,
    claim=Equal(sp.Sum(i ** (-s), (i, k + 1, n)), sp.zeta(s, k + 1) - sp.zeta(s, n + 1)),
    sharp_at=({"k": 10, "n": 1000, "a": 1.5}, {"k": 0, "n": 5, "a": 1}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (powerlaw)"),
)
