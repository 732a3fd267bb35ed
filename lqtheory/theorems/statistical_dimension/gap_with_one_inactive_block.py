r"""**The minimum of the mean and the mean of the minimum**, exactly, for all norms with one inactive block.

X = E min over t >= 0 of (Z - sqrt(e) t)^2 + (r-t)_+^2, r the norm of b Gaussians: delta less what does not depend on
t. Any t bounds from above; at the threshold, e tau = E(r-tau)_+, the excess is at most 1 + Var((r-tau)_+)/e <= 1 + 1/e,
as F is 2e-strongly convex. Sums of block norms: e = s active blocks. Weighted l_1: e = sum_S w^2/w_0^2, b = 1. Nuclear
norm at rank r = m-1: e = r and b = n - r, so 1 + 1/e = m/r.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square, group_descent_threshold, least_block_distance

D = Domain(
    e=Real(0, typical=(0.1, 12)),
    b=Integer(1, typical=(1, 16)),
    t=Real(0, closed="left", typical=(0, 4)),
)
e, b, t = D.symbols
tau, least = group_descent_threshold(e / (1 + e), b), least_block_distance(e, b)
variance = block_excess_square(tau, b) - block_excess(tau, b) ** 2
gap = 1 + e * tau**2 + block_excess_square(tau, b) - least

THEOREM = Theorem(
    name="gap_with_one_inactive_block",
    title="Gap of the variational bound with one inactive block",
    id="geom.descent.gap",
    statement="For e > 0, b >= 1 and t >= 0 the mean least distance X is at most J(t) = 1 + e t^2 + E(r-t)_+^2, and "
    "for the threshold tau of the share e/(1+e), J(tau) exceeds X by at most 1 + Var((r-tau)_+)/e and by at most "
    "1 + 1/e.",
    domain=D,
    claim=Claim(
        then=[
            Relation(least, "<=", 1 + e * t**2 + block_excess_square(t, b)),
            Relation(gap, "<=", 1 + variance / e),
            Relation(gap, "<=", 1 + 1 / e),
        ]
    ),
    box={"e": (2, 2.0625), "b": (1, 2), "t": (2, 2.0625)},
    source=Source("lqtheory_dossier", "geom.descent.gap"),
)
