r"""**Range of the index SI**: n^{1-1/q} <= SI_q(x) <= 1 for 0 < q < 1.

SI_q = ||x||_1/||x||_q. The lower bound is attained by flat vectors (least sparse), the upper one by vectors with
a single nonzero entry (sparsest).
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import si

D = Domain(n=Integer(1, typical=(1, 32)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="si_range",
    title="Range of the index SI",
    id="lq.si.range",
    statement="For nonzero x in R^n and 0 < q < 1, SI_q(x) is at least n^(1-1/q) and at most 1.",
    domain=D,
    claim=Claim(then=[Relation(n ** (1 - 1 / q), "<=", si(x, q)), Relation(si(x, q), "<=", sp.S.One)]),
    extremal=lambda n, q: flat(n, n),
    sharp_at=({"n": 4, "q": 0.5}, {"n": 1, "q": 0.5}, {"n": 9, "q": 0.25}),
    source=Source("lqtheory_dossier", "lq.si"),
)
