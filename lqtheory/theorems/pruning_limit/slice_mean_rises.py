r"""**The slice equation's left side rises from the harmonic to the arithmetic mean** of the eigenvalues: HM <= r <= AM.

r(s) = sum w_i lam_i/(s + lam_i) / sum w_i/(s + lam_i), with the weights w = y^2 and the eigenvalues lam = f + omega of
a positive definite matrix: f > 0 is a number below all of them, omega >= 0 the eigenvalues of a sublevel set without
the origin, which adds nothing but that some omega_i y_i is not 0. HM is r at s = 0 and AM its limit at infinity; how
fast it leaves and reaches them is :mod:`slice_mean_near_its_ends`. Equalities for isotropic matrices; where y sees
different eigenvalues the rise is strict, and an eigenvalue may be 0 (:mod:`slice_mean_rises_strictly`).
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import SublevelSet, sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL, f=Real(0, typical=(0.1, 4)), s=Real(0, typical=(0.1, 10)), h=Real(0, typical=(0.1, 10)))
K, f, s, h = D.symbols
at = sublevel_quantity("sublevel_sum")
radius = at(K, f, 0, 1, 0)
harmonic, arithmetic = radius / at(K, f, 0, 1, 1), f + at(K, f, 1, 1, 0) / radius


def mean(level: sp.Expr) -> sp.Expr:
    """The weighted mean of lam at a level: the left side of the slice equation."""
    bent, flat = at(K, f + level, 1, 1, 1), at(K, f + level, 0, 1, 1)
    return (bent + f * flat) / flat


THEOREM = Theorem(
    name="slice_mean_rises",
    title="Left side of the slice equation",
    id="geom.prune.slice.mean",
    statement="For eigenvalues lam = f + omega, with f > 0 and the omega >= 0 and weights w = y^2 of any sublevel set "
    "K without the origin, and s, h > 0, the mean of lam with the weights w/(s + lam) is at least the harmonic mean "
    "of lam with the weights w, at most that at s + h in place of s, which is at most the arithmetic mean.",
    domain=D,
    claim=Claim(
        then=[
            Relation(harmonic, "<=", mean(s)),
            Relation(mean(s), "<=", mean(s + h)),
            Relation(mean(s + h), "<=", arithmetic),
        ]
    ),
    extremal=lambda f, s, h: {"K": SublevelSet(np.ones(4), np.array([1.0, 2.0, 0.0, 1.0]), 0.5)},
    sharp_at=({"f": 0.5, "s": 1.0, "h": 2.0},),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
    notes="For a matrix with an eigenvalue 0 that y sees HM is 0: slice_mean_of_singular_matrix.",
)
