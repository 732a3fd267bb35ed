"""Norms at their edges; laws are in tests/property/test_quantity_laws.py."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.quantities.norms import log_lq_norm, lq_norm, peak, power_sum, support_size, weak_lq_norm
from lqtheory.quantities.reference.norms import ball_support_size

WITH_EXPONENT: list[Callable[..., Any]] = [log_lq_norm, lq_norm, power_sum, weak_lq_norm]


@pytest.mark.parametrize("function", WITH_EXPONENT)
@pytest.mark.parametrize("q", [0, -1, -math.inf, math.nan])
def test_exponents_that_are_not_positive_are_refused(function: Callable[..., Any], q: float) -> None:
    with pytest.raises(DomainError, match=rf"q must be (> 0|a number), got q=.* \({function.__name__}\)"):
        function([1.0], q)


@pytest.mark.parametrize("function", WITH_EXPONENT)
def test_a_bool_is_no_exponent_and_no_entry(function: Callable[..., Any]) -> None:
    with pytest.raises(InputTypeError, match="expected real number for q, got bool"):
        function([1.0], True)
    with pytest.raises(InputTypeError, match="expected real array for x"):
        function([True], 1.0)


def test_overflow_names_the_remedy_which_works() -> None:
    with pytest.raises(OverflowError, match=r"norm overflows; use log_norm: the l_q norm at q=0.001"):
        lq_norm([1.0, 1.0, 1.0], 1e-3)
    assert log_lq_norm([1.0, 1.0, 1.0], 1e-3) == pytest.approx(1000 * math.log(3), rel=1e-15)
    with pytest.raises(NormOverflowError, match="norm overflows: the weak l_q norm"):
        weak_lq_norm([1.0, 1.0, 1.0], 1e-3)
    with pytest.raises(NormOverflowError, match="norm overflows; use log_norm"):
        lq_norm([1.5e308, 1.5e308], 1.0)


def test_a_tiny_vector_with_a_huge_quasi_norm_does_not_overflow_on_the_way() -> None:
    assert lq_norm([1e-300, 1e-300], 1e-3) == pytest.approx(1e-300 * 2.0**500 * 2.0**500, rel=1e-13)
    # i^{1/q} alone exceeds the range at i = 2; the maximum does not.
    assert weak_lq_norm([1e-300, 1e-300], 1 / 1100) == pytest.approx(math.exp(1100 * math.log(2) - 300 * math.log(10)))


def test_small_exponents_tend_to_the_number_of_entries_and_their_mean_logarithm() -> None:
    x = np.array([4.0, -2.0, 0.0, 1.0])
    q = 1e-6
    assert log_lq_norm(x, q) - math.log(3) / q == pytest.approx(np.log([4.0, 2.0, 1.0]).mean(), abs=1e-5)


def test_spike_and_dust_keep_their_digits_where_the_printed_formula_loses_them() -> None:
    """One large entry among many: log1p of a number near -1 would lose as many digits as the count has."""
    x = np.full(10**5, 1e-9)
    x[0] = 1.0
    for q in (0.05, 0.5, 1.0):
        exact = math.log1p((len(x) - 1) * 1e-9**q) / q
        assert log_lq_norm(x, q) == pytest.approx(exact, rel=1e-13)
    x[1:] = 1e-300
    assert log_lq_norm(x, 0.05) == pytest.approx(math.log1p((len(x) - 1) * 1e-15) / 0.05, abs=1e-13)


def test_infinite_exponent_is_the_largest_magnitude(xp: ModuleType) -> None:
    x = xp.asarray([[1.0, -3.0], [0.0, 0.0]], dtype=xp.float64)
    assert lq_norm(x, math.inf).tolist() == weak_lq_norm(x, math.inf).tolist() == peak(x).tolist() == [3.0, 0.0]
    assert log_lq_norm(x, math.inf).tolist() == [math.log(3.0), -math.inf]


def test_support_counts_subnormals_but_no_signed_zeros(xp: ModuleType) -> None:
    x = xp.asarray([[0.0, -0.0, 5e-324], [1.0, 2.0, -3.0]], dtype=xp.float64)
    assert support_size(x).tolist() == [1, 3]
    assert support_size(x).dtype == xp.int64


def test_ball_support_encloses_what_it_cannot_decide() -> None:
    entries = [balls.ball(1), balls.ball(0), balls.hull(-1, 1)]
    assert ball_support_size(entries).contains(1)
    assert ball_support_size(entries).contains(2)


@pytest.mark.parametrize("q", [0.05, 0.5, 1.0, 2.0])
def test_long_vectors_take_the_same_value_as_short_ones(q: float, rng: np.random.Generator) -> None:
    x = rng.standard_normal(70_000)
    blocks = np.array([float(power_sum(block, q)) for block in np.split(x, 7)])
    assert math.log(lq_norm(x, q)) == pytest.approx(math.log(math.fsum(blocks)) / q, rel=1e-14)
    assert lq_norm(x, q) == pytest.approx(math.exp(log_lq_norm(x, q)), rel=1e-12)


def test_inputs_are_left_as_they_were(xp: ModuleType) -> None:
    x = xp.asarray([3.0, -1.0, 0.0], dtype=xp.float64)
    for function in WITH_EXPONENT:
        function(x, 0.5)
    assert x.tolist() == [3.0, -1.0, 0.0]
