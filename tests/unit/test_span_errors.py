"""What given subspaces, codes, dictionaries and measurements achieve, in floats and in balls."""

import math
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, ball_vector, enclosure, precision
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.counting import binomial_coefficient, near_subset_count
from lqtheory.quantities.fixed_subspaces import fourier_projector
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.packing import packing_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.span_errors import (
    CODE_ERROR,
    DECODER_ERROR,
    DICTIONARY_ERROR,
    KERNEL_RATIO,
    code_error,
    decoder_error,
    dictionary_error,
    kernel_ratio,
)
from lqtheory.quantities.spans import (
    RANK,
    SPAN_DISTANCE,
    WORST_UNIT_DISTANCE,
    row_projector,
    row_rank,
    span_distance,
    worst_unit_distance,
)


def exact(quantity: Quantity, *arguments: Any) -> tuple[float, float]:
    with precision(226):
        balls = [
            a if isinstance(a, int) else ball(a) if np.ndim(a) == 0 else ball_vector(a) if np.ndim(a) == 1
            else [ball_vector(row) for row in a]
            for a in arguments
        ]  # fmt: skip
        return enclosure(quantity.ball(*balls))


def inside(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] - 1e-9 <= value <= ends[1] + 1e-9


@pytest.mark.parametrize("integral", [False, True])
def test_floats_lie_in_the_balls(integral: bool, rng: np.random.Generator) -> None:
    for _ in range(25):
        n = int(rng.integers(2, 6))
        k = int(rng.integers(1, n))
        L = rng.integers(-2, 3, (k, n)).astype(float) if integral else rng.standard_normal((k, n))
        x, q, p = (
            rng.standard_normal(n),
            float(rng.choice([0.25, 0.5, 1.0])),
            float(rng.choice([1.0, 2.0, 3.0, math.inf])),
        )
        assert inside(span_distance(x, L), exact(SPAN_DISTANCE, x, L))
        assert inside(worst_unit_distance(L), exact(WORST_UNIT_DISTANCE, L))
        assert inside(kernel_ratio(L, q, p), exact(KERNEL_RATIO, L, q, p))
        assert inside(code_error(L, 1, q, p), exact(CODE_ERROR, L, 1, q, p))
        assert inside(dictionary_error(L, 1, 1, q), exact(DICTIONARY_ERROR, L, 1, 1, q))


def test_balls_are_tight_where_the_rank_is_decided(rng: np.random.Generator) -> None:
    L = rng.standard_normal((2, 5))
    for low, high in (exact(WORST_UNIT_DISTANCE, L), exact(KERNEL_RATIO, L, 0.5, 2.0)):
        assert high - low < 1e-14


def test_no_kernel_vector_beats_those_of_least_support(rng: np.random.Generator) -> None:
    for m, q, p in ((1, 1.0, 2.0), (2, 0.5, 1.0), (2, 0.7, math.inf), (3, 1.0, math.inf)):
        A = rng.standard_normal((m, 6))
        kernel = np.linalg.svd(A)[2][m:]
        vectors = rng.standard_normal((4000, 6 - m)) @ kernel
        assert (lq_norm(vectors, p) / lq_norm(vectors, q)).max() <= kernel_ratio(A, q, p) * (1 + 1e-9)


def test_known_kernels() -> None:
    assert kernel_ratio(np.eye(3), 1, 2) == 0.0
    assert kernel_ratio([[0.0, 1.0]], 0.5, 2) == 1.0
    assert kernel_ratio([[0.0, 0.0, 0.0]], 0.5, 2) == 1.0
    assert kernel_ratio([[1.0, 1.0], [2.0, 2.0]], 1, 2) == pytest.approx(math.sqrt(0.5))


def test_no_decoder_is_nearer_to_a_kernel_vector_and_its_negative(rng: np.random.Generator) -> None:
    for m, q, p in ((1, 1.0, 2.0), (2, 0.5, 1.0), (2, 0.7, math.inf)):
        A, y = rng.standard_normal((m, 5)), 0.2 * rng.standard_normal(5)
        low, high = exact(DECODER_ERROR, A, y, q, p)
        assert high - low < 1e-13
        assert low - 1e-9 <= decoder_error(A, y, q, p) <= high + 1e-9
        assert decoder_error(A, np.zeros(5), q, p) == pytest.approx(kernel_ratio(A, q, p), rel=1e-9)
        assert decoder_error(A, y, q, p) >= kernel_ratio(A, q, p) * (1 - 1e-9)
        kernel = np.linalg.svd(A)[2][m:]
        v = rng.standard_normal((3000, 5 - m)) @ kernel
        v /= lq_norm(v, q)[:, None]
        assert max(lq_norm(v - y, p).max(), lq_norm(v + y, p).max()) <= decoder_error(A, y, q, p) * (1 + 1e-9)
    assert decoder_error(np.eye(2), [0.0, 0.0], 1, 2) == 0.0
    with pytest.raises(ShapeError, match=r"y has shape \(2,\) for vectors of 3 entries"):
        decoder_error([[1.0, 1.0, 1.0]], [0.0, 0.0], 1, 2)


def test_the_fourier_rows_are_best_and_dependent_rows_count_once() -> None:
    projector = fourier_projector(3, 7)
    assert worst_unit_distance(projector) == pytest.approx(math.sqrt(4 / 7))
    assert span_distance([1.0, 2.0], [[1.0, 1.0], [2.0, 2.0]]) == pytest.approx(math.sqrt(0.5))
    assert worst_unit_distance([[0.0, 0.0]]) == 1.0


def test_codes_and_dictionaries() -> None:
    assert code_error(np.eye(4), 1, 1, 2) == 0.0
    assert dictionary_error(np.eye(4), 2, 2, 0.5) == pytest.approx(0.0, abs=1e-15)
    assert dictionary_error(np.eye(4), 0, 2, 1) == pytest.approx(math.sqrt(0.5))


def test_projectors_and_ranks() -> None:
    rows = [[1.0, 2.0, 0.0], [2.0, 4.0, 0.0]]
    projector = row_projector(rows)
    np.testing.assert_allclose(projector @ projector, projector, atol=1e-15)
    assert row_rank(rows) == 1 == round(np.trace(projector))
    assert exact(RANK, np.array(rows)) == (1.0, 1.0)


def test_counts() -> None:
    assert near_subset_count(12, 3) == 3 * 9 + 1
    assert math.ceil(binomial_coefficient(12, 3) / near_subset_count(12, 3)) == packing_count(12, 3)
    with pytest.raises(DomainError, match=r"k=3 is outside \{0,...,n\} with n=2"):
        binomial_coefficient(2, 3)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: span_distance([1.0], [[1.0, 2.0]]), "give one entry for each column"),
        (lambda: worst_unit_distance([1.0, 2.0]), r"L has shape \(2,\) \(worst_unit_distance\); give a matrix"),
    ],
)
def test_shapes_are_named(call: Any, text: str) -> None:
    with pytest.raises(ShapeError, match=text):
        call()


def test_exponents_are_checked() -> None:
    with pytest.raises(DomainError, match=r"q=1.5 is outside \(0, 1\] \(kernel_ratio\)"):
        kernel_ratio([[1.0, 2.0]], 1.5, 2)
    with pytest.raises(DomainError, match=r"m=3 is outside \{0,...,M\} with M=2 \(dictionary_error\)"):
        dictionary_error(np.eye(2), 3, 1, 1)
