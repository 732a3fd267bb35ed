r"""**Where Stechkin's constant is attained**: W(k,n,q,p) = C_{q,p} k^{1/p-1/q} if kp/(p-q) is an integer not above n.

Stated with that integer as k+d, so p = q(k+d)/d. For a rational q/p = a/b in lowest terms this happens exactly if b-a
divides k (and n >= k+d), for irrational q/p never. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import stechkin_bound, worst_case

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    d=Integer(1, "n-k"),
    q=Real(0, typical=(0.2, 2)),
)
n, k, d, q = D.symbols
p = q * (k + d) / d

THEOREM = Theorem(
    name="stechkin_equality",
    title="Equality in Stechkin's inequality",
    id="lq.stechkin.equality",
    statement=(
        "For k, d >= 1 with k + d <= n, q > 0 and p = q(k+d)/d, the exact worst case W(k,n,q,p) equals C_{q,p} "
        "k^(1/p-1/q)."
    ),
    domain=D,
    claim=Equal(worst_case(k, n, q, p), stechkin_bound(k, q, p)),
    sharp_at=({"n": 10, "k": 5, "d": 5, "q": 1}, {"n": 20, "k": 3, "d": 1, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.stechkin"),
)
