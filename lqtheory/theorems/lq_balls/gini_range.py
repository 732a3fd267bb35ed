r"""**Range of the Gini index**: 0 <= Gini(x) <= 1 - 1/n.

0 exactly for flat vectors, 1 - 1/n exactly for vectors with a single nonzero entry.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import gini

D = Domain(n=Integer(1, typical=(1, 32)), x=Vector("n", nonzero=True))
n, x = D.symbols

THEOREM = Theorem(
    name="gini_range",
    title="Range of the Gini index",
    id="lq.gini.range",
    statement="For nonzero x in R^n the Gini index is at least 0 and at most 1 - 1/n.",
    domain=D,
    claim=Claim(then=[Relation(sp.S.Zero, "<=", gini(x)), Relation(gini(x), "<=", 1 - 1 / n)]),
    extremal=lambda n: flat(n, 1),
    sharp_at=({"n": 4}, {"n": 7}),
    source=Source("hurley_rickard_2009", "Table I"),
    provenance="read",
)
