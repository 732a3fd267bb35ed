r"""**Statistical dimension of the l_1 descent cone with one or two zeros, in closed form**.

delta(s+1, s) = s + 1/2 - 2 atan(1/sqrt s)/pi; delta(s+2, s) = s + 3/2 - 2 atan(1/sqrt(s(s+2)))/pi -
4 atan(1/sqrt(s+1))/pi. At s = 1: 1 and 1.38301356. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import l1_descent_dimension

D = Domain(s=Integer(1, typical=(1, 6)))
(s,) = D.symbols
first, second, third = (sp.atan(1 / sp.sqrt(x)) / sp.pi for x in (s, s * (s + 2), s + 1))

THEOREM = Theorem(
    name="l1_dimensions_with_few_zeros",
    title="Statistical dimension of the l_1 descent cone with few zeros",
    id="geom.descent.l1_exact",
    statement="For s >= 1 the l_1 descent cone has the statistical dimension s + 1/2 - 2 atan(1/sqrt s)/pi at a vector "
    "with s nonzeros and one zero, s + 3/2 - 2 atan(1/sqrt(s(s+2)))/pi - 4 atan(1/sqrt(s+1))/pi with two.",
    domain=D,
    claim=Claim(
        then=[
            Equal(l1_descent_dimension(s + 1, s), s + sp.Rational(1, 2) - 2 * first),
            Equal(l1_descent_dimension(s + 2, s), s + sp.Rational(3, 2) - 2 * second - 4 * third),
        ]
    ),
    sharp_at=({"s": 1}, {"s": 5}),
    source=Source("lqtheory_dossier", "geom.descent.l1_exact"),
)
