"""Quantities of small maps: floats against balls, convolutions against torch, and the pitfall of masks."""

import numpy as np
import pytest
import torch

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.small_maps import (
    MAP_QUANTITIES,
    SmallMap,
    ball_convolution,
    ball_map,
    map_quantity,
    small_convolution,
    small_map,
)


@pytest.mark.parametrize("name", MAP_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = MAP_QUANTITIES[name]
    make, ball = (small_map, ball_map) if quantity.arguments == ("A",) else (small_convolution, ball_convolution)
    for _ in range(10):
        value = make(rng)
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(ball(value)))
        found = float(quantity(value))
        assert low - 1e-12 * (1 + low) <= found <= high + 1e-12 * (1 + high)


def test_convolutions_are_those_of_torch(rng):
    for _ in range(10):
        value = small_convolution(rng)
        channels = value.kernel.shape[1]
        basis = torch.eye(channels * value.shape[0] * value.shape[1], dtype=torch.float64)
        images = basis.reshape(-1, channels, *value.shape)
        out = torch.nn.functional.conv2d(images, torch.from_numpy(value.kernel), None, value.stride, value.padding)
        top = float(torch.linalg.matrix_norm(out.flatten(1), ord=2))
        assert MAP_QUANTITIES["convolution_norm"](value) == pytest.approx(top, rel=1e-12)
        assert MAP_QUANTITIES["output_positions"](value) == out[0, 0].numel()


def test_the_matrix_of_the_pitfall():
    value = SmallMap(np.array([[1.0, 1], [1, -1]]), np.array([[1.0, 1], [1, 0]]), np.zeros(2), np.zeros(2), np.ones(2))
    assert MAP_QUANTITIES["full_spectral_norm"](value) == pytest.approx(np.sqrt(2))
    assert MAP_QUANTITIES["masked_spectral_norm"](value) == pytest.approx((1 + np.sqrt(5)) / 2)
    assert repr(value).startswith("SmallMap([[1.0, 1.0], [1.0, -1.0]]")


def test_unknown_names_are_refused():
    with pytest.raises(DomainError, match="there is no quantity 'norm' of small maps"):
        map_quantity("norm")
