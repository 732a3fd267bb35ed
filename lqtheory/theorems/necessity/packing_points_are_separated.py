r"""**Packing points are separated**: s^{1/p-1/q} < ||x_I - x_J||_p if I and J share fewer than s/2 of s elements.

x_I = s^{-1/q} 1_I lies on the unit l_q sphere and has ||x_I||_p = s^{1/p-1/q}. The distance is (2(s-i))^{1/p} s^{-1/q}
with i common elements, and 2(s-i) > s.
"""

from lqtheory import Domain, Integer, Less, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import packing_distance

_PARAMETERS = Domain(
    s=Integer(1, typical=(1, 16)), i=Integer(0, "s"), q=Real(0, typical=(0.1, 2)), p=Real(0, typical=(0.2, 8))
)
s, i, q, p = _PARAMETERS.symbols
D = Domain(where=[Relation(2 * i, "<", s)], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="packing_points_are_separated",
    title="Separation of packing points",
    id="lq.lower.packing.separation",
    statement="For 0 <= i < s/2 and q, p > 0, two points flat on s entries of the unit l_q sphere with i common "
    "entries are more than s^(1/p-1/q) apart in l_p.",
    domain=D,
    claim=Less(s ** (1 / p - 1 / q), packing_distance(s, i, q, p)),
    box={"s": (1, 4), "i": (0, 1), "q": (0.5, 1), "p": (1, 2)},
    source=Source("lqtheory_dossier", "lq.lower.packing"),
)
