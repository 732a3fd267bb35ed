r"""**The published count of draws for sampling by squares suffices**: s = 28 n F ln(sqrt(2) n)/epsilon^2.

With the constants of :mod:`truncated_samples_suffice` the radius is then 3/7 of epsilon, not 1/2: 28 is larger than the
64/3 that is needed.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem

D = Domain(n=Integer(1, typical=(1, 40)), F=Real(0, typical=(0.1, 40)), epsilon=Real(0, typical=(0.1, 4)))
n, F, epsilon = D.symbols
L = 2 * sp.log(sp.sqrt(2) * n)
s = 28 * n * F * sp.log(sp.sqrt(2) * n) / epsilon**2
v, R = n * F / s, 2 * n * F / (s * epsilon)

THEOREM = Theorem(
    name="published_samples_suffice",
    title="Published draws for sampling by squares",
    id="baseline.dz.published",
    statement="For n >= 1, F > 0 and epsilon > 0, s = 28 n F ln(sqrt(2) n)/epsilon^2 draws have a radius of matrix "
    "Bernstein of 3 epsilon/7, below epsilon/2, with variance nF/s and range 2nF/(s epsilon).",
    domain=D,
    claim=Equal(L * R / 3 + sp.sqrt((L * R / 3) ** 2 + 2 * L * v), 3 * epsilon / 7),
    source=Source("drineas_zouzias_2011", "Theorem 1"),
    provenance="derived",
    notes="The published count is recalled; that it suffices for the radius (the norm of A in the range ignored) is "
    "derived here.",
)
