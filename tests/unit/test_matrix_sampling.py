"""Sampled matrices: the dossier's table for the matrix M4, enumeration, and the distribution of the rows."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, ball_vector, precision
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.matrix_sampling import (
    entry_sampling_error,
    l1_sampling_error,
    l2_sampling_error,
    matrix_bernstein_radius,
    sampling_range,
    sampling_variance,
    uniform_sampling_error,
)
from lqtheory.quantities.reference.matrix_sampling import ball_bernstein_row_level, enumerated_sampling_error
from lqtheory.quantities.sampled_rows import bernstein_row_level, bernstein_row_share, bernstein_rows, rank_at_storage

M4 = np.array([[3, -1, 0, 0.5, 2], [0, 2, -1.5, 1, 0], [1, 0, 0, -4, 0.25], [-2, 1, 1, 0, 0.5]])
S, DELTA = 50, 0.1


def probabilities(kind: str, A: np.ndarray = M4) -> np.ndarray:
    sizes = np.abs(A)
    l1, l2 = sizes / sizes.sum(), A**2 / (A**2).sum()
    if kind == "akl":
        rows = sizes.sum(1)
        return bernstein_rows(rows, S, sum(A.shape), DELTA)[:, None] * sizes / rows[:, None]
    return {"uniform": (A != 0) / np.count_nonzero(A), "l1": l1, "l2": l2, "mix": (l1 + l2) / 2}[kind]


def test_the_matrix_is_the_one_of_the_dossier() -> None:
    assert (M4**2).sum() == 44.8125
    assert np.abs(M4).sum() == 20.75
    assert np.count_nonzero(M4) == 14
    values = np.linalg.svd(M4, compute_uv=False)
    assert values == pytest.approx([4.5454150131, 3.921564, 2.425961, 1.699338], abs=5e-7)


#: variance, range, radius, mean squared Frobenius error of the dossier's table.
TABLE = {
    "uniform": (4.830000, 1.210908, 8.654930, 11.65125),
    "l1": (2.697500, 0.505908, 5.744038, 7.715),
    "l2": (3.585000, 3.675908, 13.429673, 11.65125),
    "mix": (2.808372, 0.834796, 6.433080, 8.326763),
    "akl": (2.425127, 0.557267, 5.581799, 7.825191),
}


@pytest.mark.parametrize("kind", TABLE)
def test_the_table_of_the_dossier(kind: str) -> None:
    p, (variance, reach, radius, square) = probabilities(kind), TABLE[kind]
    assert p.sum() == pytest.approx(1.0)
    assert sampling_variance(M4, p, S) == pytest.approx(variance, abs=6e-7)
    assert sampling_range(M4, p, S) == pytest.approx(reach, abs=6e-7)
    found = matrix_bernstein_radius(sampling_variance(M4, p, S), sampling_range(M4, p, S), 9, DELTA)
    assert found == pytest.approx(radius, abs=6e-7)
    kept = M4 != 0
    assert entry_sampling_error(M4[kept], p[kept], S) == pytest.approx(square, abs=6e-7)


def test_rows_of_the_table_and_their_balance() -> None:
    rows = np.abs(M4).sum(1)
    shares = bernstein_rows(rows, S, 9, DELTA)
    assert shares == pytest.approx([0.363190, 0.192985, 0.250841, 0.192985], abs=6e-7)
    level = math.log(9 / DELTA)
    alpha, beta, zeta = math.sqrt(level / S), level / (3 * S), bernstein_row_level(rows, S, 9, DELTA)
    assert alpha * rows / np.sqrt(shares) + beta * rows / shares == pytest.approx(np.full(4, zeta), rel=1e-12)
    with precision(200):
        for draws in (S, 0.75, 17.25):  # numbers of draws need not be whole
            exact = float(ball_bernstein_row_level(ball_vector(rows), draws, 9, ball(DELTA)).mid())
            assert bernstein_row_level(rows, draws, 9, DELTA) == pytest.approx(exact, rel=1e-12)
            assert bernstein_rows(rows, draws, 9, DELTA).sum() == pytest.approx(1.0, rel=1e-13)
    with pytest.raises(DomainError, match=r"s=0.* \(bernstein_row_level\)"):
        bernstein_row_level(rows, 0.0, 9, DELTA)


def test_the_distribution_of_rows_lies_between_its_limits() -> None:
    """Few draws: in proportion to the norms; many: to their squares."""
    rows = np.array([6.5, 4.5, 5.25, 4.5])
    assert bernstein_rows(rows, 1, 9, 1e-300) == pytest.approx(rows / rows.sum(), abs=0.02)
    assert bernstein_rows(rows, 10**12, 9, DELTA) == pytest.approx(rows**2 / (rows**2).sum(), abs=1e-4)
    assert bernstein_rows(np.array([1e200, 1e-200]), 5, 4, DELTA).sum() == pytest.approx(1.0)


@given(pairs=st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 4)), min_size=1, max_size=4), s=st.integers(1, 3))
def test_the_mean_square_is_that_of_all_sequences_of_draws(pairs: list[tuple[int, int]], s: int) -> None:
    x, w = (np.array(v, dtype=float) for v in zip(*pairs, strict=True))
    exact = enumerated_sampling_error(ball_vector(x), ball_vector(w), s)
    assert float(entry_sampling_error(x, w, s)) == pytest.approx(float(exact.mid()), abs=1e-12)


@given(x=st.lists(st.floats(-9, 9).filter(lambda v: v == 0 or abs(v) > 1e-3), min_size=1, max_size=8))
def test_l2_is_uniform_and_l1_is_best(x: list[float]) -> None:
    uniform, squares, sizes = (float(f(x, 3)) for f in (uniform_sampling_error, l2_sampling_error, l1_sampling_error))
    assert squares == pytest.approx(uniform, rel=1e-12, abs=1e-12)
    assert sizes <= uniform * (1 + 1e-12) + 1e-12
    kept = np.array([v for v in x if v != 0])
    if kept.size:
        assert sizes == pytest.approx(float(entry_sampling_error(kept, np.abs(kept), 3)), rel=1e-9, abs=1e-9)
        mixed = np.abs(kept) / np.abs(kept).sum() + kept**2 / (kept**2).sum()
        assert sizes <= float(entry_sampling_error(kept, mixed, 3)) * (1 + 1e-9) + 1e-9


def test_sampled_matrices_are_rarely_further_off_than_the_radius() -> None:
    """3000 draws fixed beforehand: at most delta, and within a factor 2 to 4 of the .9 quantile, as in the dossier."""
    rng, quantiles = np.random.default_rng(0), {"uniform": 3.89, "l1": 2.81, "l2": 3.63, "mix": 2.87, "akl": 2.79}
    for kind, quantile in quantiles.items():
        p, cells = probabilities(kind).ravel(), np.flatnonzero(M4)
        counts = rng.multinomial(S, p[cells] / p[cells].sum(), 3000)
        B = np.zeros((3000, M4.size))
        B[:, cells] = counts * M4.ravel()[cells] / (S * p[cells])
        errors = np.linalg.norm(B.reshape(-1, *M4.shape) - M4, 2, axis=(1, 2))
        assert np.mean(errors > TABLE[kind][2]) <= 0.01
        assert np.quantile(errors, 0.9) == pytest.approx(quantile, abs=0.12)


def test_ranks_at_equal_storage() -> None:
    assert [rank_at_storage(k, 4, 5) for k in (0, 8, 9, 26, 27)] == [0, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: sampling_variance(M4, M4[:2], S), ShapeError, "two matrices of one shape"),
        (lambda: sampling_range(M4, np.zeros_like(M4), S), DomainError, "positive where A is not 0"),
        (lambda: sampling_range(M4, probabilities("l1"), 0), DomainError, "s=0"),
        (lambda: entry_sampling_error([1.0, 2.0], [1.0, 0.0], 2), DomainError, "w must be > 0"),
        (lambda: entry_sampling_error([1.0, math.nan], [1.0, 1.0], 2), DomainError, "NaN"),
        (lambda: l1_sampling_error([1.0], 0), DomainError, "s=0"),
        (lambda: l2_sampling_error([1.0], True), InputTypeError, "bool"),
        (lambda: matrix_bernstein_radius(-1.0, 1.0, 9, 0.1), DomainError, "variance=-1.0"),
        (lambda: bernstein_row_level([0.0, 0.0], 5, 9, 0.1), DomainError, "all norms are 0"),
        (lambda: bernstein_row_share(1.0, 1.0, 1.0, 0.0), DomainError, "zeta=0.0"),
        (lambda: rank_at_storage(-1, 2, 2), DomainError, "k=-1"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()
