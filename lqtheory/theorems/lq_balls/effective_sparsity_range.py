r"""**Effective sparsity lies between 1 and the number of nonzero entries**: 1 <= s_{q,p}(x) <= ||x||_0.

s_{q,p} = (||x||_q/||x||_p)^{pq/(p-q)}. It equals m on a vector that is flat on m entries, so both bounds are
sharp: the lower at one entry, the upper at every flat vector.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, support_size

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n", nonzero=True),
)
n, q, p, x = D.symbols

THEOREM = Theorem(
    name="effective_sparsity_range",
    title="Effective sparsity lies between 1 and the number of nonzeros",
    id="lq.effs.range",
    statement="For nonzero x in R^n and 0 < q < p, s_{q,p}(x) is at least 1 and at most the number of nonzero entries.",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.S.One, "<=", effective_sparsity(x, q, p)),
            Relation(effective_sparsity(x, q, p), "<=", support_size(x)),
        ]
    ),
    extremal=lambda n, q, p: flat(n, n),
    sharp_at=({"n": 8, "q": 0.5, "p": 2}, {"n": 5, "q": 1, "p": 1.5}, {"n": 1, "q": 1, "p": 2}),
    source=Source("lqtheory_dossier", "lq.effs (b)"),
)
