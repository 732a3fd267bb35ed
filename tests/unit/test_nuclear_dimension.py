"""Bounds for descent cones of the nuclear norm against projections, their pieces, and special cases of other cones."""

import math

import numpy as np
import pytest

from lqtheory.cones import (
    Estimate,
    circular,
    ellipsoid_cone,
    half_space,
    meets_subspace,
    nuclear_descent,
    orthant,
    quadratic_cone,
    sampled_statistical_dimension,
)
from lqtheory.cones.nuclear_dimension import _excess, nuclear_dimension
from lqtheory.quantities.block_excesses import least_block_distance


def _matrix(m: int, n: int, r: int) -> np.ndarray:
    rng = np.random.default_rng(m + n + r)
    return rng.standard_normal((m, r)) @ rng.standard_normal((r, n))


@pytest.mark.parametrize(("m", "n", "r"), [(2, 2, 1), (3, 8, 1), (8, 3, 2), (10, 10, 4), (12, 12, 11)])
def test_sampled_intervals_meet_the_proven_ones(m: int, n: int, r: int) -> None:
    # Sampled intervals hold with probability 1 - 1e-9.
    known = nuclear_descent(_matrix(m, n, r)).statistical_dimension()
    assert known.heuristic
    assert known.low <= known.value <= known.high <= m * n - 0.5
    cone, rng = nuclear_descent(_matrix(m, n, r)), np.random.default_rng(0)
    found = sampled_statistical_dimension(cone, rng=rng, samples=2000, confidence=1 - 1e-9)
    assert found.low <= known.high
    assert known.low <= found.high
    assert found.value <= known.high + 7 * found.standard_error
    assert found.value >= known.low - 7 * found.standard_error


def test_the_upper_bound_is_within_six_hundredths_for_square_matrices_of_moderate_rank() -> None:
    for m, r in ((20, 4), (50, 10), (200, 40)):
        found = nuclear_dimension(m, m, r)
        assert found.high <= 1.06 * found.value


@pytest.mark.parametrize(("p", "q", "r"), [(1, 1, 1), (3, 5, 2), (20, 20, 1)])
def test_the_excess_is_above_mean_squared_excesses_at_some_threshold(p: int, q: int, r: int) -> None:
    sigma = np.linalg.svd(np.random.default_rng(1).standard_normal((4000, p, q)), compute_uv=False)
    sums = [(r * t * t + (np.maximum(sigma - t, 0.0) ** 2).sum(-1)) for t in np.linspace(0, 2 * math.sqrt(p + q), 60)]
    best = min((float(s.mean()), float(s.std() / math.sqrt(s.size))) for s in sums)
    assert _excess(p, q, r) >= best[0] - 7 * best[1]
    # the trivial choice h = τ is one of those that are allowed
    assert _excess(p, q, r) <= 0.5 * math.sqrt(r * p * q * (p + q + 1)) * (1 + 1e-6)


def test_matrices_of_full_rank_give_half_spaces() -> None:
    cone = nuclear_descent(_matrix(3, 5, 3))
    np.testing.assert_array_equal(cone.intrinsic_volumes(), half_space(np.ones(15)).intrinsic_volumes())
    assert cone.statistical_dimension() == Estimate.exact(14.5)
    assert nuclear_dimension(5, 3, 3) == Estimate.exact(14.5)
    assert meets_subspace(cone, 14) == 1.0


def test_polars_and_products_of_enclosed_cones_are_enclosed() -> None:
    cone = nuclear_descent(_matrix(4, 5, 1))
    known = cone.statistical_dimension()
    assert cone.polar().statistical_dimension().low == 20 - known.high
    both = cone.product(orthant(4)).statistical_dimension()
    assert (both.low, both.high) == (known.low + 2, known.high + 2)
    assert both.heuristic


def test_limits_of_ellipsoid_cones_have_intrinsic_volumes() -> None:
    ray = ellipsoid_cone([1.0, 0.0, 2.0, 0.0], [1.0, 5.0, 1.0, 0.0], 0.0)
    assert ray.intrinsic_volumes().tolist() == [0.0, 0.0, 0.5, 0.5, 0.0]
    half = ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 1.0)
    assert half.intrinsic_volumes().tolist() == [0.0, 0.5, 0.5]
    assert ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 2.0).intrinsic_volumes().tolist() == [0.0, 0.0, 1.0]
    assert ellipsoid_cone([0.0, 1.0], [1.0, 0.0], 0.0).intrinsic_volumes().tolist() == [0.0, 1.0, 0.0]
    flat = quadratic_cone(np.diag([2.0, 0.0]))
    assert flat.statistical_dimension() == Estimate.exact(1.5)
    assert not flat.is_subspace
    assert (meets_subspace(ray, 2), meets_subspace(ray, 3)) == (1.0, 0.0)


@pytest.mark.parametrize("distance", [1.1, 2.0, 50.0])
def test_wedges_have_their_angles(distance: float) -> None:
    # tangents from a distance R to a disc of radius 1 enclose 2 arcsin(1/R); stretching one axis makes it an ellipse
    disc = ellipsoid_cone([1.0, 1.0, 0.0], [distance * 0.6, distance * 0.8, 3.0], 0.5)
    expected = circular(2, math.asin(1.0 / distance)).intrinsic_volumes()
    np.testing.assert_allclose(disc.intrinsic_volumes()[1:], expected, atol=1e-14)
    for lam, y in (([1.0, 9.0], [distance, 1.0]), ([0.01, 4.0], [3.0, distance])):
        cone = ellipsoid_cone(lam, y, 0.3)
        angles = np.linspace(0, 2 * math.pi, 200_001)[:-1]
        rim = np.stack((np.cos(angles), np.sin(angles)), axis=-1) * np.sqrt(0.6 / np.array(lam)) + y
        if 0.5 * float(np.array(lam) @ np.array(y) ** 2) <= 0.3:
            continue
        seen = np.arctan2(rim @ [-y[1], y[0]], rim @ y)  # from the centre's direction
        assert cone.intrinsic_volumes()[2] == pytest.approx((seen.max() - seen.min()) / (2 * math.pi), abs=1e-8)
        sampled = sampled_statistical_dimension(cone, rng=np.random.default_rng(0), samples=500, confidence=1 - 1e-9)
        assert sampled.low <= cone.statistical_dimension().value <= sampled.high


def test_estimates_say_what_is_proved_and_what_is_not() -> None:
    assert repr(Estimate.exact(2.5)) == "Estimate(2.5, exact)"
    enclosed = ellipsoid_cone([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.3).statistical_dimension()
    assert enclosed.heuristic
    assert "proved; guess" in repr(enclosed)
    assert repr(enclosed).endswith("heuristic)")
    sampled = sampled_statistical_dimension(circular(5, 0.4), rng=np.random.default_rng(0), samples=100)
    assert not sampled.heuristic
    assert repr(sampled).endswith("sampled 100 times)")


@pytest.mark.parametrize(("m", "n"), [(2, 2), (3, 3), (3, 40), (10, 10), (10, 60), (40, 400)])
def test_one_singular_value_away_from_full_rank_the_exact_dimension_is_inside(m: int, n: int) -> None:
    """There δ is a mean over one block (``least_block_distance``); each end is within 2.2 of it."""
    found = nuclear_dimension(m, n, m - 1)
    exact = (m - 1) * (n + 1) + least_block_distance(m - 1.0, n - m + 1) - 1
    assert exact - 2.2 <= found.low <= exact <= found.high <= exact + 2.2
