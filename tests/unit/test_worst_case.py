"""Worst case and Stechkin's bound at their edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.quantities.reference.worst_case import ball_worst_case, ball_worst_case_argmax
from lqtheory.quantities.worst_case import (
    WorstCase,
    log_stechkin_constant,
    log_worst_case,
    stechkin_bound,
    stechkin_constant,
    worst_case,
    worst_case_argmax,
    worst_case_details,
)

INF = math.inf


@pytest.mark.parametrize(
    ("k", "n", "q", "p", "value", "argmax"),
    [
        (0, 1, 1.0, 2.0, 1.0, 1),
        (0, 9, 1.0, 2.0, 1.0, 1),
        (0, 9, 2.0, 2.0, 1.0, 1),
        (0, 9, 2.0, 1.0, 3.0, 9),
        (0, 9, 0.5, INF, 1.0, 1),
        (0, 9, INF, 1.0, 9.0, 9),
        (3, 9, INF, 1.0, 6.0, 9),
        (3, 9, INF, INF, 1.0, 4),
        (3, 9, 0.5, INF, 1 / 16, 4),
        (2, 8, 1.0, 1.0, 0.75, 8),
        (8, 9, 0.25, 2.0, 9.0**-4, 9),
    ],
)
def test_edges_have_their_exact_values(k: int, n: int, q: float, p: float, value: float, argmax: int) -> None:
    assert worst_case_details(k, n, q, p) == WorstCase(
        pytest.approx(value, rel=1e-15), log_worst_case(k, n, q, p), argmax
    )
    assert log_worst_case(k, n, q, p) == pytest.approx(math.log(value), rel=1e-15, abs=1e-15)
    assert ball_worst_case(k, n, balls.ball(q), balls.ball(p)).contains(value) or value == pytest.approx(
        float(ball_worst_case(k, n, balls.ball(q), balls.ball(p))), rel=1e-15
    )
    assert ball_worst_case_argmax(k, n, balls.ball(q), balls.ball(p)).contains(argmax)


def test_nothing_is_left_when_everything_is_kept() -> None:
    assert worst_case_details(5, 5, 1.0, 2.0) == WorstCase(0.0, -INF, None)
    assert worst_case(5, 5, INF, INF) == 0.0
    with pytest.raises(DomainError, match=r"k=5 is outside \{0,...,n-1\} with n=5 .*use k <= 4"):
        worst_case_argmax(5, 5, 1.0, 2.0)


def test_logarithms_survive_where_values_underflow_or_overflow() -> None:
    assert worst_case(12, 64, 1e-3, 1.0) == 0.0
    assert log_worst_case(12, 64, 1e-3, 1.0) == pytest.approx(-1000 * math.log(13), rel=1e-15)
    assert log_worst_case(0, 10, 1.0, 1e-3) == pytest.approx(999 * math.log(10), rel=1e-14)
    with pytest.raises(NormOverflowError, match=r"exceeds 1.8e308 at k=0, n=10, q=1.0, p=0.001; use log_worst_case"):
        worst_case(0, 10, 1.0, 1e-3)


@pytest.mark.parametrize(("k", "q", "p"), [(10**6, 1 - 1e-12, 1.0), (10**15, 0.5, 0.5 + 1e-9), (7, 1.0, 1 + 1e-14)])
def test_exponents_close_together_cost_no_digits(k: int, q: float, p: float) -> None:
    n = 10 * k
    with balls.precision(200):
        exact = float(ball_worst_case(k, n, balls.ball(q), balls.ball(p)).log().mid())
    assert log_worst_case(k, n, q, p) == pytest.approx(exact, rel=1e-14)


def test_the_argmax_is_decided_exactly_where_floats_cannot() -> None:
    """Neighbours of the peak with equal values up to 1e-17: the ratio of exponents is tuned to the tie."""
    p = 1.0
    for k in range(1, 40):
        m = 2 * k + 1
        tie = math.log1p(1 / m) / math.log1p(1 / (m - k))
        for q in (math.nextafter(tie, 0.0), tie, math.nextafter(tie, 1.0)):
            with balls.precision(300):
                gain = balls.ball(q) * (balls.ball(m + 1 - k) / (m - k)).log() - (balls.ball(m + 1) / m).log()
                assert abs(float(gain)) < 1e-15
                expected = m + 1 if gain > 0 else m
            assert worst_case_argmax(k, 1000, q, p) == expected


@pytest.mark.parametrize("function", [worst_case, log_worst_case, worst_case_argmax, worst_case_details])
def test_bad_arguments_of_the_worst_case_are_refused(function: Callable[..., Any]) -> None:
    with pytest.raises(DomainError, match=r"k=11 is outside \{0,...,n\} with n=10"):
        function(11, 10, 1.0, 2.0)
    with pytest.raises(DomainError, match=r"n=0 is outside \{1,2,...\}"):
        function(0, 0, 1.0, 2.0)
    with pytest.raises(DomainError, match=r"q must be > 0, got q=0\.0"):
        function(1, 10, 0, 2.0)
    with pytest.raises(InputTypeError, match="k must be an integer, got float"):
        function(1.0, 10, 1.0, 2.0)
    with pytest.raises(InputTypeError, match="expected real number for p, got str"):
        function(1, 10, 1.0, "2")


def test_stechkin_needs_ordered_exponents_and_at_least_one_entry() -> None:
    with pytest.raises(DomainError, match=r"Stechkin bound needs q < p; use worst_case: got q=2.0, p=1.0"):
        stechkin_constant(2, 1)
    with pytest.raises(DomainError, match=r"Stechkin bound needs q < p"):
        stechkin_bound(1, 1.0, 1.0)
    with pytest.raises(DomainError, match=r"the bound is infinite; the exact value is 1"):
        stechkin_bound(0, 1.0, 2.0)
    with pytest.raises(DomainError, match=r"k=-1 is outside \{0,1,...\}"):
        stechkin_bound(-1, 1.0, 2.0)


def test_stechkin_at_infinite_error_exponent_has_constant_one() -> None:
    assert stechkin_constant(0.5, INF) == 1.0
    assert stechkin_bound(4, 0.5, INF) == pytest.approx(1 / 16, rel=1e-15)


def test_stechkin_constant_has_its_limits() -> None:
    assert stechkin_constant(1e-9, 2.0) / (1e-9 / (math.e * 2)) ** 0.5 == pytest.approx(1.0, abs=1e-8)
    assert 1 - stechkin_constant(1 - 1e-12, 1.0) == pytest.approx(1e-12 * (1 + 12 * math.log(10)), rel=1e-3)
    assert log_stechkin_constant(5e-324, 1.0) == pytest.approx(math.log(5e-324) - 1, rel=1e-12)
    for q in (0.1, 0.5, 0.9, 0.999):
        assert stechkin_constant(q, 1.0) == pytest.approx(q * (1 - q) ** (1 / q - 1), rel=1e-13)


def test_small_exponents_make_the_worst_vector_flat_on_one_more_entry() -> None:
    for k in (1, 4, 20):
        assert log_worst_case(k, 10**6, 1e-4, 2.0) * 1e-4 == pytest.approx(-math.log(k + 1), rel=1e-12)


def test_ball_worst_case_in_high_dimension_covers_wide_exponents() -> None:
    with balls.precision(113):
        wide = ball_worst_case(1000, 10**6, balls.hull(0.9, 1.1), balls.hull(1.0, 1.2))
    for q, p in ((0.9, 1.2), (1.1, 1.0), (1.0, 1.0), (1.05, 1.1)):
        assert wide.contains(worst_case(1000, 10**6, q, p))
