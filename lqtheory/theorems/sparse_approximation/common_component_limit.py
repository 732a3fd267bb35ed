r"""**The lower bound at q = 1**: F(1-F)/(1+(m-1)F) = 1/(1+sqrt m)^2 at F = 1/(1+sqrt m), the largest value over F.

The left side is the limit of the squared error of the common-component dictionary at q = 1 as its size grows; what any
size attains is :mod:`common_component_at_one`.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(m=Integer(1, typical=(1, 64)), F=Real(0, 1, closed="both"))
m, F = D.symbols

THEOREM = Theorem(
    name="common_component_limit",
    title="Best share of the common component at q = 1",
    id="lq.dict.lower.limit",
    statement="For m >= 1 and F in [0,1], F(1-F)/(1+(m-1)F) is at most 1/(1+sqrt(m))^2.",
    domain=D,
    claim=AtMost(F * (1 - F) / (1 + (m - 1) * F), (1 + sp.sqrt(m)) ** (-2)),
    sharp_at=({"m": 1, "F": 0.5}, {"m": 9, "F": 0.25}),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
