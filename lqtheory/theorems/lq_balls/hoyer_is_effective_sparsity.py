r"""**Hoyer's index through effective sparsity**: Hoyer(x) = (sqrt(n) - sqrt(s_{1,2}(x)))/(sqrt(n) - 1).

Hoyer = (sqrt(n) - ||x||_1/||x||_2)/(sqrt(n) - 1) and s_{1,2} = (||x||_1/||x||_2)^2. An identity.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import effective_sparsity, hoyer

D = Domain(n=Integer(2, typical=(2, 32)), x=Vector("n", nonzero=True))
n, x = D.symbols

THEOREM = Theorem(
    name="hoyer_is_effective_sparsity",
    title="Hoyer's index through effective sparsity",
    id="lq.hoyer",
    statement="For nonzero x in R^n with n >= 2, Hoyer's index is (sqrt(n) - sqrt(s_{1,2}(x)))/(sqrt(n) - 1).",
    domain=D,
    claim=Equal(hoyer(x), (sp.sqrt(n) - sp.sqrt(effective_sparsity(x, 1, 2))) / (sp.sqrt(n) - 1)),
    source=Source("hurley_rickard_2009", "Table I"),
    provenance="derived",
)
