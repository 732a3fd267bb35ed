r"""**For small exponents the worst vector has k+1 entries**: W(k,n,q,p) = (k+1)^{-1/q} if q(k+1) <= p.

Then the peak kp/(p-q) is at most k+1. At k = 0 this says W = 1 for all q <= p. An equality, hence attained
everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.05, 1)),
    p=Real("q*(k+1)", closed="left", typical=("q*(k+1)", "q*(k+1)+4")),
)
n, k, q, p = D.symbols

THEOREM = Theorem(
    name="worst_case_of_small_exponent",
    title="Worst case at small class exponents",
    id="lq.worst.argmax.low",
    statement="If p >= q(k+1) with q > 0 and 0 <= k < n then the worst case W(k,n,q,p) equals (k+1)^(-1/q).",
    domain=D,
    claim=Equal(worst_case(k, n, q, p), (k + 1) ** (-1 / q)),
    sharp_at=({"n": 8, "k": 3, "q": 0.25, "p": 1}, {"n": 5, "k": 0, "q": 1, "p": 1}),
    source=Source("lqtheory_dossier", "lq.worst.argmax"),
)
