r"""**The best error with m atoms that share a component**, over all choices and all coefficients.

For f = c sum f_j over the n atoms f_j = a e_0 + g e_j of an orthonormal system, sigma_m(f)^2 = (n-m) c^2 g^2
(g^2 + n a^2)/(g^2 + m a^2). The source has a^2 = F, g^2 = 1-F and c = n^{-1/q}; a = 0 is the orthonormal case.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.dictionaries.common_component import COMMON_COMPONENT

D = Domain(
    n=Integer(2, typical=(2, 8)),
    m=Integer(1, "n-1"),
    c=Real(0, typical=(0.1, 2)),
    a=Real(0, closed="left", typical=(0, 2)),
    g=Real(0, typical=(0.1, 2)),
)
n, m, c, a, g = D.symbols
best = COMMON_COMPONENT["least_common_component_error"].symbol(m, n, c, a, g)
value = (n - m) * c**2 * g**2 * (g**2 + n * a**2) / (g**2 + m * a**2)

THEOREM = Theorem(
    name="best_error_with_common_component",
    title="Best error in a dictionary with a common component",
    id="lq.dict.lower.error",
    statement="For n atoms a e_0 + g e_j with g > 0, m < n and c > 0 the best squared error of m atoms for c times the "
    "sum of all is (n-m) c^2 g^2 (g^2 + n a^2)/(g^2 + m a^2).",
    domain=D,
    claim=Equal(best**2, value),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
    notes="Any lengths of the two components; best over all choices of m atoms and all coefficients.",
)
