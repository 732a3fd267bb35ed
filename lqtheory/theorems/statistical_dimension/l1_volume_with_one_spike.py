r"""**The l_1 descent cone at a spike projects to its tip with probability 1/(2d)**: v_0 = 1/(2d) for s = 1.

The polar cone of the descent cone at a unit vector is the cone over a facet of the cube, one of 2d that fill the space.
An equality.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import l1_descent_volume

D = Domain(d=Integer(1, typical=(1, 16)))
(d,) = D.symbols

THEOREM = Theorem(
    name="l1_volume_with_one_spike",
    title="Tip of the l_1 descent cone at a spike",
    id="geom.descent.l1_exact",
    statement="For d >= 1 the intrinsic volume v_0 of the l_1 descent cone at a vector of R^d with one nonzero entry "
    "is 1/(2d).",
    domain=D,
    claim=Equal(l1_descent_volume(d, 1, 0), 1 / (2 * d)),
    sharp_at=({"d": 1}, {"d": 8}),
    source=Source("affentranger_schneider_1992", "formula (5)"),
    provenance="derived",
)
