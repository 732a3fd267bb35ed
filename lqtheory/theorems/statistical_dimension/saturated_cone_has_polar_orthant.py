r"""**The descent cone of the maximum norm has the dimension d - k/2 at k saturated coordinates**.

Its polar is the cone over the subdifferential: an orthant of k coordinates, whose volumes are binomial. An equality.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import binomial_coefficient, saturated_statistical_dimension

D = Domain(d=Integer(1, typical=(1, 24)), k=Integer(1, "d"))
d, k = D.symbols
i = sp.Symbol("i", integer=True, nonnegative=True)

THEOREM = Theorem(
    name="saturated_cone_has_polar_orthant",
    title="Descent cone of the maximum norm",
    id="geom.descent.linf",
    statement="For 1 <= k <= d, the statistical dimension of the descent cone of the maximum norm at a vector of R^d "
    "with k saturated coordinates and that of the orthant of R^k, sum_i i C(k,i) 2^(-k), have the sum d.",
    domain=D,
    claim=Equal(
        saturated_statistical_dimension(d, k) + sp.Sum(i * binomial_coefficient(k, i) * 2 ** (-k), (i, 0, k)), d
    ),
    sharp_at=({"d": 10, "k": 4}, {"d": 1, "k": 1}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1"),
    provenance="reproved",
)
