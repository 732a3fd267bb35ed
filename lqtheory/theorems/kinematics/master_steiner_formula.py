r"""**Master Steiner formula**: (|P g|^2, |P' g|^2) has the law sum_k v_k chi^2_k x chi^2_{d-k}, P' for the polar cone.

For every closed convex cone of R^d. Simulated for products of circular cones, orthants, Weyl chambers, half-spaces and
subspaces, and their polars, as the joint distribution function at (s, t).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import gammainc

from lqtheory import Domain, Object, Probability, Real, Source, Theorem
from lqtheory.cones import Cone, circular, half_space, orthant, subspace, weyl_chamber


def projected_cone(rng: np.random.Generator, **_: Any) -> Cone:
    """A random product of one or two named cones, or the polar of one."""
    parts = []
    for _part in range(int(rng.integers(1, 3))):
        way, size = int(rng.integers(5)), int(rng.integers(1, 6))
        if way == 0:
            parts.append(circular(size + 1, float(rng.integers(1, 24)) / 16.0))
        elif way == 1:
            parts.append(orthant(size))
        elif way == 2:
            parts.append(weyl_chamber(str(rng.choice(("A", "BC", "D"))), size + 1))
        elif way == 3:
            parts.append(half_space([1.0] * size))
        else:
            parts.append(subspace(size, int(rng.integers(0, size + 1))))
    cone = parts[0].product(parts[1]) if len(parts) > 1 else parts[0]
    return cone.polar() if rng.random() < 0.5 else cone


def unchanged(value: Cone) -> Cone:
    """For balls: steps of a proof speak of no such cone."""
    return value


D = Domain(
    C=Object(projected_cone, ball=unchanged, description="a closed convex cone", of=()),
    s=Real(0, typical=(0.2, 8)),
    t=Real(0, typical=(0.2, 8)),
)


def both_are_small(rng: np.random.Generator, size: int, C: Cone, s: float, t: float) -> np.ndarray:
    """Draws of Gaussian vectors: energies of the projections on the cone and on its polar."""
    g = rng.standard_normal((size, C.dimension))
    p = C.project(g)
    inner, outer = np.sum(p * p, axis=1), np.sum((g - p) ** 2, axis=1)
    return (inner <= s) & (outer <= t)


@dataclass(frozen=True)
class Mixture:
    """Sum of v_k times the chi-square distribution functions; an object, whose text is the same in every process."""

    def __call__(self, C: Cone, s: float, t: float) -> float:
        """The value at (s, t)."""
        k = np.arange(C.dimension + 1)
        inner, outer = (self.below(level, count) for level, count in ((s, k), (t, k[::-1])))
        return float(C.intrinsic_volumes() @ (inner * outer))

    @staticmethod
    def below(level: float, count: np.ndarray) -> np.ndarray:
        """Probability that a chi-square variable with a count of degrees is at most the level."""
        return np.where(count == 0, 1.0, gammainc(np.maximum(count, 1) / 2, level / 2))


THEOREM = Theorem(
    name="master_steiner_formula",
    title="Master Steiner formula",
    id="geom.iv.steiner",
    statement="For every closed convex cone C of R^d the energies of the projections of a Gaussian vector on C and on "
    "its polar are at most s and t with the probability sum_k v_k F_k(s) F_(d-k)(t), with the chi-square distribution "
    "functions F.",
    domain=D,
    claim=Probability(
        both_are_small, "=", Mixture(), text="P(|P g|^2 <= s, |P' g|^2 <= t) = sum v_k F_k(s) F_(d-k)(t)"
    ),
    source=Source("mccoy_tropp_2014", "Theorem 3.1"),
    provenance="recalled",
)
