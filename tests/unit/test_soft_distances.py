"""Distances to multiples of subdifferentials: what the theorem on strong convexity speaks of is what cones compute."""

import numpy as np
import pytest

from lqtheory.cones import group_descent, l1_descent, weighted_l1_descent
from lqtheory.errors import DomainError
from lqtheory.quantities.soft_distances import SOFT_QUANTITIES, SoftDistance, ball_soft_distance, soft_quantity


def distance(sample: SoftDistance, t: float) -> float:
    square = SOFT_QUANTITIES["soft_square"].array(sample, t)
    return sample.energy * t * t - 2 * sample.along * t + square


@pytest.mark.parametrize("kind", ["l1", "weighted", "blocks"])
def test_the_least_value_is_the_energy_of_the_projection(kind: str, rng: np.random.Generator) -> None:
    for _ in range(5):
        g = rng.standard_normal(6)
        if kind == "l1":
            cone, sample = l1_descent([1, -1, 0, 0, 0, 0]), SoftDistance(2.0, g[0] - g[1], abs(g[2:]), np.ones(4))
            rest = g[:2] @ g[:2]
        elif kind == "weighted":
            w = np.array([2.0, 1.0, 0.5, 1.0, 3.0, 1.0])
            cone = weighted_l1_descent([1, 0, 0, 0, 0, 0], w)
            sample, rest = SoftDistance(4.0, 2 * g[0], abs(g[1:]), w[1:]), g[0] ** 2
        else:
            cone = group_descent([3.0, 4.0, 0.0, 0.0, 0.0, 0.0], 2)
            sizes = np.linalg.norm(g[2:].reshape(2, 2), axis=1)
            sample, rest = SoftDistance(1.0, 0.6 * g[0] + 0.8 * g[1], sizes, np.ones(2)), g[:2] @ g[:2]
        t = np.linspace(0.0, 4.0, 4001)
        least = min(distance(sample, x) for x in t)
        assert float((cone.project(g) ** 2).sum()) == pytest.approx(rest + least, abs=1e-5)


def test_the_pull_is_the_slope_of_the_squares() -> None:
    sample = SoftDistance(1.0, 0.0, np.array([1.0, 0.25, 3.0]), np.array([1.0, 2.0, 0.5]))
    square, pull = (SOFT_QUANTITIES[f"soft_{name}"] for name in ("square", "pull"))
    slope = (square.array(sample, 0.5 + 1e-6) - square.array(sample, 0.5 - 1e-6)) / 2e-6
    assert slope == pytest.approx(-2 * pull.array(sample, 0.5), rel=1e-8)
    assert square.ball(ball_soft_distance(sample), 0.5) == square.array(sample, 0.5) == 0.25 + 2.75**2
    nothing = SoftDistance(1.0, 0.0, np.zeros(0), np.zeros(0))
    assert square.ball(ball_soft_distance(nothing), 1) == 0


def test_unknown_names_are_refused() -> None:
    with pytest.raises(DomainError, match="no quantity 'hard' of distances"):
        soft_quantity("hard")
