"""Layers by falling magnitude without sorting them: the same numbers as those of a sort, whatever the pieces."""

import numpy as np
import pytest

from lqtheory.compression.ordered import Ordered, falling


def entries_of(rng: np.random.Generator, dtype: str) -> np.ndarray:
    """Numbers of all sizes, many of them equal, some zero."""
    parts = [
        rng.standard_normal(60),
        rng.integers(-2, 3, 80),
        np.full(50, 0.25),
        1 + 1e-7 * rng.integers(0, 4, 30),
        [1e-30, 3e30, -1e-38, 0.0, -0.0],
    ]
    if dtype == "float64":
        parts.append([5e-324, 1e300, -1e-200, 1 + 1e-15, 1.0])
    return rng.permutation(np.concatenate(parts)).astype(dtype)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("most", [1, 3, 20, 1000])
def test_pieces_fall_and_are_small(dtype, most, rng):
    entries = entries_of(rng, dtype)
    parts = list(falling(lambda: iter(np.array_split(entries, 7)), most))
    assert max(map(len, parts)) <= most
    assert np.array_equal(np.concatenate(parts), np.sort(np.abs(entries))[::-1])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("step", [1, 6, 50, 1000])
def test_entries_and_errors_are_those_of_a_sort(dtype, step, rng):
    entries = entries_of(rng, dtype)
    ordered = np.sort(np.abs(entries.astype(np.float64)))[::-1]
    layer = Ordered(lambda: iter(np.array_split(entries, 7)), len(entries), step, 20)
    other = Ordered(lambda: iter([entries.reshape(5, -1)]), len(entries), step, len(entries))
    assert np.array_equal(layer.errors, other.errors)
    for kept in range(len(entries) + 1):
        if kept < len(entries) and kept % step == 0:
            assert layer.entry(kept) == ordered[kept]
        rest = ordered[kept:]
        top = rest.max(initial=0.0)
        wanted = top * np.linalg.norm(rest / top) if top > 0 else 0.0
        assert layer.error(kept) == pytest.approx(wanted, rel=1e-13, abs=0)
        assert layer.error(kept) == other.error(kept)
        low, high = layer.between(kept)
        assert low * (1 - 1e-13) <= layer.error(kept) <= high * (1 + 1e-13)
