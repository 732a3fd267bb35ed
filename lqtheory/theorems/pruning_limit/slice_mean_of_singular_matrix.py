r"""**The slice equation's left side begins at 0 for a singular matrix**, its harmonic mean: r < s |y'|^2/q.

The matrix has the eigenvalues lam = f + omega, with f > 0 below all of them and omega >= 0 those of a sublevel set
without the origin, seen by y with the weights w = y'^2, and the eigenvalue 0, seen with the weight q > 0. It adds
nothing to sum w lam/(s + lam) and q/s to sum w/(s + lam). So r tends to 0 with s, linearly: with 2 epsilon > 0 no
tolerance lies below the lower end. That r rises from there is :mod:`slice_mean_rises_strictly`.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL, f=Real(0, typical=(0.1, 4)), s=Real(0, typical=(0.001, 10)), q=Real(0, typical=(0.1, 10)))
K, f, s, q = D.symbols
at = sublevel_quantity("sublevel_sum")
radius, bent, flat = at(K, f, 0, 1, 0), at(K, f + s, 1, 1, 1), at(K, f + s, 0, 1, 1)
mean = (bent + f * flat) / (flat + q / s)

THEOREM = Theorem(
    name="slice_mean_of_singular_matrix",
    title="Slice equation of a singular matrix",
    id="geom.prune.slice.mean",
    statement="For eigenvalues lam = f + omega, with f > 0 and the omega >= 0 and weights w = y^2 of any sublevel set "
    "K without the origin, a further eigenvalue 0 with weight q > 0, and s > 0, the mean of all eigenvalues, with each "
    "weight divided by s plus the eigenvalue, is positive and less than s |y|^2/q.",
    domain=D,
    claim=Claim(then=[Relation(0, "<", mean), Relation(mean, "<", s * radius / q)]),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
