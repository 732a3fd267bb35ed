r"""**Where y sees different eigenvalues the slice equation's left side rises strictly**, for singular matrices as well.

r(s) = sum w_i lam_i/(s + lam_i) / sum w_i/(s + lam_i), with the weights w = y^2 and eigenvalues lam >= 0, of which some
may be 0 and some lam_i y_i is not. Different where w > 0 means that 1/(s + lam) is not constant there, which is
Cauchy's inequality without equality: rho_1^2 < |y|^2 rho_2, rho_j the sum of w/(s + lam)^j. For s + lam in place of
lam, the eigenvalues of a positive definite matrix, the weights w give the harmonic mean HM = s + r(s), and s + r(s + h)
is the left side at the level h. Where all are alike, :mod:`slice_mean_rises` has equalities; the lower end for a
singular matrix is :mod:`slice_mean_of_singular_matrix`.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import SublevelSet, sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL, s=Real(0, typical=(0.1, 10)), h=Real(0, typical=(0.1, 10)))
K, s, h = D.symbols
at = sublevel_quantity("sublevel_sum")
radius, first, second = (at(K, s, 0, 1, c) for c in range(3))


def mean(level: sp.Expr) -> sp.Expr:
    """The weighted mean of lam at a level: the left side of the slice equation."""
    return at(K, level, 1, 1, 1) / at(K, level, 0, 1, 1)


THEOREM = Theorem(
    name="slice_mean_rises_strictly",
    title="Strict rise of the slice equation",
    id="geom.prune.slice.mean",
    statement="For the eigenvalues lam >= 0 and weights w = y^2 of any sublevel set K without the origin, and s, h > "
    "0, let the lam with w > 0 not be all equal: rho_1^2 < |y|^2 rho_2, rho_j the sum of w/(s + lam)^j. Then the mean "
    "r(s) of lam with the weights w/(s + lam) is positive, less than r(s + h), and this is less than the mean of lam "
    "with the weights w; for the eigenvalues s + lam the harmonic mean is less than s + r(s + h).",
    domain=D,
    claim=Claim(
        given=[Relation(first**2, "<", radius * second)],
        then=[
            Relation(0, "<", mean(s)),
            Relation(mean(s), "<", mean(s + h)),
            Relation(mean(s + h), "<", at(K, s, 1, 1, 0) / radius),
            Relation(radius / first, "<", s + mean(s + h)),
        ],
    ),
    # A matrix with an eigenvalue 0 that y sees, which no draw of K has.
    extremal=lambda s, h: {"K": SublevelSet(np.array([0.0, 1.0, 4.0]), np.array([1.0, 2.0, 1.0]), 0.5)},
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
