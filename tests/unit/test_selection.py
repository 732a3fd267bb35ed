"""Exact selection by leading bits."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities import selection
from lqtheory.quantities.selection import bucket_edges, kth_largest_magnitude, magnitude_histogram


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", ["gaussian", "flat", "sparse", "subnormal", "sorted", "huge"])
def test_every_rank_is_that_of_the_sorted_vector(
    dtype: Any, shape: str, rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "CHUNK", 64)
    monkeypatch.setattr(selection, "SCAN", 48)
    x = rng.standard_normal(301)
    if shape == "flat":
        x = np.full(301, -0.7)
    elif shape == "sparse":
        x *= rng.random(301) < 0.1
    elif shape == "subnormal":
        x *= float(np.finfo(dtype).smallest_normal)
    elif shape == "sorted":
        x = np.sort(x)
    elif shape == "huge":
        x *= float(np.finfo(dtype).max) / 10
    x = x.astype(dtype)
    ordered = np.sort(np.abs(x))[::-1]
    assert [kth_largest_magnitude(x, k) for k in range(1, 302)] == ordered.tolist()


def test_other_inputs_are_widened_and_strides_copied() -> None:
    torch = pytest.importorskip("torch")
    x = np.arange(10.0)[::-2]
    for form in (x, x.tolist(), x.astype(np.int16), x.astype(np.float16), x.astype(">f4"), torch.tensor(x.copy())):
        assert kth_largest_magnitude(form, 2) == 7.0
    assert kth_largest_magnitude(torch.tensor(x.copy(), dtype=torch.bfloat16, requires_grad=True), 2) == 7.0


def test_bad_input_is_refused() -> None:
    with pytest.raises(DomainError, match=r"k=4 is outside \{1,...,n\} with n=3 \(kth_largest_magnitude\); use k <= 3"):
        kth_largest_magnitude([1.0, 2.0, 3.0], 4)
    with pytest.raises(ShapeError, match=r"x has shape \(1, 2\), allowed is \(n,\)"):
        kth_largest_magnitude(np.ones((1, 2)), 1)
    with pytest.raises(DomainError, match="empty vector"):
        kth_largest_magnitude(np.empty(0, np.float32), 1)
    with pytest.raises(InputTypeError, match="expected real array"):
        kth_largest_magnitude([True], 1)
    for value in (math.nan, math.inf, -math.inf):
        for dtype in (np.float32, np.float64):
            with pytest.raises(DomainError, match=r"x must be finite, .*\(kth_largest_magnitude\)"):
                kth_largest_magnitude(np.array([1.0, value], dtype=dtype), 1)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_histogram_counts_lie_between_their_edges(dtype: Any, rng: np.random.Generator) -> None:
    x = (rng.standard_normal(1000) * 10.0 ** rng.integers(-30, 30, 1000)).astype(dtype)
    x[:7] = 0.0
    counts, zeros = magnitude_histogram(x, "")
    edges = bucket_edges(x.dtype)
    assert zeros == 7
    assert counts.sum() == 1000
    assert np.array_equal(counts[: edges.size - 1], np.histogram(np.abs(x).astype(np.float64), edges)[0])
    assert edges[-1] == math.inf
