r"""**How fast the slice equation's left side leaves HM and reaches AM**: by at most s (|y|^2 rho_2/rho_1^2 - 1), V/s.

V is the variance of the eigenvalues lam = f + omega with the weights w = y^2, and V/(s + f) the bound; rho_j is the sum
of w_i/lam_i^j. So the left side r tends to HM at s = 0 and to AM at infinity, and takes every value between. Both are
first terms of expansions of r, hence sharp in the limits only. The order of HM, r and AM is :mod:`slice_mean_rises`.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit import slice_mean_rises as rises

D = Domain(K=SUBLEVEL, f=Real(0, typical=(0.1, 4)), s=Real(0, typical=(0.1, 10)))
K, f, s = D.symbols
at = sublevel_quantity("sublevel_sum")
radius, first, second = (at(K, f, 0, 1, c) for c in range(3))
slope = radius * second / first**2 - 1
variance = at(K, f, 2, 1, 0) / radius - (at(K, f, 1, 1, 0) / radius) ** 2

THEOREM = Theorem(
    name="slice_mean_near_its_ends",
    title="Slice equation near its ends",
    id="geom.prune.slice.mean",
    statement="For eigenvalues lam = f + omega, with f > 0 and the omega >= 0 and weights w = y^2 of any sublevel set "
    "K without the origin, and s > 0, the mean r of lam with the weights w/(s + lam) exceeds the harmonic mean of lam "
    "with the weights w by at most s (|y|^2 rho_2/rho_1^2 - 1), rho_j the sum of w/lam^j, and falls below the "
    "arithmetic mean by at most V/(s + f), V the variance of lam with the weights w.",
    domain=D,
    claim=Claim(
        then=[
            Relation(rises.mean(s), "<=", rises.harmonic + s * slope),
            Relation(rises.arithmetic - variance / (s + f), "<=", rises.mean(s)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
