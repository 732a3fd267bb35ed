"""Cones whose Gaussian width is known exactly, and the distance of volumes from a normal law."""

import math
from fractions import Fraction

import numpy as np
import pytest

from lqtheory.errors import DomainError
from lqtheory.quantities.circular_cones import circular_width
from lqtheory.quantities.cone_volumes import ConeVolumes, ball_cone_volumes
from lqtheory.quantities.cone_widths import WIDTH_QUANTITIES, MeasuredCone, ball_measured_cone, width_quantity
from lqtheory.quantities.volume_laws import LAW_QUANTITIES, chamber_product, law_quantity

WIDTH, DIMENSION = WIDTH_QUANTITIES["measured_width"], WIDTH_QUANTITIES["measured_dimension"]
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("cone", "width", "dimension"),
    [
        (MeasuredCone("orthant", 1), 0.0, 0.5),
        (MeasuredCone("orthant", 2), circular_width(2, math.pi / 4), 1.0),
        (MeasuredCone("with_line", 1, (Fraction(1),)), math.sqrt(2 / math.pi), 1.0),
        (MeasuredCone("with_line", 2, (HALF, HALF)), circular_width(2, math.pi / 2), 1.5),
        (MeasuredCone("circular", 3, 0.5), circular_width(3, 0.5), None),
    ],
)
def test_widths_of_cones_known_otherwise(cone, width, dimension):
    assert WIDTH.array(cone) == pytest.approx(width, abs=1e-13)
    assert abs(float(WIDTH.ball(ball_measured_cone(cone))) - width) < 1e-13
    if dimension is not None:
        assert DIMENSION.array(cone) == dimension
        assert DIMENSION.ball(ball_measured_cone(cone)) == dimension


def test_the_width_of_an_orthant_is_the_mean_of_its_support_function():
    g = np.random.default_rng(0).standard_normal((200_000, 3))
    positive = np.sqrt((np.maximum(g, 0.0) ** 2).sum(axis=1))
    sample = np.where(positive > 0, positive, g.max(axis=1))
    error = sample.std() / math.sqrt(200_000)
    assert abs(sample.mean() - WIDTH.array(MeasuredCone("orthant", 3))) < 6.5 * error  # false alarm 8e-11


def test_distance_of_a_ray_from_the_normal_law():
    found = LAW_QUANTITIES["normal_distance"]
    ray = ConeVolumes((HALF, HALF))
    expected = 0.5 * math.erfc(-1 / math.sqrt(2)) - 0.5  # V = 0 or 1, one standard deviation from its mean
    assert found.array(ray) == pytest.approx(expected, abs=1e-15)
    assert abs(float(found.ball(ball_cone_volumes(ray))) - expected) < 1e-15


def test_unknown_names_are_refused():
    with pytest.raises(DomainError, match="no quantity 'height' of widths"):
        width_quantity("height")
    with pytest.raises(DomainError, match="no quantity 'height' of laws"):
        law_quantity("height")


def test_products_of_cones_have_volumes_and_the_largest_factor() -> None:
    """Sum 1, Gauss-Bonnet, at most three for a factor; among them cones of R^3 whose polynomial has complex roots."""
    rng, largest, complex_roots = np.random.default_rng(3), set(), 0
    for _ in range(60):
        K = chamber_product(rng)
        assert sum(K.volumes) == 1
        assert 2 * sum(K.volumes[::2]) == 1
        assert min(K.volumes) >= 0
        largest.add(K.largest)
        if K.largest == 3 and K.dimension == 3:
            complex_roots += bool(np.any(np.abs(np.roots([float(v) for v in K.volumes[::-1]]).imag) > 1e-6))
    assert largest == {1, 3}
    assert complex_roots
