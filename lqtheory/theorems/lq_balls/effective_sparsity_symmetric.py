r"""**Effective sparsity is symmetric in its exponents**: s_{q,p}(x) = s_{p,q}(x).

s_{q,p} = (||x||_q/||x||_p)^{pq/(p-q)}; exchanging q and p inverts both the quotient and the exponent. An identity.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n", nonzero=True),
)
n, q, p, x = D.symbols

THEOREM = Theorem(
    name="effective_sparsity_symmetric",
    title="Effective sparsity is symmetric in its exponents",
    id="lq.effs.symmetric",
    statement="For nonzero x in R^n and 0 < q < p, s_{q,p}(x) = s_{p,q}(x).",
    domain=D,
    claim=Equal(effective_sparsity(x, q, p), effective_sparsity(x, p, q)),
    source=Source("lqtheory_dossier", "lq.effs (c)"),
)
