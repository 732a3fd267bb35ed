r"""**Lower and upper bound at q = 1**: 1/(1+sqrt(m)) <= 1/sqrt(m+3) for m >= 1.

No m atoms of the best common-component dictionaries do better than V/(1+sqrt m); pursuit does not do worse than
V/sqrt(m+3). Equality at m = 1: half of the mass.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.symbols import orthogonal_greedy_factor

D = Domain(m=Integer(1, typical=(1, 200)))
(m,) = D.symbols

THEOREM = Theorem(
    name="lower_bound_below_pursuit",
    title="Lower bound and pursuit at q = 1",
    id="lq.dict.lower.one",
    statement="For m >= 1, 1/(1 + sqrt(m)) is at most 1/sqrt(m+3).",
    domain=D,
    claim=AtMost(1 / (1 + sp.sqrt(m)), orthogonal_greedy_factor(m)),
    sharp_at=({"m": 1},),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
