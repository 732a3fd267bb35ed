r"""**The common-component formula is the best error with m atoms** of a vector of the unit l_q ball.

Atoms sqrt(F) e_0 + sqrt(1-F) e_j of norm 1, coefficients n^{-1/q}, so that ||v||_q = 1; the left side is the least
distance over all choices and coefficients, the right side the closed form that ``eval`` offers. h = F/(1-F) are the
odds of the share F in [0, 1).
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.dictionaries.common_component import COMMON_COMPONENT
from lqtheory.symbols import common_component_error

D = Domain(
    n=Integer(2, typical=(2, 8)),
    m=Integer(1, "n-1"),
    q=Real(0, 1, closed="right", typical=(0.3, 1)),
    h=Real(0, closed="left", typical=(0, 4)),
)
n, m, q, h = D.symbols
share, own = h / (1 + h), 1 / (1 + h)
best = COMMON_COMPONENT["least_common_component_error"].symbol(m, n, n ** (-1 / q), sp.sqrt(share), sp.sqrt(own))

THEOREM = Theorem(
    name="class_error_with_common_component",
    title="Best error over the class in a dictionary with a common component",
    id="lq.dict.lower.class",
    statement="For n atoms of norm 1 with the common share F = h/(1+h), h >= 0, m < n and 0 < q <= 1 the best error "
    "of m atoms for n^(-1/q) times the sum of all has the square (n-m) n^(-2/q) (1-F)(1+(n-1)F)/(1+(m-1)F).",
    domain=D,
    claim=Equal(best, common_component_error(m, n, q, share)),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
