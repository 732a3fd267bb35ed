r"""**Each further kept entry gains less**: W(k)^p - W(k+1)^p <= W(j)^p - W(j+1)^p for j <= k.

The marginal gains of the worst case over an l_q ball of R^n decrease with the keep count, so that the K largest gains
of many rows are the first ones of each row, and the greedy rule by marginal gain is an allocation. Equality where the
p-th power of the worst case is affine, for instance for q >= p.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(2, typical=(2, 48)),
    j=Integer(0, "n-2"),
    k=Integer("j+1", "n-1"),
    q=Real(0, typical=(0.2, 3)),
    p=Real(0, typical=(0.2, 4)),
)
n, j, k, q, p = D.symbols
W = lambda kept: worst_case(kept, n, q, p) ** p  # noqa: E731

THEOREM = Theorem(
    name="worst_case_gains_decrease",
    title="Marginal gains of the worst case decrease",
    id="lq.alloc.exact",
    statement="For 0 <= j < k < n and q, p > 0 the worst case satisfies W(k,n,q,p)^p - W(k+1,n,q,p)^p <= "
    "W(j,n,q,p)^p - W(j+1,n,q,p)^p.",
    domain=D,
    claim=AtMost(W(k) - W(k + 1), W(j) - W(j + 1)),
    sharp_at=({"n": 8, "j": 2, "k": 5, "q": 2, "p": 1},),
    source=Source("lqtheory_dossier", "lq.alloc.exact with lq.worst.convex"),
)
