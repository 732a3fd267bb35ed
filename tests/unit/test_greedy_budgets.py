"""Convex curves with a budget: floats against balls, and greedy counts against all allocations."""

import itertools

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.allocation_curves import allocate_convex_curves
from lqtheory.quantities.greedy_budgets import CONVEX_CURVES, GREEDY_QUANTITIES, convex_curves, greedy_quantity
from lqtheory.quantities.matrix_rows import matrix_row


@pytest.mark.parametrize("name", GREEDY_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = GREEDY_QUANTITIES[name]
    for _ in range(40):
        n = int(rng.integers(1, 5))
        value = convex_curves(rng, L=n)
        numbers = {"i": int(rng.integers(1, n + 1)), "k": int(rng.integers(0, 9))}
        arguments = [numbers[letter] for letter in quantity.arguments[1:]]
        assert quantity.ball(CONVEX_CURVES.ball(value), *arguments) == balls.ball(quantity(value, *arguments))


def test_greedy_counts_are_best_of_all(rng):
    for _ in range(60):
        value = convex_curves(rng, L=int(rng.integers(1, 4)))
        sums = [
            sum(curve[k] for curve, k in zip(value.curves, counts, strict=True))
            for counts in itertools.product(*(range(len(curve)) for curve in value.curves))
            if sum(counts) <= value.budget
        ]
        reached = sum(curve[k] for curve, k in zip(value.curves, value.greedy, strict=True))
        assert reached == min(sums)


def test_curves_that_are_used_up_need_no_budget():
    assert allocate_convex_curves([[2.0], [1.0]], 0).threshold == 0.0
    assert allocate_convex_curves([[2.0], [1.0]], 3).counts.tolist() == [0, 0]


def test_unknown_names_and_rows_are_named():
    with pytest.raises(DomainError, match="no quantity 'gain'"):
        greedy_quantity("gain")
    with pytest.raises(DomainError, match="i=3 is outside"):
        matrix_row(np.eye(2), 3)
    with pytest.raises(DomainError, match="k=-1 are outside"):
        GREEDY_QUANTITIES["curve_value"].array(convex_curves(np.random.default_rng(0), L=1), 1, -1)
