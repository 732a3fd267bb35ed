"""Norms for many exponents and certified brackets of long vectors."""

from __future__ import annotations

import math
import tracemalloc
from typing import Any

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.bulk_norms import _factors, lq_norm_bracket, lq_norms
from lqtheory.quantities.reference.norms import ball_lq_norm

TENTHS = [i / 10 for i in range(1, 11)]


def _exact(x: np.ndarray, q: float) -> Any:
    with balls.precision(160):
        return ball_lq_norm(balls.ball_vector(x), balls.ball(q))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("scale", [1.0, 1e-30, 1e30])
@pytest.mark.parametrize("shape", ["gaussian", "flat", "spike and dust", "sparse"])
def test_norms_are_right_to_fourteen_digits(dtype: Any, scale: float, shape: str, rng: np.random.Generator) -> None:
    x = rng.standard_normal(2000)
    if shape == "flat":
        x = np.full(2000, 0.7)
    elif shape == "spike and dust":
        x[1:] *= 1e-6
    elif shape == "sparse":
        x *= rng.random(2000) < 0.02
    x = (scale * x).astype(dtype)
    for value, q in zip(lq_norms(x, TENTHS), TENTHS, strict=True):
        assert abs(value / float(_exact(x, q).mid()) - 1) <= 1e-14


@pytest.mark.parametrize("qs", [[0.3, 0.7], [2.0, 0.5, math.inf, 1.0], [0.01, 4.0], [1.0], [3.0, 3.0]])
def test_any_exponents_in_any_order(qs: list[float], rng: np.random.Generator) -> None:
    x = rng.standard_normal(500).astype(np.float32)
    for value, q in zip(lq_norms(x, qs), qs, strict=True):
        exact = float(np.abs(x).max()) if math.isinf(q) else float(_exact(x, q).mid())
        # At q = 0.01 the root multiplies the rounding of the sum by a hundred.
        assert abs(value / exact - 1) <= 1e-15 * (10 + 3 / q)


def test_running_products_serve_multiples_and_nothing_else() -> None:
    assert _factors(TENTHS) == list(range(1, 11))
    assert _factors([0.5, 1.0, 2.0]) == [1, 2, 4]
    assert _factors([0.3, 0.7]) is None
    assert _factors([0.01, 0.02]) is None
    assert _factors([0.1, 6.4]) is None


def test_entries_at_the_ends_of_float64_go_the_stable_way() -> None:
    x = np.array([1e300, 1e-300, 0.0, 1e300])
    assert lq_norms(x, [0.5, 2.0]).tolist() == pytest.approx([4e300, math.sqrt(2) * 1e300], rel=1e-14)
    assert lq_norms(np.full(3, 1e-310), [0.001, 1.0]) == pytest.approx(
        [1e-310 * 3.0**500 * 3.0**500, 3e-310], rel=1e-12
    )
    assert lq_norms(np.zeros(3), [0.5, math.inf]).tolist() == [0.0, 0.0]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(NormOverflowError, match=r"norm overflows; use log_norm: the l_q norm at q=0.001 .*lq_norms"):
        lq_norms(np.ones(100, np.float32), [0.001])
    with pytest.raises(NormOverflowError, match=r"norm overflows: the bracket at q=0.001 .*; use log_lq_norm"):
        lq_norm_bracket(np.ones(100, np.float32), 0.001)
    with pytest.raises(ShapeError, match=r"qs is empty \(lq_norms\)"):
        lq_norms([1.0], [])
    with pytest.raises(ShapeError, match=r"x has shape \(1, 1\)"):
        lq_norms([[1.0]], [1.0])
    for dtype in (np.float32, np.float64):
        for value in (math.nan, math.inf):
            for qs in ([0.1, 0.2], [0.7], [5.0]):
                with pytest.raises(DomainError, match="x must be finite"):
                    lq_norms(np.array([1.0, value], dtype=dtype), qs)


def test_memory_does_not_grow_with_the_vector() -> None:
    x = np.ones(2_000_000, dtype=np.float32)
    lq_norms(x[:10], TENTHS)
    tracemalloc.start()
    lq_norms(x, TENTHS)
    lq_norm_bracket(x, 0.5)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= 0.5 * x.nbytes


@pytest.mark.parametrize(("dtype", "width"), [(np.float32, 1 / 128), (np.float64, 1 / 16)])
@pytest.mark.parametrize("q", [0.1, 0.5, 1.0, 2.0, 7.0])
@pytest.mark.parametrize("shape", ["gaussian", "powers of two", "sparse", "tiny", "huge"])
def test_bracket_contains_the_norm_and_is_as_narrow_as_its_buckets(
    dtype: Any, width: float, q: float, shape: str, rng: np.random.Generator
) -> None:
    x = rng.standard_normal(300)
    if shape == "powers of two":
        x = 2.0 ** rng.integers(-8, 8, 300)  # lower edges of their buckets: the lower bound is met up to rounding
    elif shape == "sparse":
        x *= rng.random(300) < 0.1
    elif shape == "tiny":
        x *= 1e-30
    elif shape == "huge":
        x *= 1e30
    x = x.astype(dtype)
    low, high = lq_norm_bracket(x, q)
    exact = _exact(x, q)
    assert low <= exact
    assert exact <= high
    assert high <= low * (1 + width + 1e-12)
    if shape == "powers of two":
        assert low >= float(exact.mid()) * (1 - 1e-13)


def test_bracket_of_extreme_vectors() -> None:
    assert lq_norm_bracket(np.zeros(4, np.float32), 0.5) == (0.0, 0.0)
    assert lq_norm_bracket([3.0, -4.0], math.inf) == (4.0, 4.0)
    for x in (np.array([5e-324, 1e-310]), np.array([1.7e308, 1.0]), np.array([1e-45, 3e38], np.float32)):
        low, high = lq_norm_bracket(x, 1.0)
        exact = _exact(x, 1.0)
        assert low <= exact
        assert exact <= high
    with pytest.raises(DomainError, match=r"x must be finite, .*\(lq_norm_bracket\)"):
        lq_norm_bracket(np.array([np.inf, 1.0], np.float32), 1.0)
