"""Weighted classes at their edges; bounds and balls are compared in tests/property/test_scalar_quantities.py."""

from __future__ import annotations

import math
from types import ModuleType

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError, UnsupportedError
from lqtheory.quantities.reference.weighted import ball_budget_tail_error
from lqtheory.quantities.weighted import (
    budget_tail_error,
    weighted_best_k_term_error,
    weighted_lq_norm,
    weighted_power_sum,
    weighted_worst_case,
    weighted_worst_case_extremal,
)


def test_everything_kept_leaves_nothing(xp: ModuleType) -> None:
    ones = xp.ones(3, dtype=xp.float64)
    assert float(weighted_best_k_term_error(ones, ones, 3, 2.0)) == 0.0
    assert float(weighted_worst_case(3, ones, ones, 1.0, 2.0)) == 0.0
    with pytest.raises(DomainError, match=r"k=3 is outside \{0,...,n-1\}"):
        weighted_worst_case_extremal(3, ones, ones, 1.0, 2.0)


def test_exponents_in_the_wrong_order_are_not_supported() -> None:
    with pytest.raises(UnsupportedError, match=r"known for q <= p only, got q=2.0, p=1.0 .*use q <= p") as caught:
        weighted_worst_case(1, [1.0, 1.0], [1.0, 1.0], 2.0, 1.0)
    assert isinstance(caught.value, NotImplementedError)


def test_weights_are_checked() -> None:
    with pytest.raises(DomainError, match="w must be > 0 in every entry"):
        weighted_power_sum([1.0, 2.0], [1.0, 0.0], 1.0)
    with pytest.raises(ShapeError, match="omega has 1 entries, allowed are n=2"):
        weighted_lq_norm([1.0, 2.0], [1.0], 1.0)
    with pytest.raises(ShapeError, match=r"omega has shape \(2, 2\), allowed is \(n,\)"):
        weighted_worst_case_extremal(0, np.ones((2, 2)), np.ones(2), 1.0, 2.0)


def test_rows_of_weights_are_batched(xp: ModuleType) -> None:
    omega = xp.asarray([[1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 1.0, 1.0]], dtype=xp.float64)
    a = xp.asarray([4.0, 1.0, 9.0, 1.0], dtype=xp.float64)
    values = weighted_worst_case(1, omega, a, 1.0, 2.0)
    assert [float(v) for v in values] == [float(weighted_worst_case(1, row, a, 1.0, 2.0)) for row in omega]
    assert float(values[0]) == pytest.approx(2 / 3, rel=1e-15)


def test_budget_stops_at_the_first_entry_that_does_not_fit(xp: ModuleType) -> None:
    """The order is by |x_j|/ω_j; a later cheap entry is not taken."""
    x = xp.asarray([4.0, 9.0, 0.5], dtype=xp.float64)
    omega = xp.asarray([1.0, 3.0, 1.0], dtype=xp.float64)
    assert float(budget_tail_error(x, omega, 0.5, 2.0)) == pytest.approx(math.sqrt(16 + 81 + 0.25), rel=1e-15)
    assert float(budget_tail_error(x, omega, 5.0, 2.0)) == pytest.approx(math.sqrt(81 + 0.25), rel=1e-15)
    assert float(budget_tail_error(x, omega, 10.0, 2.0)) == 0.5
    assert float(budget_tail_error(x, omega, 11.0, 2.0)) == 0.0
    with pytest.raises(DomainError, match=r"s=-1\.0 is outside"):
        budget_tail_error(x, omega, -1.0, 2.0)


def test_ball_budget_encloses_both_answers_when_the_budget_is_undecided() -> None:
    x, omega = balls.ball_vector([4.0, 3.0]), balls.ball_vector([1.0, 1.0])
    undecided = ball_budget_tail_error(x, omega, balls.hull(0.9, 1.1), balls.ball(2.0))
    assert undecided.contains(3)
    assert undecided.contains(5)
    tie = ball_budget_tail_error([balls.hull(1, 2), balls.hull(1, 2)], omega, balls.ball(1.0), balls.ball(2.0))
    assert tie.contains(1)
    assert tie.contains(2)
