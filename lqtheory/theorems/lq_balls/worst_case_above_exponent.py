r"""**Without compressibility the worst vector is full**: W(k,n,q,p) = (n-k)^{1/p} n^{-1/q} for q >= p.

(m-k)^{1/p} m^{-1/q} = (1-k/m)^{1/p} m^{1/p-1/q} is a product of two factors that grow with m. So there is no
dimension-free decay; at q = p the value is (1-k/n)^{1/p}. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(0, "n-1"),
    p=Real(0, typical=(0.2, 4)),
    q=Real("p", closed="left", typical=("p", 8)),
)
n, k, p, q = D.symbols

THEOREM = Theorem(
    name="worst_case_above_exponent",
    title="Exact worst case for q >= p",
    id="lq.worst.above",
    statement="For q >= p > 0 and 0 <= k < n the exact worst case W(k,n,q,p) equals (n-k)^(1/p) n^(-1/q).",
    domain=D,
    claim=Equal(worst_case(k, n, q, p), (n - k) ** (1 / p) * n ** (-1 / q)),
    sharp_at=({"n": 20, "k": 4, "p": 1, "q": 2}, {"n": 7, "k": 0, "p": 1, "q": 1}),
    source=Source("lqtheory_dossier", "lq.worst"),
)
