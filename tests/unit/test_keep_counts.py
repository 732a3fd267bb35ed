"""Keep counts at their edges; order and definitions are in tests/property/test_scalar_quantities.py."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.instance_keep_counts import _counts
from lqtheory.quantities.keep_counts import (
    kmin,
    kmin_exact,
    kmin_stechkin,
    kmin_stechkin_count,
    kmin_worst_case,
    sharp_keep_threshold,
)
from lqtheory.quantities.reference.keep_counts import ball_kmin, ball_sharp_keep_threshold
from lqtheory.quantities.row_keep_counts import row_keep_counts, rows_fit
from lqtheory.quantities.worst_case import worst_case


@pytest.mark.parametrize("p", [0.5, 1.0, 2.0, math.inf])
def test_tolerances_at_their_ends(xp: ModuleType, p: float) -> None:
    x = xp.asarray([[3.0, 0.0, 1e-200, -2.0], [0.0, 0.0, 0.0, 0.0]], dtype=xp.float64)
    assert kmin(x, 0.0, p).tolist() == [3, 0]
    assert kmin(x, 1.0, p).tolist() == kmin(x, 7.0, p).tolist() == [0, 0]
    assert kmin(x, 1e-250, p).tolist() == [3, 0]
    assert kmin(x, 1e-150, p).tolist() == [2, 0]
    assert kmin(x, 5e-324, p).tolist() == [3, 0]


def test_counts_come_as_integers_of_the_same_library(xp: ModuleType) -> None:
    counts = kmin(xp.ones((2, 3, 4), dtype=xp.float32), 0.5, 1.0)
    assert counts.dtype == xp.int64
    assert counts.tolist() == [[2, 2, 2], [2, 2, 2]]


@pytest.mark.parametrize("n", [10, 1000, 10**6])
def test_a_boundary_tie_of_a_flat_vector_counts_as_met(n: int) -> None:
    """0.3 lies just below 3/10 in binary, and sums of a million equal terms round: the count is still 7 in 10."""
    assert int(kmin(np.full(n, 0.1), 0.3, 1.0)) == 7 * n // 10
    assert int(kmin(np.full(n, 0.1, dtype=np.float32), math.sqrt(0.3), 2.0)) == 7 * n // 10


@pytest.mark.parametrize("eta", [-0.1, math.nan])
def test_negative_tolerances_are_refused(eta: float) -> None:
    with pytest.raises(DomainError, match=r"eta=-0.1 is outside \[0, inf\] \(kmin\)|eta must be a number"):
        kmin([1.0], eta, 2.0)
    for function in (kmin_stechkin, kmin_stechkin_count, kmin_exact):
        with pytest.raises(DomainError, match="eta"):
            function(2.0, eta, 1.0, 2.0)


def test_counts_from_the_sparsity_at_the_ends_of_the_tolerance() -> None:
    assert kmin_stechkin(4.0, 1.0, 1.0, 2.0) == kmin_stechkin_count(4.0, 2.0, 1.0, 2.0) == 0
    assert kmin_exact(4.0, 1.0, 1.0, 2.0) == kmin_worst_case(4.0, 1.0, 1.0, 2.0, 9) == 0
    assert kmin_stechkin(4.0, 0.0, 1.0, 2.0) == kmin_stechkin_count(4.0, 0.0, 1.0, 2.0) == math.inf
    assert kmin_exact(4.0, 0.0, 1.0, 2.0) == math.inf
    assert kmin_exact(4.0, 0.0, 1.0, 2.0, 9) == kmin_worst_case(4.0, 0.0, 1.0, 2.0, 9) == 9
    assert kmin_exact(1.0, 0.5, 1.0, 2.0) == 1
    assert kmin_stechkin(4.0, 1e-300, 1.0, 1.01) == math.inf


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0.5, 0.1, 1.0, 2.0), r"s=0.5 is outside \[1, inf\)"),
        ((math.inf, 0.1, 1.0, 2.0), r"s=inf is outside \[1, inf\)"),
        ((9.0, 0.1, 1.0, 2.0, 8), r"s=9.0 is outside \[1, n\] with n=8"),
        ((2.0, 0.1, 2.0, 1.0), r"keep counts need q < p, got q=2.0, p=1.0"),
        ((2.0, 0.1, 1.0, math.inf), r"p must be finite"),
    ],
)
def test_impossible_arguments_are_refused(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(DomainError, match=words):
        kmin_exact(*arguments)


def test_worst_case_count_is_the_least_one_by_trying_all() -> None:
    for s, eta, q, p, n in ((4.0, 0.1, 1.0, 2.0, 50), (7.3, 0.4, 0.5, 1.5, 31), (1.0, 0.9, 0.25, 3.0, 12)):
        factor = s ** ((p - q) / (p * q))
        least = next(k for k in range(n + 1) if worst_case(k, n, q, p) * factor <= eta)
        assert kmin_worst_case(s, eta, q, p, n) == least


def test_sharp_threshold_refuses_what_it_cannot_mean() -> None:
    with pytest.raises(DomainError, match=r"T=1.0 is outside \(0, 1\)"):
        sharp_keep_threshold(1, 1.0, 0.5)
    with pytest.raises(DomainError, match=r"a=0.0 is outside \(0, 1\)"):
        sharp_keep_threshold(1, 0.5, 0.0)
    with pytest.raises(DomainError, match=r"k=5 is outside \{1,...,n\} with n=4"):
        sharp_keep_threshold(5, 0.5, 0.5, 4)
    with pytest.raises(InputTypeError, match="k must be an integer"):
        sharp_keep_threshold(1.5, 0.5, 0.5)  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="not surely inside"):
        ball_sharp_keep_threshold(1, balls.hull(0.5, 1.5), balls.ball(0.5))


def test_sharp_threshold_is_infinite_where_no_vector_has_so_large_a_tail() -> None:
    assert sharp_keep_threshold(4, 0.5, 0.5, 4) == math.inf
    assert sharp_keep_threshold(2, 0.9, 0.5, 4) == math.inf
    assert math.isfinite(sharp_keep_threshold(2, 0.5, 0.5, 4))


def test_sharp_threshold_needs_no_search_where_the_blocks_are_astronomically_many() -> None:
    """The stop rule as printed takes about 1e57 steps here."""
    assert sharp_keep_threshold(1, 0.001, 0.95) == pytest.approx(0.999**0.95 + 0.001**0.95, rel=1e-14)
    wide = sharp_keep_threshold(10**6, 1e-9, 0.5)
    assert math.isfinite(wide)
    assert wide < (10**6 + 1) ** 0.5


def test_counts_of_exact_vectors_are_decided_by_balls_and_ties_enclosed() -> None:
    flat = balls.ball_vector([1.0] * 4)
    assert float(ball_kmin(flat, balls.ball(0.5), balls.ball(1.0))) == 2
    with balls.precision(64):
        undecided = ball_kmin(flat, balls.ball(0.5).sqrt(), balls.ball(2.0))
    assert undecided.contains(2)
    assert undecided.contains(3)
    assert float(ball_kmin(balls.ball_vector([0.0, 0.0]), balls.ball(0.5), balls.ball(1.0))) == 0


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", ["gaussian", "flat", "dust", "sparse", "wide range", "zero row", "two values"])
def test_counting_rows_in_chunks_gives_the_same_counts_as_plain_sums(
    dtype: Any, shape: str, rng: np.random.Generator
) -> None:
    rows = rng.standard_normal((40, 200))
    if shape == "flat":
        rows = np.full((40, 200), 0.1)
    elif shape == "dust":
        rows[:, 1:] *= 1e-12
    elif shape == "sparse":
        rows *= rng.random((40, 200)) < 0.05
    elif shape == "wide range":
        rows = np.sign(rows) * 10.0 ** rng.uniform(-12, 12, (40, 200))
    elif shape == "zero row":
        rows[::3] = 0.0
    elif shape == "two values":
        rows = np.where(rows > 0.5, 1.0, 1e-3)
    rows = rows.astype(dtype)
    for p in (0.5, 1.0, 2.0, 3.3):
        for eta in (0.5, 0.1, 1e-6, math.sqrt(0.5)):
            assert rows_fit(rows, eta**p, p)
            assert kmin(rows, eta, p).tolist() == _counts(rows.astype(np.float64), eta, p).tolist()


def test_counting_rows_refuses_infinite_entries_and_passes_on_extreme_rows() -> None:
    rows = np.ones((3, 100), dtype=np.float32)
    rows[1, 5] = np.nan
    with pytest.raises(DomainError, match=r"x must be finite, but holds NaN or infinity \(kmin\)"):
        kmin(rows, 0.5, 2.0)
    extreme = np.full((2, 100), 1e-200)
    assert row_keep_counts(extreme, 0.25, 2.0) is None
    assert kmin(extreme, 0.5, 2.0).tolist() == [75, 75]


def test_many_short_rows_are_counted_in_blocks(rng: np.random.Generator) -> None:
    rows = rng.standard_normal((20_000, 20))
    counts = kmin(rows, 0.2, 2.0)
    assert counts.tolist() == _counts(rows, 0.2, 2.0).tolist()
    assert counts.shape == (20_000,)
