r"""**Master Steiner formula**: (|P g|^2, |P' g|^2) has the law sum_k v_k chi^2_k x chi^2_{n-k}, P' for the polar cone.

Simulated for products of an orthant of R^m and a circular cone of R^d, n = m + d, as the joint distribution function
at (s, t).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import gammainc

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.cones import Cone, circular, orthant

D = Domain(
    m=Integer(1, typical=(1, 6)),
    d=Integer(2, typical=(2, 6)),
    alpha=Real(0, "pi/2", typical=(0.1, 1.4)),
    s=Real(0, typical=(0.2, 8)),
    t=Real(0, typical=(0.2, 8)),
)


def cone_of(m: int, d: int, alpha: float) -> Cone:
    """The product of the two cones."""
    return orthant(m).product(circular(d, alpha))


def both_are_small(rng: np.random.Generator, size: int, m: int, d: int, alpha: float, s: float, t: float) -> np.ndarray:
    """Draws of Gaussian vectors: energies of the projections on the cone and on its polar."""
    g = rng.standard_normal((size, m + d))
    p = cone_of(m, d, alpha).project(g)
    inner, outer = np.sum(p * p, axis=1), np.sum((g - p) ** 2, axis=1)
    return (inner <= s) & (outer <= t)


@dataclass(frozen=True)
class Mixture:
    """Sum of v_k times the chi-square distribution functions; an object, whose text is the same in every process."""

    def __call__(self, m: int, d: int, alpha: float, s: float, t: float) -> Any:
        """The value at (s, t)."""
        volumes = cone_of(m, d, alpha).intrinsic_volumes()
        k = np.arange(m + d + 1)
        inner, outer = (self.below(level, count) for level, count in ((s, k), (t, k[::-1])))
        return float(volumes @ (inner * outer))

    @staticmethod
    def below(level: float, count: np.ndarray) -> np.ndarray:
        """Probability that a chi-square variable with a count of degrees is at most the level."""
        return np.where(count == 0, 1.0, gammainc(np.maximum(count, 1) / 2, level / 2))


THEOREM = Theorem(
    name="master_steiner_formula",
    title="Master Steiner formula",
    id="geom.iv.steiner",
    statement="For the product of the orthant of R^m, m >= 1, and a circular cone of angle alpha in R^d, d >= 2, the "
    "energies of the projections of a Gaussian vector on the cone and on its polar are at most s and t with the "
    "probability sum_k v_k F_k(s) F_(m+d-k)(t), with the chi-square distribution functions F.",
    domain=D,
    claim=Probability(
        both_are_small, "=", Mixture(), text="P(|P g|^2 <= s, |P' g|^2 <= t) = sum v_k F_k(s) F_(n-k)(t)"
    ),
    source=Source("mccoy_tropp_2014", "Theorem 3.1"),
    provenance="recalled",
)
