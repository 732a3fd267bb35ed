r"""**The worst case decreases in k**: W(k+1,n,q,p) <= W(k,n,q,p).

Term by term, (m-k-1)^{1/p} <= (m-k)^{1/p}. At k = n-1 the left side is W(n) = 0 by definition, so the domain stops at
k = n-2. Never attained, since the maximiser of the left side is worth strictly more on the right.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(0, "n-2"),
    q=Real(0, typical=(0.2, 4)),
    p=Real(0, typical=(0.2, 8)),
)
n, k, q, p = D.symbols

THEOREM = Theorem(
    name="worst_case_decreases",
    title="The worst case decreases in k",
    id="lq.worst.convex.decreasing",
    statement="For 0 <= k <= n-2 and all q, p > 0 the worst case satisfies W(k+1,n,q,p) <= W(k,n,q,p).",
    domain=D,
    claim=AtMost(worst_case(k + 1, n, q, p), worst_case(k, n, q, p)),
    box={"n": (2, 6), "k": (0, 4), "q": (0.5, 1), "p": (1, 2)},
    source=Source("lqtheory_dossier", "lq.worst.convex"),
)
