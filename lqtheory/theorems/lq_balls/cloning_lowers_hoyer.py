r"""**Cloning lowers Hoyer's index by a known factor**: (sqrt(2n) - sqrt(2))/(sqrt(2n) - 1) for x in R^n.

The factor is below 1 and tends to 1 as n grows: Hoyer's index fails axiom D4 of Hurley and Rickard (2009), the
less the longer the vector. An identity.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import clone, hoyer

D = Domain(n=Integer(2, typical=(2, 16)), x=Vector("n", nonzero=True))
n, x = D.symbols

THEOREM = Theorem(
    name="cloning_lowers_hoyer",
    title="Cloning lowers Hoyer's index by a known factor",
    id="lq.axioms.d4.hoyer",
    statement="For nonzero x in R^n, n >= 2, writing all entries down twice multiplies Hoyer's index by (sqrt(2n) -"
    " sqrt(2))/(sqrt(2n) - 1).",
    domain=D,
    claim=Equal(hoyer(clone(x)), hoyer(x) * (sp.sqrt(2 * n) - sp.sqrt(2)) / (sp.sqrt(2 * n) - 1)),
    source=Source("lqtheory_dossier", "lq.axioms"),
)
