r"""**A gap of at most 3 for block norms, which is false**: it holds for blocks of size 1, the l_1 norm.

1 + (1-rho)/rho Var((r-tau)_+) is above 3 for long blocks: 4.5 at b = 64 and one active block in ten, 6.3 at one in a
hundred, and 11.1 there at b = 256. What holds is :mod:`group_gap_at_most_inverse_share`.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import group_descent_gap_bound

D = Domain(rho=Real(0, 1, typical=(0.005, 0.05)), b=Integer(1, typical=(16, 80)))
rho, b = D.symbols

THEOREM = Theorem(
    name="group_gap_at_most_three",
    title="Gap of block norms by that of the l_1 norm",
    id="geom.descent.gap",
    statement="For 0 < rho < 1 and b >= 1 the gap bound 1 + (1-rho)/rho Var((r-tau)_+) of block norms is at most 3.",
    domain=D,
    claim=AtMost(group_descent_gap_bound(rho, b), 3),
    expected="refuted",
    corrected_by="group_gap_at_most_inverse_share",
    source=Source("lqtheory_dossier", "geom.descent.gap (the l_1 bound carried over to blocks)"),
)
