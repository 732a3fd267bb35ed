"""Two inactive blocks or singular values: the exact dimension, against volumes, samples, balls and known moments."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lqtheory.balls import precision
from lqtheory.cones import group_descent, nuclear_descent
from lqtheory.errors import DomainError
from lqtheory.quantities.block_excesses import block_excess
from lqtheory.quantities.block_pairs import least_pair_distance, singular_excesses
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension
from lqtheory.quantities.descent_norm_cones import DESCENT_NORM_QUANTITIES, DescentNorm
from lqtheory.quantities.reference.block_pairs import ball_least_pair_distance, ball_singular_excesses


def value(name: str, *arguments: object) -> float:
    return float(DESCENT_NORM_QUANTITIES[name].array(*arguments))


@pytest.mark.parametrize("s", [1, 2, 5, 17])
def test_blocks_of_one_have_the_dimension_of_the_l1_cone(s: int) -> None:
    assert s - 1 + least_pair_distance(s, 1, False) == pytest.approx(l1_descent_dimension(s + 2, s), abs=1e-11)


@pytest.mark.parametrize("joint", [False, True])
@pytest.mark.parametrize("h", [0.5, 1.0, 3.0, 16.0])
@pytest.mark.parametrize("b", [2, 3, 7, 12])
def test_the_rule_lies_in_the_rigorous_integral(h: float, b: int, joint: bool) -> None:
    with precision(96):
        exact = ball_least_pair_distance(h, b, joint)
        assert exact.rad() < 1e-20
        assert float(exact.mid()) == pytest.approx(least_pair_distance(h, b, joint), rel=1e-11)
        assert ball_least_pair_distance(exact * 0 + h, b, joint).overlaps(exact)


@pytest.mark.parametrize("t", [0.0, 0.3, 1.0, 2.5, 6.0])
@pytest.mark.parametrize("b", [2, 3, 8, 15])
def test_excesses_of_singular_values_are_those_in_closed_form(t: float, b: int) -> None:
    with precision(113):
        exact = [float(v.mid()) for v in ball_singular_excesses(t, b)]
    assert singular_excesses(t, b) == pytest.approx(exact, rel=1e-11)
    if t == 0:  # E |G|^2 = 2b, E det(G G')^(1/2) = b - 1
        assert exact[1:] == pytest.approx([2 * b, b - 1], rel=1e-14)


def test_excesses_are_means_over_matrices() -> None:
    r = np.linalg.svd(np.random.default_rng(5).standard_normal((40_000, 2, 4)), compute_uv=False)
    above = np.maximum(r - 1.5, 0.0)
    for sample, exact in zip(
        (above.sum(axis=1), (above**2).sum(axis=1), above.prod(axis=1)), singular_excesses(1.5, 4), strict=True
    ):
        assert abs(sample.mean() - exact) < 6.2 * sample.std() / 200  # each wrongly with a probability below 1e-9


def test_two_of_four_blocks_are_seen_in_samples() -> None:
    W = DescentNorm("blocks", (1.0,) * 2, (1.0,) * 2, 3, 6)
    g = np.random.default_rng(6).standard_normal((20_000, 12))
    energies = (group_descent([1.0] * 6 + [0.0] * 6, 3).project(g) ** 2).sum(axis=1)
    assert abs(energies.mean() - value("norm_cone_dimension", W)) < 6.2 * energies.std() / math.sqrt(20_000)


def test_the_nuclear_norm_two_ranks_below_full_is_seen_in_samples() -> None:
    """3 x 4 matrices at rank 1: energies of projections, the threshold as a root, the variance of the excesses."""
    W = DescentNorm("nuclear", (1.0,), (1.0, 1.0), 3, 6, joint=True)
    x = np.zeros((3, 4))
    x[0, 0] = 1.0
    cone = nuclear_descent(x)
    g = np.random.default_rng(7).standard_normal((4_000, 12))
    energies = (cone.project(g) ** 2).sum(axis=1)
    assert abs(energies.mean() - value("norm_cone_dimension", W)) < 6.2 * energies.std() / math.sqrt(4_000)
    tau = value("norm_cone_threshold", W)
    first, second, both = singular_excesses(tau, 3)
    assert first == pytest.approx(tau, rel=1e-10)
    assert 0 < value("norm_cone_variance", W, tau) < 2
    assert value("norm_cone_variance", W, tau) == pytest.approx(second + 2 * both - first**2, rel=1e-12)
    gap = value("norm_cone_mean", W, tau) - value("norm_cone_dimension", W)
    assert 0 < gap <= 1 + value("norm_cone_variance", W, tau) < 3  # m/r


def test_the_larger_of_two_values_is_close_to_a_block_for_large_thresholds() -> None:
    """Far out at most one value exceeds; the mean number above t is more than that of one row's length."""
    assert 2 * block_excess(3.0, 4) < singular_excesses(3.0, 4)[0] < 20 * block_excess(3.0, 4)


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(DomainError, match=r"b=1 .*least_pair_distance"):
        least_pair_distance(1.0, 1, True)
    with pytest.raises(DomainError, match=r"h=0"):
        least_pair_distance(0.0, 2, False)
    with pytest.raises(DomainError, match=r"t=-1"):
        singular_excesses(-1.0, 2)
    with pytest.raises(DomainError, match=r"outside \(0, inf\)"):
        ball_least_pair_distance(-1, 2, False)
    with pytest.raises(DomainError, match=r"outside \[0, inf\)"):
        ball_singular_excesses(1, 1)
