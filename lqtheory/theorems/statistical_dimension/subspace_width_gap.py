r"""**Width sandwich for subspaces**: delta - w^2 = m - lambda_m^2 lies in [1 - 2/pi, 1/2).

w(L) = E sup <g,u> over unit vectors u of L is the mean length lambda_m of the projection. Equality for lines.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean, subspace_statistical_dimension

D = Domain(d=Integer(1, typical=(1, 60)), m=Integer(1, "d"))
d, m = D.symbols
gap = subspace_statistical_dimension(m, d) - chi_mean(m) ** 2

THEOREM = Theorem(
    name="subspace_width_gap",
    title="Width and dimension of subspaces",
    id="geom.statdim.width",
    statement="For a subspace of R^d of dimension m, 1 <= m <= d, the statistical dimension exceeds the squared "
    "Gaussian width by at least 1 - 2/pi and by less than 1/2.",
    domain=D,
    claim=Claim(then=[Relation(1 - 2 / sp.pi, "<=", gap), Relation(gap, "<", sp.Rational(1, 2))]),
    sharp_at=({"d": 1, "m": 1}, {"d": 7, "m": 1}),
    box={"d": (2, 60), "m": (2, 60)},
    source=Source("lqtheory_dossier", "geom.statdim.width"),
    notes="The box leaves out lines, where the lower bound is attained.",
)
