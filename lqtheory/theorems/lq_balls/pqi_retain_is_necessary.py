r"""**The retained count of the PQ index is necessary**: k >= n (1+eta_k)^{-q/(q-p)} (1-I)^{qp/(q-p)}, p < q.

I = I_{p,q}(x) is the PQ index and eta_k the ratio of discarded to kept l_p mass when the k largest entries are kept:
sum_{i>k} |x|_(i)^p = eta_k sum_{i<=k} |x|_(i)^p. The source writes d for n, r for k and w for x, and keeps p < q, the
reverse of the convention of this family. Equality if and only if eta_k = 0 and x is flat on its k nonzero entries. It
is a *necessary* count: see :mod:`sap_count_suffices_as_published`. Sharper: :mod:`pqi_retain_sharpened`.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import head_tail_ratio, pqi, pqi_retain

D = Domain(
    n=Integer(1, typical=(1, 48)),
    k=Integer(1, "n"),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, k, p, q, x = D.symbols

THEOREM = Theorem(
    name="pqi_retain_is_necessary",
    title="Retained count of the PQ index",
    id="lq.pqi.retain",
    provenance="read",
    statement="For nonzero x in R^n and 0 < p < q, if the n-k smallest entries have eta times the l_p mass of the k "
    "largest then k is at least n (1+eta)^(-q/(q-p)) (1-I)^(qp/(q-p)), I the PQ index of x.",
    domain=D,
    claim=AtMost(pqi_retain(n, pqi(x, p, q), head_tail_ratio(x, k, p), p, q), k),
    extremal=lambda n, k, p, q: flat(n, k),
    sharp_at=({"n": 8, "k": 2, "p": 0.5, "q": 1}, {"n": 6, "k": 6, "p": 1, "q": 2}),
    source=Source("diao_2023", "Theorem 2"),
)
