r"""**The second-order cone has statistical dimension d/2**: the circular cone of angle pi/4.

It is self-dual. An equality.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 60)))
(d,) = D.symbols

THEOREM = Theorem(
    name="second_order_cone_is_half",
    title="Second-order cone",
    id="geom.statdim.basic",
    statement="For d >= 2 the circular cone of angle pi/4 in R^d has statistical dimension d/2.",
    domain=D,
    claim=Equal(circular_statistical_dimension(d, sp.pi / 4), d / 2),
    sharp_at=({"d": 2}, {"d": 15}),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.2"),
    provenance="reproved",
)
