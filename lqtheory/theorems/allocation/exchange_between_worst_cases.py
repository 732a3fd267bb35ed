r"""**Greedy steps are optimal for worst cases**: the exchange argument for W(k,n,q,p)^p in place of the errors.

Rows of n and m entries are known by r = a ||x||_q^p and s = b ||y||_q^p only; the bound on their part of the
objective is r W(k,n,q,p)^p. If the next gain of the first row at k is at most the last gain of the second at j, then
moving t kept entries to the first one does not help, because W^p is convex in k (``worst_case_power_is_convex``). So
the greedy rule by marginal gain minimises sum a_i ||w_i||_q^p W(k_i,d_i,q,p)^p; for any number of rows see
:mod:`greedy_steps_are_optimal`. Equality where W^p is affine, such as q >= p.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import worst_case

_PARAMETERS = Domain(
    t=Integer(1, typical=(1, 4)),
    k=Integer(0, typical=(0, 6)),
    j=Integer("t", typical=("t", "t+6")),
    n=Integer("k+t+1", typical=("k+t+1", "k+t+8")),
    m=Integer("j+1", typical=("j+1", "j+8")),
    q=Real(0, typical=(0.2, 3)),
    p=Real(0, typical=(0.2, 4)),
    r=Real(0, typical=(0.1, 4)),
    s=Real(0, typical=(0.1, 4)),
)
t, k, j, n, m, q, p, r, s = _PARAMETERS.symbols
# Follows from the range of n; stated because proofs look for what they need among the conditions first.
D = Domain(where=[Relation(k + t, "<=", n)], **_PARAMETERS.parameters)
first = lambda kept: r * worst_case(kept, n, q, p) ** p  # noqa: E731
second = lambda kept: s * worst_case(kept, m, q, p) ** p  # noqa: E731

THEOREM = Theorem(
    name="exchange_between_worst_cases",
    title="Greedy steps are optimal for worst cases",
    id="lq.alloc.exact",
    statement="For r, s, q, p > 0 and counts k < n, j < m, if r times the fall of W(.,n,q,p)^p from k to k+1 is at "
    "most s times the fall of W(.,m,q,p)^p from j-1 to j, then moving t kept entries to the first row "
    "does not lower r W(k,n,q,p)^p + s W(j,m,q,p)^p.",
    domain=D,
    claim=Claim(
        given=[Relation(first(k) - first(k + 1), "<=", second(j - 1) - second(j))],
        then=[Relation(first(k) + second(j), "<=", first(k + t) + second(j - t))],
    ),
    sharp_at=({"t": 2, "k": 1, "j": 2, "n": 6, "m": 6, "q": 2, "p": 1, "r": 1, "s": 1},),
    source=Source("lqtheory_dossier", "lq.alloc.exact with lq.worst.convex"),
    notes="k + t < n and j < m: the last entry of a row is not among those moved. Rows that are used up only make the"
    " competitor larger.",
)
