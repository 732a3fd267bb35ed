r"""**The p-th power of the worst case is convex in k**: 2 W(k)^p <= W(k-1)^p + W(k+1)^p for all q, p > 0.

W(k)^p = max_m (m-k)_+ m^{-p/q} is a maximum of convex functions of k, and W(n) = 0. Attained where the same m is best
for k-1, k and k+1, for instance m = n when q >= p: then W(k)^p = (n-k) n^{-p/q} is affine in k.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 4)),
    p=Real(0, typical=(0.2, 8)),
)
n, k, q, p = D.symbols
W = {shift: worst_case(k + shift, n, q, p) for shift in (-1, 0, 1)}

THEOREM = Theorem(
    name="worst_case_power_is_convex",
    title="Convexity of the worst case in k",
    id="lq.worst.convex",
    statement=(
        "For 1 <= k < n and all q, p > 0 the worst case satisfies 2 W(k,n,q,p)^p <= W(k-1,n,q,p)^p + W(k+1,n,q,p)^p."
    ),
    domain=D,
    claim=AtMost(2 * W[0] ** p, W[-1] ** p + W[1] ** p),
    sharp_at=({"n": 8, "k": 4, "q": 2, "p": 1}, {"n": 4, "k": 3, "q": 1, "p": 1}),
    box={"n": (2, 4), "k": (1, 3), "q": (0.5, 1), "p": (3.2, 4)},
    source=Source("lqtheory_dossier", "lq.worst.convex"),
)
