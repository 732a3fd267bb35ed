"""Excesses of block norms and the least distance with one inactive block, against balls and against projections."""

import math

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.cones import group_descent, nonnegative_l1_descent, weighted_l1_descent
from lqtheory.errors import DomainError
from lqtheory.quantities.block_excesses import block_excess, block_excess_square, least_block_distance
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension
from lqtheory.quantities.reference import block_excesses as reference

SIGMA = 6.5  # two-sided false alarm 8e-11


def _energy(cone, size=40_000):
    g = np.random.default_rng(1).standard_normal((size, cone.dimension))
    energy = (cone.project(g) ** 2).sum(axis=1)
    return energy.mean(), energy.std() / math.sqrt(size)


@pytest.mark.parametrize(("t", "b"), [(0.0, 1), (0.5, 3), (3.0, 2), (12.0, 16), (20.0, 1), (9.0, 64)])
def test_excesses_lie_in_their_balls(t, b):
    for value, ball in (
        (block_excess(t, b), reference.ball_block_excess(t, b)),
        (block_excess_square(t, b), reference.ball_block_excess_square(t, b)),
    ):
        assert value == pytest.approx(float(ball.mid()), rel=1e-13)
        assert float(ball.rad()) < 1e-20 * float(ball.mid())


@pytest.mark.parametrize("s", [1, 3, 8])
def test_with_one_inactive_entry_it_is_the_dimension_of_the_l1_descent_cone(s):
    assert s - 1 + least_block_distance(s, 1) == pytest.approx(l1_descent_dimension(s + 1, s), abs=1e-12)


@pytest.mark.parametrize(("e", "b"), [(1e-3, 3), (1.0, 1), (3.5, 10), (0.25, 64), (1000.0, 2)])
def test_the_least_distance_lies_in_its_ball(e, b):
    ball = reference.ball_least_block_distance(e, b)
    assert float(ball.rad()) < 1e-13
    assert abs(least_block_distance(e, b) - float(ball.mid())) < 1e-12


def test_it_is_the_dimension_of_descent_cones_with_one_inactive_block():
    mean, error = _energy(group_descent([1.0, 0.0, 2.0, 1.0, 0.0, 0.0], 2))
    assert abs(mean - (2 * 2 - 1 + least_block_distance(2, 2))) < SIGMA * error
    mean, error = _energy(weighted_l1_descent([1, -1, 0], [1.0, 2.0, 0.5]))
    assert abs(mean - (2 - 1 + least_block_distance(5 / 0.25, 1))) < SIGMA * error


def test_the_dimension_among_nonnegative_vectors_is_a_mixture_of_l1_dimensions():
    mean, error = _energy(nonnegative_l1_descent([1.0, 1.0, 0.0, 0.0, 0.0]))
    mixture = sum(math.comb(3, j) / 8 * l1_descent_dimension(2 + j, 2) for j in range(4))
    assert abs(mean - mixture) < SIGMA * error


def test_intervals_are_enclosed_and_bad_input_is_named():
    for ball, value in (
        (reference.ball_block_excess(balls.hull(1, 1.5), 3), block_excess(1.2, 3)),
        (reference.ball_least_block_distance(balls.hull(1, 1.5), 3), least_block_distance(1.2, 3)),
    ):
        assert ball.contains(balls.ball(value))
    with pytest.raises(DomainError, match=r"t=-1.*block_excess"):
        block_excess(-1.0, 2)
    with pytest.raises(DomainError, match=r"b=0.*least_block_distance"):
        least_block_distance(1.0, 0)
    with pytest.raises(DomainError, match=r"outside \[0, inf\)"):
        reference.ball_block_excess(-1, 2)
    with pytest.raises(DomainError, match=r"outside \(0, inf\)"):
        reference.ball_least_block_distance(0, 2)
