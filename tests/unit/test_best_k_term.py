"""Best k-term errors, curves and approximants at their edges."""

from __future__ import annotations

import math
from types import ModuleType

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.quantities.best_k_term import (
    best_k_term_approximation,
    best_k_term_curve,
    best_k_term_error,
    best_k_term_support,
    order_statistic,
    sigma_curve,
    tail_power_sum,
)
from lqtheory.quantities.reference.best_k_term import ball_best_k_term_approximation

VECTOR = [4.0, -2.0, 1.0, 0.5, 0.25]


def test_counts_out_of_range_are_refused_with_the_remedy() -> None:
    with pytest.raises(DomainError) as caught:
        best_k_term_error(np.ones(10), 16, 2.0)
    assert str(caught.value) == "k=16 is outside {0,...,n} with n=10 (best_k_term_error); use k <= 10"
    with pytest.raises(DomainError, match=r"k=0 is outside \{1,...,n\} with n=5 \(order_statistic\); use k >= 1"):
        order_statistic(VECTOR, 0)
    with pytest.raises(InputTypeError, match=r"k must be an integer, got float: 2\.0"):
        best_k_term_support(VECTOR, 2.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("p", [0.5, 1.0, 2.0, math.inf])
def test_error_is_the_norm_at_zero_and_exactly_zero_at_the_end(xp: ModuleType, p: float) -> None:
    x = xp.asarray(VECTOR, dtype=xp.float64)
    exact = 4.0 if math.isinf(p) else sum(abs(v) ** p for v in VECTOR) ** (1 / p)
    assert float(best_k_term_error(x, 0, p)) == pytest.approx(exact, rel=1e-15)
    assert float(best_k_term_error(x, 5, p)) == 0.0
    assert sigma_curve(x, p).tolist() == best_k_term_curve(x, p).tolist()
    assert best_k_term_curve(x, p).tolist()[5] == 0.0


def test_infinite_exponent_leaves_the_next_magnitude(xp: ModuleType) -> None:
    x = xp.asarray(VECTOR, dtype=xp.float64)
    assert best_k_term_curve(x, math.inf).tolist() == [4.0, 2.0, 1.0, 0.5, 0.25, 0.0]
    assert float(best_k_term_error(x, 2, math.inf)) == float(order_statistic(x, 3)) == 1.0


def test_tail_power_sum_is_the_power_of_the_error(xp: ModuleType) -> None:
    x = xp.asarray(VECTOR, dtype=xp.float64)
    assert float(tail_power_sum(x, 2, 2.0)) == 1.3125
    assert float(tail_power_sum(x, 5, 2.0)) == 0.0
    with pytest.raises(DomainError, match="p must be finite"):
        tail_power_sum(x, 2, math.inf)


def test_ties_keep_the_lowest_index_first(xp: ModuleType) -> None:
    x = xp.asarray([1.0, -2.0, 2.0, 2.0], dtype=xp.float64)
    assert best_k_term_support(x, 2).tolist() == [False, True, True, False]
    assert best_k_term_approximation(x, 2).tolist() == [0.0, -2.0, 2.0, 0.0]
    assert best_k_term_support(x, 0).tolist() == [False] * 4
    assert best_k_term_support(x, 4).tolist() == [True] * 4


def test_ball_approximation_keeps_the_lowest_index_first_and_encloses_what_it_cannot_decide() -> None:
    exact = ball_best_k_term_approximation(balls.ball_vector([1.0, -2.0, 2.0, 2.0]), 2)
    assert [float(v) for v in exact] == [0.0, -2.0, 2.0, 0.0]
    unsure = ball_best_k_term_approximation([balls.hull(1, 3), balls.ball(2)], 1)
    assert unsure[0].contains(0)
    assert unsure[0].contains(3)
    assert unsure[1].contains(0)
    assert unsure[1].contains(2)


@pytest.mark.parametrize("p", [0.5, 2.0, 40.0])
def test_a_curve_over_the_whole_range_of_float64_keeps_every_tail(xp: ModuleType, p: float) -> None:
    x = xp.asarray([1e300, 1.0, 1.0, 1e-300, 5e-324, 0.0], dtype=xp.float64)
    curve = best_k_term_curve(x, p).tolist()
    assert curve[0] == pytest.approx(1e300, rel=1e-13)
    assert curve[1] == pytest.approx(2 ** (1 / p), rel=1e-13)
    assert curve[3] == pytest.approx(1e-300, rel=1e-13)
    assert curve[4] == 5e-324
    assert curve[5:] == [0.0, 0.0]


def test_powers_that_vanish_do_not_take_the_tail_with_them(xp: ModuleType) -> None:
    x = xp.asarray([1.0, 1e-9, 1e-9], dtype=xp.float64)
    assert best_k_term_curve(x, 40.0).tolist() == pytest.approx([1.0, 1e-9 * 2 ** (1 / 40), 1e-9, 0.0], rel=1e-14)


def test_a_curve_that_overflows_is_refused() -> None:
    with pytest.raises(NormOverflowError, match=r"exceeds 1.8e308 \(best_k_term_curve\)"):
        best_k_term_curve([1.0, 1.0], 1e-4)


def test_single_precision_is_only_where_the_entries_come_from(rng: np.random.Generator) -> None:
    x = rng.standard_normal((3, 50)).astype(np.float32)
    for function, arguments in ((best_k_term_error, (7, 0.5)), (tail_power_sum, (7, 2.0)), (order_statistic, (7,))):
        single, double = function(x, *arguments), function(x.astype(np.float64), *arguments)
        assert single.dtype == np.float64
        assert single.tolist() == double.tolist()
    with pytest.raises(DomainError, match="x must be finite"):
        best_k_term_error(np.array([1.0, np.nan], dtype=np.float32), 1, 2.0)
