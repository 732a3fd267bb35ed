r"""**The worst support size is a rounded number**: floor or ceiling of t* = kp/(p-q), clipped to [k+1, n].

For q < p the function t -> (t-k)^{1/p} t^{-1/q} increases on (k, t*) and decreases after it: the sign of its
logarithmic derivative is that of pk - (p-q)t. So the maximum over all m takes two evaluations. An equality, hence
attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import worst_case

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
)
n, k, q, p = D.symbols
peak = k * p / (p - q)
low, high = (sp.Max(k + 1, sp.Min(n, rounded(peak))) for rounded in (sp.floor, sp.ceiling))
at_low, at_high = ((m - k) ** (1 / p) * m ** (-1 / q) for m in (low, high))

THEOREM = Theorem(
    name="worst_case_argmax",
    title="Maximiser of the worst case in closed form",
    id="lq.worst.argmax",
    statement=(
        "For 0 < q < p and 0 <= k < n the worst case W(k,n,q,p) is attained at floor or ceiling of kp/(p-q), "
        "clipped to [k+1, n]."
    ),
    domain=D,
    claim=Equal(worst_case(k, n, q, p), sp.Max(at_low, at_high)),
    sharp_at=({"n": 100, "k": 5, "q": 0.5, "p": 2}, {"n": 8, "k": 3, "q": 0.5, "p": 1.5}),
    source=Source("lqtheory_dossier", "lq.worst.argmax"),
)
