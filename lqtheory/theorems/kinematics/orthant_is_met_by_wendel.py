r"""**Wendel's theorem from conic kinematics**: 2 (v_{m+1} + v_{m+3} + ...) is 2^{1-d} sum_{j<k} C(d-1,j).

The left side is the kinematic formula with the orthant's volumes C(d,j)/2^d and m = d - k. An equality.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import binomial_coefficient, orthant_meets_subspace

D = Domain(d=Integer(1, typical=(1, 24)), k=Integer(0, "d"))
d, k = D.symbols
j = sp.Symbol("j", integer=True, nonnegative=True)

THEOREM = Theorem(
    name="orthant_is_met_by_wendel",
    title="Wendel's theorem",
    id="geom.kin.orthant",
    statement="A random subspace of dimension k of R^d, 0 <= k <= d, meets the nonnegative orthant outside the origin "
    "with probability 2^(1-d) sum_{j<k} C(d-1, j).",
    domain=D,
    claim=Equal(orthant_meets_subspace(d, k), 2 ** (1 - d) * sp.Sum(binomial_coefficient(d - 1, j), (j, 0, k - 1))),
    source=Source("wendel_1962", "equation (1)"),
    provenance="derived",
)
