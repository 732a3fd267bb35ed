"""Curves of best k-term errors of long vectors."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities import bulk_curves
from lqtheory.quantities.best_k_term import best_k_term_curve
from lqtheory.quantities.bulk_curves import sigma_curves

EXPONENTS = [0.5, 1.0, 2.0, 3.0, 0.1]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", ["gaussian", "flat", "sparse", "geometric"])
def test_every_value_agrees_with_exact_sums(dtype: Any, shape: str, rng: np.random.Generator) -> None:
    n = 9000  # more than one run at every exponent, and a last run that is not full
    x = rng.standard_normal(n)
    if shape == "flat":
        x = np.full(n, 0.1)
    elif shape == "sparse":
        x *= rng.random(n) < 0.3
    elif shape == "geometric":
        x = 0.99 ** np.arange(n)
    x = x.astype(dtype)
    curves = sigma_curves(x, EXPONENTS)
    assert curves.shape == (len(EXPONENTS), n + 1)
    with balls.precision(96):
        ordered = balls.sort_descending(abs(v) for v in balls.ball_vector(x))[::-1]
        for curve, p in zip(curves, EXPONENTS, strict=True):
            tail = balls.ball(0)
            for i, v in enumerate(ordered, start=1):
                tail = tail + balls.power(v, balls.ball(p))
                if i % 500 == 0 or i < 20:
                    exact = float(balls.power(tail, 1 / balls.ball(p)).mid())
                    assert abs(curve[n - i] - exact) <= 1e-12 * exact
    assert np.all(np.diff(curves) <= 1e-13 * curves[:, :-1])
    assert not curves[:, -1].any()


def test_offsets_do_not_drift_over_many_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of uncorrected offsets of equal runs would be off by 1e-12."""
    monkeypatch.setattr(bulk_curves, "RUN", 32)
    monkeypatch.setattr(bulk_curves, "RUNS_AT_ONCE", 1)
    n = 500_000
    curve = sigma_curves(np.full(n, 0.1), [1.0])[0]
    for k in (0, 1, n // 3, n - 40):
        assert abs(curve[k] / float(Fraction(0.1) * (n - k)) - 1) <= 2e-14


def test_infinite_exponent_gives_the_sorted_magnitudes() -> None:
    assert sigma_curves([3.0, 0.0, -4.0], [math.inf]).tolist() == [[4.0, 3.0, 0.0, 0.0]]


@pytest.mark.parametrize("p", [0.5, 2.0, 30.0])
def test_entries_at_the_ends_of_float64_go_the_stable_way(p: float) -> None:
    x = np.array([1e300, 1e-300, 5e-324, 1.0, 0.0])
    assert sigma_curves(x, [p])[0].tolist() == best_k_term_curve(x, p).tolist()


def test_long_vectors_take_this_way_by_themselves(rng: np.random.Generator) -> None:
    x = rng.standard_normal(70_000).astype(np.float32)
    assert np.array_equal(best_k_term_curve(x, 0.5), sigma_curves(x, [0.5])[0])


def test_input_is_left_as_it_was() -> None:
    x = np.array([3.0, -1.0, 2.0])
    sigma_curves(x, [2.0])
    assert x.tolist() == [3.0, -1.0, 2.0]


def test_bad_input_is_refused() -> None:
    for value in (math.nan, math.inf):
        with pytest.raises(DomainError, match=r"x must be finite, .*\(sigma_curves\)"):
            sigma_curves([1.0, value], [1.0])
    with pytest.raises(ShapeError, match=r"ps is empty \(sigma_curves\)"):
        sigma_curves([1.0], [])
    with pytest.raises(NormOverflowError, match="norm overflows"):
        sigma_curves(np.ones(10), [1e-4])
