r"""**A kernel narrower than the grid**: what the density of the public implementation does to a Ritz mass.

As recalled, a Gaussian kernel of variance 1e-10 times the range r >= 1 of the spectrum, on 1e5 grid points: the
spacing over the width is sqrt(r). A mass midway between grid points is seen as sum_j exp(-r (j+1/2)^2/2) over j >= 0 on
either side, at most exp(-r/8)/(1 - exp(-r/2)), in units in which a mass on a grid point is at least 1/2. So for r = 100
masses are weighted unequally by a factor above 1e5 before they are normalised. The bound holds for every length of the
grid.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(J=Integer(0, typical=(0, 12)), r=Real(0, typical=(0.5, 30)))
J, r = D.symbols
j = sp.Symbol("j", integer=True, nonnegative=True)
seen = sp.exp(-r * (j + sp.Rational(1, 2)) ** 2 / 2)
spacing, width = r / 10**5, sp.sqrt(r / 10**10)

THEOREM = Theorem(
    name="density_kernel_falls_between_grid_points",
    title="Density kernel between grid points",
    id="geom.prune.audit.density",
    statement="For r > 0 the quotient of r/10^5 and the root of r/10^10 is sqrt(r), and for J >= 0 the sum of "
    "exp(-r (j + 1/2)^2/2) over j = 0, ..., J is at most exp(-r/8)/(1 - exp(-r/2)).",
    domain=D,
    claim=Claim(
        then=[
            Relation(spacing / width, "=", sp.sqrt(r)),
            Relation(sp.Sum(seen, (j, 0, J)), "<=", sp.exp(-r / 8) / (1 - sp.exp(-r / 2))),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.audit (1)"),
    notes="The pipeline is described as recalled from public code; the statement is about the arithmetic alone.",
)
