"""Exact volumes of weighted l_1 descent cones, and the norms whose descent cones theorems speak of."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.cones import group_descent, weighted_l1_descent
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities.block_excesses import least_block_distance
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.descent_norm_cones import DESCENT_NORM_QUANTITIES, DescentNorm, descent_norm_quantity
from lqtheory.quantities.descent_norms import group_descent_share, group_descent_threshold, weighted_descent_dimension
from lqtheory.quantities.reference.weighted_volumes import ball_weighted_descent_volumes
from lqtheory.quantities.weighted_descent import weighted_norm
from lqtheory.quantities.weighted_volumes import weighted_descent_exact_dimension, weighted_descent_volumes


@pytest.mark.parametrize(("d", "s"), [(3, 1), (5, 2), (20, 3), (60, 20)])
def test_equal_weights_give_the_l1_norm(d: int, s: int) -> None:
    found = weighted_descent_volumes([3.0] * s, [3.0] * (d - s))
    assert abs(found - l1_descent_intrinsic_volumes(d, s)).max() < 2e-13


def test_one_entry_off_the_support_is_known_otherwise() -> None:
    for on, off in (([1.0, 2.0], 0.5), ([0.25], 4.0), ([1.0] * 5, 1.5)):
        energy = sum(w * w for w in on) / off**2
        assert weighted_descent_exact_dimension(on, [off]) == pytest.approx(
            len(on) - 1 + least_block_distance(energy, 1), abs=1e-12
        )


def test_volumes_are_those_of_a_cone_that_is_no_subspace(rng: np.random.Generator) -> None:
    for _ in range(20):
        W = weighted_norm(rng)
        volumes = weighted_descent_volumes(W.active, W.inactive)
        assert volumes.min() > -1e-13
        assert volumes.sum() == pytest.approx(1.0, abs=1e-12)
        assert volumes[::2].sum() == pytest.approx(0.5, abs=1e-12)  # Gauss-Bonnet, which no formula here has put in
        bound = weighted_descent_dimension(W.active, W.inactive)
        assert weighted_descent_exact_dimension(W.active, W.inactive) < bound


def test_balls_contain_the_volumes() -> None:
    for on, off in (([1.0, 2.0], [0.5, 1.0, 1.0]), ([1.0], [2.0, 0.5]), ([2.0, 2.0], [0.0, 1.0])):
        found = weighted_descent_volumes(on, off)
        with balls.precision(80):
            enclosed = ball_weighted_descent_volumes(on, off)
        for value, ball in zip(found, enclosed, strict=True):
            assert float(ball.rad()) < 1e-18
            assert value == pytest.approx(float(ball.mid()), abs=1e-13)


def test_samples_agree_with_the_exact_dimension(rng: np.random.Generator) -> None:
    """Within five standard errors, a false alarm in two million."""
    on, off = [1.0, 2.0], [0.5, 2.0, 2.0, 1.0]
    cone = weighted_l1_descent([1.0, -1.0, 0, 0, 0, 0], [*on, *off])
    energies = (cone.project(rng.standard_normal((40_000, 6))) ** 2).sum(axis=1)
    error = energies.std() / len(energies) ** 0.5
    assert abs(energies.mean() - weighted_descent_exact_dimension(on, off)) < 5 * error


def test_a_line_adds_one() -> None:
    with_line = weighted_descent_exact_dimension([1.0, 1.0], [1.0, 0.0])
    assert with_line == pytest.approx(1 + weighted_descent_exact_dimension([1.0, 1.0], [1.0]), abs=1e-13)


def test_bad_weights_are_refused() -> None:
    with pytest.raises(DomainError, match=r"active=0.0 must be > 0"):
        weighted_descent_volumes([0.0], [1.0])
    with pytest.raises(UnsupportedError, match=r"13 different weights"):
        weighted_descent_volumes([1.0], [1.0 + k for k in range(13)])
    with pytest.raises(DomainError, match=r"> 0 on the support"):
        ball_weighted_descent_volumes([], [1.0])
    with pytest.raises(DomainError, match=r"no quantity 'x'"):
        descent_norm_quantity("x")


def value(name: str, *arguments: object) -> float:
    return float(DESCENT_NORM_QUANTITIES[name].array(*arguments))


def test_blocks_have_the_curve_and_the_threshold_of_their_norm() -> None:
    """Three of four blocks of five: J at its threshold is M b psi_b, and samples see delta within five errors."""
    W = DescentNorm("blocks", (1.0,) * 3, (1.0,), 5, 15)
    tau = value("norm_cone_threshold", W)
    assert tau == pytest.approx(group_descent_threshold(0.75, 5), rel=1e-12)
    assert value("norm_cone_mean", W, tau) == pytest.approx(20 * group_descent_share(0.75, 5), rel=1e-12)
    g = np.random.default_rng(3).standard_normal((40_000, 20))
    energies = (group_descent([1.0] * 15 + [0.0] * 5, 5).project(g) ** 2).sum(axis=1)
    assert abs(energies.mean() - value("norm_cone_dimension", W)) < 5 * energies.std() / 200


def test_the_nuclear_norm_at_rank_one_of_two_rows_is_seen_in_samples() -> None:
    """2 x 3 matrices at rank 1: dist² to t df is |G11 - t|² + the rest of row and column + (|last two| - t)_+²."""
    W = DescentNorm("nuclear", (1.0,), (1.0,), 2, 4)
    g = np.random.default_rng(4).standard_normal((40_000, 6))
    r, z, rest = np.hypot(g[:, 4], g[:, 5]), g[:, 0], (g[:, 1:4] ** 2).sum(axis=1)
    t = np.maximum(0.0, np.where(z > r, z, (z + r) / 2))
    least = (z - t) ** 2 + np.maximum(r - t, 0) ** 2 + rest
    assert abs(least.mean() - value("norm_cone_dimension", W)) < 5 * least.std() / 200


def test_without_inactive_entries_the_cone_is_a_half_space() -> None:
    W = DescentNorm("l_1", (1.0, 1.0), (), 1, 2)
    assert value("norm_cone_dimension", W) == 1.5
    assert value("norm_cone_threshold", W) == 0.0
