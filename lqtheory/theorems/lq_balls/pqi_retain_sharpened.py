r"""**The retained count, sharpened**: k^{1-c} (1-tau)^c + (n-k)^{1-c} tau^c <= s_{p,q}(x)^{1-c}, c = q/p > 1.

tau = eta_k/(1+eta_k) is the share of the l_p mass in the n-k smallest entries, eta_k as in
:mod:`pqi_retain_is_necessary`, whose bound follows by dropping the second term, as s_{p,q} = n (1-I)^{qp/(q-p)}
(dossier lq.pqi.retain). Power means on head and tail separately instead of on the head alone, so that equality holds
for every vector with two levels.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import two_level
from lqtheory.symbols import effective_sparsity, head_tail_ratio

D = Domain(
    n=Integer(2, typical=(2, 48)),
    k=Integer(1, "n-1"),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, k, p, q, x = D.symbols
eta = head_tail_ratio(x, k, p)
tau = eta / (1 + eta)
c = q / p

THEOREM = Theorem(
    name="pqi_retain_sharpened",
    title="Retained count of the PQ index, sharpened",
    id="lq.pqi.retain.sharp",
    statement="For nonzero x in R^n, 0 < p < q, c = q/p and 1 <= k < n, k^(1-c) (1-tau)^c + (n-k)^(1-c) tau^c is at "
    "most s^(1-c), tau the share of the n-k smallest entries in the l_p mass and s the effective sparsity "
    "of x.",
    domain=D,
    claim=AtMost(k ** (1 - c) * (1 + eta) ** -c + (n - k) ** (1 - c) * tau**c, effective_sparsity(x, p, q) ** (1 - c)),
    extremal=lambda n, k, p, q: two_level(n, k, 2.0, 1.0),
    sharp_at=({"n": 5, "k": 2, "p": 0.5, "q": 1}, {"n": 6, "k": 1, "p": 1, "q": 2}, {"n": 8, "k": 5, "p": 1, "q": 3}),
    source=Source("lqtheory_dossier", "lq.pqi.retain"),
    notes="1 - tau is written 1/(1+eta). At k = n the tail is empty and the bound is that of pqi_retain_is_necessary.",
)
