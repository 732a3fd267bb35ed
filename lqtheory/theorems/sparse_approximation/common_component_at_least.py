r"""**Atoms that share a component are hard to approximate**: a lower bound of sigma_m for every size of dictionary.

With the common share F = m^{-1/2} the best error of m of n atoms for the mean direction of the unit l_q ball is at
least (1 - m^{-1/2}) ((n-m)/m)^{1/2} n^{1/2-1/q}; without a common component the last factor is n^{-1/q} m^{1/2}. The
left side of :mod:`class_error_with_common_component` says that the right side here is sigma_m.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import common_component_error

D = Domain(
    m=Integer(2, typical=(2, 400)),
    n=Integer("m+1", typical=("m+1", "4*m")),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
)
m, n, q = D.symbols
bound = (1 - 1 / sp.sqrt(m)) * sp.sqrt((n - m) / m) * n ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="common_component_at_least",
    title="Lower bound for m atoms with a common component",
    id="lq.dict.lower.sizes",
    statement="For 2 <= m < n and 0 < q <= 1 the best error of m of n atoms with the common share m^(-1/2) is at least "
    "(1 - m^(-1/2)) ((n-m)/m)^(1/2) n^(1/2-1/q).",
    domain=D,
    claim=AtMost(bound, common_component_error(m, n, q, 1 / sp.sqrt(m))),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
    notes="The dossier has o(1) where 1 - m^(-1/2) stands here.",
)
