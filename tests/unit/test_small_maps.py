"""Quantities of masked matrices: floats against balls, and the pitfall of masks."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.small_maps import MAP_QUANTITIES, SmallMap, ball_map, map_quantity, small_map


@pytest.mark.parametrize("name", MAP_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = MAP_QUANTITIES[name]
    for _ in range(10):
        value = small_map(rng)
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(ball_map(value)))
        found = float(quantity(value))
        assert low - 1e-12 * (1 + low) <= found <= high + 1e-12 * (1 + high)


def test_the_matrix_of_the_pitfall():
    value = SmallMap(np.array([[1.0, 1], [1, -1]]), np.array([[1.0, 1], [1, 0]]))
    assert MAP_QUANTITIES["full_spectral_norm"](value) == pytest.approx(np.sqrt(2))
    assert MAP_QUANTITIES["masked_spectral_norm"](value) == pytest.approx((1 + np.sqrt(5)) / 2)
    assert repr(value) == "SmallMap([[1.0, 1.0], [1.0, -1.0]], [[1.0, 1.0], [1.0, 0.0]])"


def test_unknown_names_are_refused():
    with pytest.raises(DomainError, match="there is no quantity 'norm' of small maps"):
        map_quantity("norm")
