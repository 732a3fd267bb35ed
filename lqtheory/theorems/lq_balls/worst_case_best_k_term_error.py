r"""**The worst case over an l_q ball**: sigma_k(x)_p <= W(k,n,q,p) ||x||_q for all q, p > 0.

W(k,n,q,p) = max_{k<m<=n} (m-k)^{1/p} m^{-1/q}. Both q <= p (a convex function on the sorted simplex is largest at a
vertex) and q > p (power means on the tail, which has at most the overall mean). Attained by the flat vector on m*
entries, m* the maximiser (n if q >= p). The case p = inf is ``worst_case_max_norm``.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.quantities.worst_case import worst_case_argmax
from lqtheory.symbols import best_k_term_error, lq_norm, worst_case

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.2, 4)),
    p=Real(0, typical=(0.2, 8)),
    x=Vector("n"),
)
n, k, q, p, x = D.symbols

THEOREM = Theorem(
    name="worst_case_best_k_term_error",
    title="Exact worst case over l_q balls",
    id="lq.worst",
    statement=(
        "For x in R^n, 0 <= k < n and all q, p > 0, the best k-term error of x in l_p is at most W(k,n,q,p) times "
        "its l_q norm."
    ),
    domain=D,
    claim=AtMost(best_k_term_error(x, k, p), worst_case(k, n, q, p) * lq_norm(x, q)),
    extremal=lambda n, k, q, p: flat(n, worst_case_argmax(k, n, q, p)),
    sharp_at=(
        {"n": 10, "k": 5, "q": 1, "p": 2},
        {"n": 20, "k": 3, "q": 0.5, "p": 2},
        {"n": 20, "k": 4, "q": 2, "p": 1},
    ),
    source=Source("lqtheory_dossier", "lq.worst"),
)
