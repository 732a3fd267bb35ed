r"""**The worst case in the maximum norm**: |x|_(k+1) <= (k+1)^{-1/q} ||x||_q.

This is ``lq.worst`` at p = inf, where sigma_k(x)_inf = |x|_(k+1) is the first pruned magnitude and W = (k+1)^{-1/q}.
Attained by the flat vector on k+1 entries.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import lq_norm, order_statistic

D = Domain(n=Integer(1, typical=(1, 64)), k=Integer(0, "n-1"), q=Real(0, typical=(0.2, 4)), x=Vector("n"))
n, k, q, x = D.symbols

THEOREM = Theorem(
    name="worst_case_max_norm",
    title="Exact worst case in the maximum norm",
    id="lq.worst.max_norm",
    statement=(
        "For x in R^n, 0 <= k < n and q > 0, the (k+1)-th largest magnitude of x is at most (k+1)^(-1/q) times its "
        "l_q norm."
    ),
    domain=D,
    claim=AtMost(order_statistic(x, k + 1), (k + 1) ** (-1 / q) * lq_norm(x, q)),
    extremal=lambda n, k, q: flat(n, k + 1),
    sharp_at=({"n": 5, "k": 3, "q": 0.5}, {"n": 50, "k": 8, "q": 1}),
    source=Source("lqtheory_dossier", "lq.worst"),
)
