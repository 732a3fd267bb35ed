r"""**The gap bound of block norms is at most M/s**: 1 + (1-rho)/rho Var((r-tau)_+) <= 1/rho for s of M blocks active.

By strong convexity the left side bounds inf J - delta. The bound by 3 of the l_1 norm does not hold for long blocks:
:mod:`group_gap_at_most_three`. Equality at rho = 1.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import block_excess, block_excess_square, group_descent_threshold

D = Domain(rho=Real(0, 1, typical=(0.01, 0.99)), b=Integer(1, typical=(1, 24)))
rho, b = D.symbols
tau = group_descent_threshold(rho, b)
variance = block_excess_square(tau, b) - block_excess(tau, b) ** 2
gap = 1 + (1 - rho) / rho * variance

THEOREM = Theorem(
    name="group_gap_at_most_inverse_share",
    title="Gap of the descent curve of block norms",
    id="geom.descent.group",
    statement="For 0 < rho < 1, b >= 1 and the threshold tau of the descent curve of sums of block norms, "
    "1 + (1-rho)/rho Var((r-tau)_+) is at most 1/rho.",
    domain=D,
    claim=AtMost(gap, 1 / rho),
    box={"rho": (0.2, 0.3), "b": (1, 4)},
    source=Source("lqtheory_dossier", "geom.descent.gap"),
)
