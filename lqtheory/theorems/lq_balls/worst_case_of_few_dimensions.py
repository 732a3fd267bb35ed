r"""**In few dimensions the worst vector is full**: W(k,n,q,p) = (n-k)^{1/p} n^{-1/q} if n(p-q) <= kp, q <= p.

Then the peak kp/(p-q) lies at n or beyond, and the dimension-free bound of Stechkin is not attained. The case q >= p
is ``worst_case_above_exponent``. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 4)),
    p=Real("q", "q*n/(n-k)", closed="both", typical=("q", "q*n/(n-k)")),
)
n, k, q, p = D.symbols

THEOREM = Theorem(
    name="worst_case_of_few_dimensions",
    title="Worst case below the peak dimension",
    id="lq.worst.argmax.high",
    statement=(
        "If q <= p <= qn/(n-k) with q > 0 and 1 <= k < n then the worst case W(k,n,q,p) equals (n-k)^(1/p) n^(-1/q)."
    ),
    domain=D,
    claim=Equal(worst_case(k, n, q, p), (n - k) ** (1 / p) * n ** (-1 / q)),
    sharp_at=({"n": 10, "k": 7, "q": 1.5, "p": 2}, {"n": 4, "k": 2, "q": 1, "p": 2}),
    source=Source("lqtheory_dossier", "lq.worst.argmax"),
)
