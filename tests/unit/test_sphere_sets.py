"""Widths of sets on the sphere against samples, and subspaces that miss them against exact probabilities."""

import math

import numpy as np
import pytest

from lqtheory.errors import DomainError
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.circular_cones import circular_width
from lqtheory.quantities.sphere_sets import SphereSet, sphere_set, subsphere_width


@pytest.mark.parametrize(("d", "j", "alpha"), [(3, 1, 0.5), (6, 2, 0.25), (8, 7, 1.0), (2, 1, 0.1)])
def test_widths_are_means_of_suprema(d: int, j: int, alpha: float) -> None:
    g = np.random.default_rng(1).standard_normal((100_000, d))
    length = np.linalg.norm(g, axis=1)
    beta = np.arccos(np.linalg.norm(g[:, :j], axis=1) / length)
    best = length * np.cos(np.maximum(beta - alpha, 0.0))
    assert abs(best.mean() - subsphere_width(d, j, alpha)) < 5 * best.std() / 100_000**0.5


def test_ends_and_caps() -> None:
    assert subsphere_width(5, 2, math.pi / 2) == pytest.approx(chi_mean(5), rel=1e-12)
    assert SphereSet("cap", 4, 1, 0.3).width == circular_width(4, 0.3)
    assert SphereSet("cap", 4, 1, 0.3).width < SphereSet("subsphere", 4, 1, 0.3).width


def test_subspaces_miss_with_the_exact_probability(rng: np.random.Generator) -> None:
    """A line in R^3 and two opposite caps; three lines in general position and Wendel's orthant; subspheres."""
    n = 40_000
    exact = math.cos(0.5)  # a random direction of R^3 has a uniform height
    caps = SphereSet("cap", 3, 1, 0.5).is_missed(rng, n, 2).mean()
    assert abs(caps - exact) < 5 * math.sqrt(exact * (1 - exact) / n)
    orthant = SphereSet("orthant", 3).is_missed(rng, n, 2).mean()
    assert abs(orthant - 0.75) < 5 * math.sqrt(0.1875 / n)
    assert SphereSet("subsphere", 6, 2, 0.0).is_missed(rng, 500, 3).all()  # 2 + 3 < 6
    assert not SphereSet("subsphere", 6, 4, 1e-6).is_missed(rng, 500, 3).any()  # 4 + 3 > 6
    assert SphereSet("orthant", 3).is_missed(rng, 10, 3).all()


def test_samples_are_sets_of_enough_dimensions(rng: np.random.Generator) -> None:
    for m in (1, 2, 6):
        for _ in range(20):
            found = sphere_set(rng, m)
            assert m <= found.d <= m + 4
            assert 0.0 <= found.width <= chi_mean(found.d) + 1e-12


def test_bad_sets_are_refused() -> None:
    with pytest.raises(DomainError, match="alpha=2 is outside"):
        subsphere_width(3, 1, 2)
    with pytest.raises(DomainError, match="j=3"):
        subsphere_width(3, 3, 0.1)
