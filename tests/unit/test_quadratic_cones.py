"""Statistical dimension of quadratic cones: exact values, against cones whose dimension is known otherwise."""

import math

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.cones import ellipsoid_cone, quadratic_cone
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.cone_weights import QUADRATIC_QUANTITIES, quadratic_quantity, weights_of
from lqtheory.quantities.elliptic_cones import elliptic_cone_dimension
from lqtheory.quantities.quadratic_cones import quadratic_cone_dimension
from lqtheory.quantities.reference.quadratic_cones import ball_quadratic_cone_dimension
from lqtheory.quantities.slice_cones import slice_width
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.sublevel_sets import SublevelSet, ball_sublevel_set
from lqtheory.quantities.sublevel_slices import SublevelSlice, ball_sublevel_slice


@pytest.mark.parametrize("weights", [(0.25, 4.0), (1e-3, 10.0), (1.0, 1.0), (1e-4, 1e4)])
def test_in_three_dimensions_it_is_the_elliptic_formula(weights):
    assert quadratic_cone_dimension(weights) == pytest.approx(elliptic_cone_dimension(*weights), abs=1e-12)


@pytest.mark.parametrize(("d", "alpha"), [(2, 0.3), (5, 0.3), (10, 1.0), (40, 0.7), (120, 0.2)])
def test_equal_weights_give_the_circular_cone(d, alpha):
    found = quadratic_cone_dimension([math.tan(alpha) ** -2] * (d - 1))
    assert found == pytest.approx(circular_statistical_dimension(d, alpha), rel=2e-12)


@pytest.mark.parametrize("weights", [[0.5, 2.0, 7.0], [1e-8, 1.0, 1e8], [2.0**k for k in range(-6, 6)]])
def test_it_and_that_of_the_polar_add_up_to_the_dimension(weights):
    both = quadratic_cone_dimension(weights) + quadratic_cone_dimension([1 / w for w in weights])
    assert both == pytest.approx(len(weights) + 1, rel=1e-12)


def test_a_zero_weight_adds_one():
    assert quadratic_cone_dimension([3.0, 0.0, 2.0]) == quadratic_cone_dimension([3.0, 2.0]) + 1
    assert quadratic_cone_dimension([0.0, 0.0]) == 2.5


@pytest.mark.parametrize("weights", [[0.25, 4.0], [1.0, 2.0, 0.125, 8.0], [1e-6, 1e6], [0.0, 3.0], [1.0] * 11])
def test_balls_enclose_it_narrowly(weights):
    ball = ball_quadratic_cone_dimension(balls.ball_vector(weights))
    assert float(ball.rad()) < 1e-11
    assert abs(float(ball.mid()) - quadratic_cone_dimension(weights)) < 1e-11


def test_wide_balls_enclose_both_ends():
    ball = ball_quadratic_cone_dimension([balls.hull(1, 1.0000001), balls.ball(2)])
    for end in (1.0, 1.0000001):
        assert ball.contains(balls.ball(quadratic_cone_dimension([end, 2.0])))


def test_it_agrees_with_projections():
    cone = quadratic_cone(np.diag([1.0, -0.25, -2.0, -2.0, -0.5]))
    g = np.random.default_rng(0).standard_normal((40_000, 5))
    energy = (cone.project(g) ** 2).sum(axis=1)
    error = energy.std() / 200.0
    assert abs(energy.mean() - quadratic_cone_dimension([0.25, 2.0, 2.0, 0.5])) < 6.5 * error  # false alarm 1e-10


def test_the_weights_of_a_sublevel_set_are_those_of_its_cone():
    omega, y = np.array([0.0, 0.5, 0.5, 2.0, 3.0]), np.array([1.0, 0.7, -1.0, 0.0, 1.5])
    value = SublevelSet(omega, y, 0.4)
    weights = weights_of(value)
    sums = QUADRATIC_QUANTITIES["quadratic_sum"]
    ball = sums.ball(ball_sublevel_set(value), 0, 1)
    assert abs(float(ball) - float((1 / (1 + weights)).sum())) < 1e-12
    known = ellipsoid_cone(omega, y, 0.4).statistical_dimension()
    dimension = quadratic_cone_dimension(weights)
    assert known.low < dimension < known.high
    other = QUADRATIC_QUANTITIES["quadratic_dimension"].ball(ball_sublevel_set(value))
    assert abs(float(other) - dimension) < 1e-11
    polar = QUADRATIC_QUANTITIES["quadratic_polar_dimension"].ball(ball_sublevel_set(value))
    assert (other + polar).contains(5)


def test_the_weights_of_a_slice_are_those_of_the_compressed_matrix():
    omega, y = np.array([0.25, 0.5, 0.5, 4.0, 4.0]), np.array([1.0, 0.7, -1.0, 0.0, 1.5])
    value = SublevelSlice(omega, y, 2.0)
    weights = weights_of(value)
    assert weights.size == 3
    sums = QUADRATIC_QUANTITIES["quadratic_sum"].ball(ball_sublevel_slice(value), 0, 1)
    assert abs(float(sums) - float((1 / (1 + weights)).sum())) < 1e-12
    assert slice_width(omega, y, 2.0) == pytest.approx(float(sums), abs=1e-12)
    dimension = QUADRATIC_QUANTITIES["quadratic_dimension"].ball(ball_sublevel_slice(value))
    assert 0 < float(dimension) - float(sums) < 1
    # The same cone from points: those of the cone of the set that are orthogonal to the centre.
    b, excess = omega * y, float(omega @ y**2) - 4.0
    frame = np.linalg.svd(y[None, :])[2][1:]
    cone = quadratic_cone(frame @ (np.outer(b, b) - excess * np.diag(omega)) @ frame.T)
    assert cone.statistical_dimension().low == pytest.approx(float(sums), abs=1e-9)


@pytest.mark.parametrize(
    ("weights", "error", "message"),
    [
        ([1.0, -1.0], DomainError, r"omega has the negative entry -1 \(quadratic_cone_dimension\).*not convex"),
        (1.0, ShapeError, "omega must have a vector axis"),
    ],
)
def test_bad_weights_are_named(weights, error, message):
    with pytest.raises(error, match=message):
        quadratic_cone_dimension(weights)


def test_bad_balls_and_unknown_names_are_refused():
    with pytest.raises(DomainError, match="omega must be >= 0"):
        ball_quadratic_cone_dimension([balls.ball(-1)])
    with pytest.raises(DomainError, match="omega must be >= 0, zero or not"):
        ball_quadratic_cone_dimension([balls.hull(0, 1)])
    assert ball_quadratic_cone_dimension([balls.hull(0.01, 1)]).contains(balls.ball(quadratic_cone_dimension([0.3])))
    with pytest.raises(DomainError, match="no quantity 'volume' of quadratic cones"):
        quadratic_quantity("volume")
