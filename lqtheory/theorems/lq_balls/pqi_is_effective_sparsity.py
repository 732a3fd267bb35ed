r"""**The PQ index through effective sparsity**: I_{p,q}(x) = 1 - (s_{p,q}(x)/n)^{1/p-1/q}, 0 < p < q.

I_{p,q} = 1 - n^{1/q-1/p} ||x||_p/||x||_q in its source's convention p < q; n counts zeros. An identity: the index
measures the effective fraction of entries in use.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity, pqi

D = Domain(
    n=Integer(1, typical=(1, 32)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, x = D.symbols

THEOREM = Theorem(
    name="pqi_is_effective_sparsity",
    title="The PQ index through effective sparsity",
    id="lq.pqi",
    statement="For nonzero x in R^n and 0 < p < q, the PQ index is 1 - (s_{p,q}(x)/n)^(1/p-1/q).",
    domain=D,
    claim=Equal(pqi(x, p, q), 1 - (effective_sparsity(x, p, q) / n) ** (1 / p - 1 / q)),
    source=Source("lqtheory_dossier", "lq.pqi"),
)
