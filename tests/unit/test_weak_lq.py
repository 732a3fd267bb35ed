"""The weak class at its edges; sums and zeta values are compared in tests/property/test_scalar_quantities.py."""

from __future__ import annotations

import math

import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.reference.weak_lq import ball_weak_lq_bound
from lqtheory.quantities.weak_lq import weak_lq_bound, weak_lq_dimension_free_bound, weak_lq_norm

INF = math.inf


def test_nothing_is_left_when_everything_is_kept() -> None:
    assert weak_lq_bound(7, 7, 0.5, 1.0) == weak_lq_bound(9, 7, 2.0, 1.0) == 0.0


def test_infinite_error_exponent_leaves_the_next_entry_of_the_power_law() -> None:
    assert weak_lq_bound(3, INF, 0.5, INF) == pytest.approx(1 / 16, rel=1e-15)
    assert float(ball_weak_lq_bound(3, INF, balls.ball(0.5), balls.infinity())) == 1 / 16


def test_the_power_law_attains_the_bound() -> None:
    power_law = [i**-2.0 for i in range(1, 41)]
    assert weak_lq_norm(power_law, 0.5) == pytest.approx(1.0, rel=1e-15)
    for k in (0, 1, 39):
        assert best_k_term_error(power_law, k, 1.0) == pytest.approx(weak_lq_bound(k, 40, 0.5, 1.0), rel=1e-14)


@pytest.mark.parametrize("n", [50, 10**4, 10**9])
def test_equal_exponents_give_a_harmonic_sum(n: int) -> None:
    with balls.precision(128):
        exact = float((balls.ball(n + 1).digamma() - balls.ball(11).digamma()).mid())
        assert float(ball_weak_lq_bound(10, n, balls.ball(1.0), balls.ball(1.0))) == pytest.approx(exact, rel=1e-15)
    assert weak_lq_bound(10, n, 1.0, 1.0) == pytest.approx(exact, rel=1e-14)


def test_exponents_next_to_each_other_cost_no_digits() -> None:
    q, p = 1.0, 1.0 + 2.0**-40
    with balls.precision(400):
        exact = float(ball_weak_lq_bound(10, INF, balls.ball(q), balls.ball(p)).mid())
    assert weak_lq_bound(10, INF, q, p) == pytest.approx(exact, rel=1e-14)


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(
        DomainError, match=r"diverges for q >= p and n=inf, got q=1.0, p=1.0 .*; use q < p or a finite n"
    ):
        weak_lq_bound(1, INF, 1.0, 1.0)
    with pytest.raises(InputTypeError, match="n must be an integer, got float"):
        weak_lq_bound(1, 10.0, 1.0, 2.0)
    with pytest.raises(DomainError, match=r"k=0 is outside \{1,2,...\}"):
        weak_lq_dimension_free_bound(0, 0.5, 1.0)
    with pytest.raises(DomainError, match=r"the bound needs q < p, got q=2.0, p=1.0 .*; use weak_lq_bound"):
        weak_lq_dimension_free_bound(1, 2.0, 1.0)
    with pytest.raises(DomainError, match="p must be finite"):
        weak_lq_dimension_free_bound(1, 2.0, INF)
    with pytest.raises(NormOverflowError, match=r"the bound exceeds 1.8e308"):
        weak_lq_bound(0, 10**6, 1e6, 1e-3)
