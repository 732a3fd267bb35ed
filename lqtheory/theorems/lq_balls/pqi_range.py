r"""**Range of the PQ index**: 0 <= I_{p,q}(x) <= 1 - n^{1/q-1/p} for 0 < p < q.

Source's convention p < q; n counts zeros. The index is 0 exactly for flat vectors, and largest exactly for
vectors with a single nonzero entry.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import pqi

D = Domain(
    n=Integer(1, typical=(1, 32)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, x = D.symbols

THEOREM = Theorem(
    name="pqi_range",
    title="Range of the PQ index",
    id="lq.pqi.range",
    statement="For nonzero x in R^n and 0 < p < q, the PQ index is at least 0 and at most 1 - n^(1/q-1/p).",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.S.Zero, "<=", pqi(x, p, q)),
            Relation(pqi(x, p, q), "<=", 1 - n ** (1 / q - 1 / p)),
        ]
    ),
    extremal=lambda n, p, q: flat(n, 1),
    sharp_at=({"n": 4, "p": 1, "q": 2}, {"n": 16, "p": 0.5, "q": 1}),
    source=Source("diao_2023", "Theorem 1"),
    provenance="read",
)
