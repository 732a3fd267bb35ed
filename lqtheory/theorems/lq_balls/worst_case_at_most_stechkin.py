r"""**The exact worst case never exceeds Stechkin's constant**: W(k,n,q,p) <= C_{q,p} k^{1/p-1/q}.

W is the largest best k-term error over the unit l_q ball, C_{q,p} = [a^a (1-a)^{1-a}]^{1/q} with a = q/p. Equality
exactly if kp/(p-q) is an integer not larger than n; between those points W/C is a sawtooth that tends to 1.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import stechkin_bound, worst_case

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
)
n, k, q, p = D.symbols

THEOREM = Theorem(
    name="worst_case_at_most_stechkin",
    title="Exact worst case against Stechkin's constant",
    id="lq.stechkin.worst",
    statement="For 0 < q < p and 1 <= k < n the exact worst case W(k,n,q,p) is at most C_{q,p} k^(1/p-1/q).",
    domain=D,
    claim=AtMost(worst_case(k, n, q, p), stechkin_bound(k, q, p)),
    # kp/(p-q) lies strictly between k and k+1 there, so the two sides never touch.
    box={"n": (8, 9), "k": (4, 5), "q": ("1/2", "5/8"), "p": (6, 7)},
    sharp_at=({"n": 10, "k": 5, "q": 1, "p": 2}, {"n": 15, "k": 5, "q": 1, "p": 1.5}),
    source=Source("foucart_rauhut_2013", "Theorem 2.5"),
)
