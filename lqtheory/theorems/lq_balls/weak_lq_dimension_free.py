r"""**The dimension-free bound for power laws**: (sum_{i=k+1}^{n} i^{-p/q})^{1/p} <= (q/(p-q))^{1/p} k^{1/p-1/q}.

The integral test for q < p and k >= 1. Never attained, but the ratio tends to 1 as k -> inf after n -> inf.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import weak_lq_bound, weak_lq_dimension_free_bound

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(1, "n"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
)
n, k, q, p = D.symbols

THEOREM = Theorem(
    name="weak_lq_dimension_free",
    title="Dimension-free bound for power laws",
    id="lq.weak.dimension_free",
    statement=(
        "For 0 < q < p and 1 <= k <= n, (sum over k < i <= n of i^(-p/q))^(1/p) is at most (q/(p-q))^(1/p) k^(1/p-1/q)."
    ),
    domain=D,
    claim=AtMost(weak_lq_bound(k, n, q, p), weak_lq_dimension_free_bound(k, q, p)),
    box={"n": (1, 6), "k": (1, 6), "q": (0.5, 1), "p": (1.5, 2)},
    source=Source("lqtheory_dossier", "lq.weak"),
)
