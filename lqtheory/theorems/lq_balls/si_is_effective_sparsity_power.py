r"""**The index SI is a power of an effective sparsity**: SI_q(x) = s_{q,1}(x)^{1-1/q}, 0 < q < 1.

SI_q = ||x||_1/||x||_q is the index of the compression paper (larger is sparser), s_{q,1} =
(||x||_q/||x||_1)^{q/(1-q)}. An identity; all properties of SI follow from those of effective sparsity.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity, si

D = Domain(n=Integer(1, typical=(1, 32)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="si_is_effective_sparsity_power",
    title="SI is a power of an effective sparsity",
    id="lq.si",
    statement="For nonzero x in R^n and 0 < q < 1, SI_q(x) is the effective sparsity s_{q,1}(x) to the power 1 - 1/q.",
    domain=D,
    claim=Equal(si(x, q), effective_sparsity(x, q, 1) ** (1 - 1 / q)),
    source=Source("lqtheory_dossier", "lq.si"),
)
