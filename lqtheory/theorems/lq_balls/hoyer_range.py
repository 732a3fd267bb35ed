r"""**Range of Hoyer's index**: 0 <= Hoyer(x) <= 1.

Hoyer = (sqrt(n) - ||x||_1/||x||_2)/(sqrt(n) - 1), n >= 2. It is 0 exactly for flat vectors and 1 exactly for
vectors with a single nonzero entry.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import hoyer

D = Domain(n=Integer(2, typical=(2, 32)), x=Vector("n", nonzero=True))
n, x = D.symbols

THEOREM = Theorem(
    name="hoyer_range",
    title="Range of Hoyer's index",
    id="lq.hoyer.range",
    statement="For nonzero x in R^n with n >= 2, Hoyer's index is at least 0 and at most 1.",
    domain=D,
    claim=Claim(then=[Relation(sp.S.Zero, "<=", hoyer(x)), Relation(hoyer(x), "<=", sp.S.One)]),
    extremal=lambda n: flat(n, 1),
    sharp_at=({"n": 4}, {"n": 9}),
    source=Source("hurley_rickard_2009", "Table I"),
    provenance="read",
)
