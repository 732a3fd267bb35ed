"""Running sums stay accurate however long they are."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest

from lqtheory.quantities.summation import RUN, running_sums


@pytest.mark.parametrize("n", [1, RUN, RUN + 1, 5 * RUN - 3, 3 * 10**6])
def test_sums_of_equal_terms_do_not_drift(n: int) -> None:
    """A plain cumulative sum of 0.1 is off by 1e-10 after millions of terms."""
    sums = running_sums(np.full(n, 0.1))
    places = np.unique(np.linspace(0, n - 1, 50).astype(int))
    exact = np.array([float(Fraction(0.1) * (int(i) + 1)) for i in places])
    assert np.max(np.abs(sums[places] / exact - 1)) <= 5e-14


def test_sums_run_along_the_last_axis(xp: ModuleType) -> None:
    values = xp.reshape(xp.arange(1, 7, dtype=xp.float64), (2, 3))
    assert running_sums(values).tolist() == [[1.0, 3.0, 6.0], [4.0, 9.0, 15.0]]


def test_long_rows_are_summed_row_by_row(rng: np.random.Generator) -> None:
    values = rng.random((3, 2, RUN * 2 + 7))
    assert np.max(np.abs(running_sums(values) / np.cumsum(values, axis=-1) - 1)) <= 1e-12
