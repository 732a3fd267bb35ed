r"""**The worst share of a common component**: F* = (n-m-1)/(n-1 + (m(n-1)(n-m))^{1/2}).

The positive root of (n-1)(m-1)F^2 + 2(n-1)F = n-1-m, 0 at n = m+1: no other share of the common component makes the
best error of m of n atoms larger (:mod:`class_error_with_common_component` says that this is sigma_m).
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import common_component_error, optimal_common_component

D = Domain(
    m=Integer(1, typical=(1, 40)),
    d=Integer(0, typical=(0, 200)),
    q=Real(0, 1, closed="right", typical=(0.3, 1)),
    F=Real(0, 1, closed="both"),
)
m, d, q, F = D.symbols
n = m + d + 1
worst = optimal_common_component(m, n)

THEOREM = Theorem(
    name="largest_common_component_error",
    title="Worst share of a common component",
    id="lq.dict.lower.worst",
    statement="For m >= 1, d >= 0, n = m+d+1, 0 < q <= 1 and F in [0,1] the best error of m of n atoms with the common "
    "share F is at most that with the share d/(n-1+sqrt(m(n-1)(d+1))).",
    domain=D,
    claim=AtMost(common_component_error(m, n, q, F), common_component_error(m, n, q, worst)),
    sharp_at=({"m": 3, "d": 0, "q": 0.5, "F": 0.0}, {"m": 1, "d": 1, "q": 1, "F": 0.25}),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
