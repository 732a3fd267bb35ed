"""Exact projections on small cones: against non-negative least squares, degenerate generators, errors."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import nnls

from lqtheory.cones import generated
from lqtheory.errors import DomainError
from lqtheory.quantities.projected_points import (
    POINT_QUANTITIES,
    ball_projected_point,
    point_quantity,
    project,
    projected_point,
)


def fractions(*values: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


def test_exact_projections_are_those_of_least_squares(rng: np.random.Generator) -> None:
    for _ in range(60):
        d, count = int(rng.integers(2, 5)), int(rng.integers(1, 5))
        rows = rng.integers(-3, 4, (count, d))
        g = rng.integers(-9, 10, d)
        exact = [float(x) for x in project([fractions(*row) for row in rows.tolist()], fractions(*g.tolist()))]
        weights, _ = nnls(rows.T.astype(float), g.astype(float))
        np.testing.assert_allclose(exact, rows.T @ weights, atol=1e-9)


def test_dependent_and_zero_generators() -> None:
    line = [fractions(1, 0), fractions(-1, 0), fractions(2, 0), fractions(0, 0)]
    assert project(line, fractions(-3, 4)) == fractions(-3, 0)
    assert project([fractions(0, 0)], fractions(1, 1)) == fractions(0, 0)
    plane = [fractions(1, 0), fractions(0, 1), fractions(-1, -1)]
    assert project(plane, fractions(-5, 2)) == fractions(-5, 2)


def test_the_rotated_copy_and_the_larger_cone(rng: np.random.Generator) -> None:
    names = ("projected_energy", "larger_energy", "turned_energy", "point_energy", "squared_distance")
    met = 0
    for _ in range(40):
        point = projected_point(rng)
        assert point.turned == point.inner
        inner, outer, turned, whole, distance = (POINT_QUANTITIES[name](point) for name in names)
        assert inner == turned
        assert inner <= outer <= whole
        assert inner + distance == pytest.approx(whole, rel=1e-12)
        met += inner < outer
    assert met >= 5


def test_balls_contain_floats(rng: np.random.Generator) -> None:
    point = projected_point(rng)
    twin = ball_projected_point(point)
    for quantity in POINT_QUANTITIES.values():
        assert abs(quantity.ball(twin) - quantity(point)) < 1e-12  # type: ignore[misc]


def test_cones_as_values_agree(rng: np.random.Generator) -> None:
    rows = rng.integers(-3, 4, (3, 4))
    g = rng.integers(-9, 10, 4)
    exact = project([fractions(*row) for row in rows.tolist()], fractions(*g.tolist()))
    np.testing.assert_allclose(
        generated(rows.T.astype(float)).project(g.astype(float)), [float(x) for x in exact], atol=1e-9
    )


def test_unknown_quantities_are_named() -> None:
    with pytest.raises(DomainError, match="there is no quantity 'nothing' of projected points"):
        point_quantity("nothing")
