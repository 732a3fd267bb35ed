"""Curves with a budget: the table of dynamic programming against all allocations."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.allocation_dp import allocate_curves
from lqtheory.quantities.curve_budgets import CURVE_QUANTITIES, CURVES, SharedCurves, curve_quantity, shared_curves


@pytest.mark.parametrize("name", CURVE_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    """For least sums the ball version tries all allocations."""
    quantity = CURVE_QUANTITIES[name]
    for _ in range(40):
        value = shared_curves(rng, L=3)
        arguments = [int(rng.integers(1, 4)), int(rng.integers(0, value.budget + 1))][: len(quantity.arguments) - 1]
        with balls.precision(113):
            low, high = balls.enclosure(quantity.ball(CURVES.ball(value), *arguments))
        assert low == high == quantity(value, *arguments)


def test_the_table_gives_the_value_of_the_algorithm(rng):
    for _ in range(40):
        value = shared_curves(rng, L=4)
        found = allocate_curves([np.array(curve) for curve in value.curves], value.budget, exact=True)
        assert CURVE_QUANTITIES["least_sum"](value, 4, value.budget) == found.value
        assert sum(value.counts) <= value.budget


def test_flat_rows_of_the_dossier():
    """Two flat rows of length 4 and K = 4: the split (2, 2) costs 2 sqrt 2, (4, 0) costs 2."""
    flat = (2.0, 3.0**0.5, 2.0**0.5, 1.0, 0.0)
    value = SharedCurves((flat, flat), 4, (2, 2), (0, 4))
    assert CURVE_QUANTITIES["least_sum"](value, 2, 4) == 2.0
    assert CURVE_QUANTITIES["allocated_left"](value, 1) == 2


def test_what_is_not_there_is_refused(rng):
    value = shared_curves(rng, L=2)
    with pytest.raises(DomainError, match="there is no quantity 'norm' of shared curves"):
        curve_quantity("norm")
    with pytest.raises(DomainError, match="i=3 is outside"):
        CURVE_QUANTITIES["allocated_error"](value, 3)
    with pytest.raises(DomainError, match="b=99 is outside"):
        CURVE_QUANTITIES["least_sum"](value, 2, 99)
    with pytest.raises(DomainError, match="with L=3"):
        CURVES.validate("T", value, {"L": 3}, "demo")
