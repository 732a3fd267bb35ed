r"""**The lower bound at q = 1**: sigma_m >= (1 - m/n)^{1/2}/(1 + sqrt m) for n atoms with the share 1/(1 + sqrt m).

The mass is 1. As n grows this tends to 1/(1 + sqrt m), the largest value over all shares
(:mod:`common_component_limit`); pursuit reaches 1/sqrt(m+3) (:mod:`lower_bound_below_pursuit`). K*_1 = 1.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.symbols import common_component_error

D = Domain(m=Integer(1, typical=(1, 64)), n=Integer("m+1", typical=("m+1", "100*m")))
m, n = D.symbols

THEOREM = Theorem(
    name="common_component_at_one",
    title="Lower bound for m atoms at q = 1",
    id="lq.dict.lower.mass",
    statement="For 1 <= m < n the best error of m of n atoms with the common share 1/(1+sqrt(m)) and the mass 1 is at "
    "least sqrt(1-m/n)/(1+sqrt(m)).",
    domain=D,
    claim=AtMost(sp.sqrt(1 - m / n) / (1 + sp.sqrt(m)), common_component_error(m, n, 1, 1 / (1 + sp.sqrt(m)))),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
