"""The error of a code over the whole unit l_q ball: floats, balls, and points that are not on the grid."""

import numpy as np
import pytest

from lqtheory.balls import ball, ball_vector, enclosure, precision
from lqtheory.errors import ShapeError
from lqtheory.quantities.code_bounds import volume_lower_bound
from lqtheory.quantities.covering import COVERING_ERROR, covering_error
from lqtheory.quantities.norms import lq_norm


def enclosed(C: np.ndarray, q: float, p: float) -> tuple[float, float]:
    with precision(113):
        return enclosure(COVERING_ERROR.ball([ball_vector(row) for row in C], ball(q), ball(p)))


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize(("q", "p"), [(0.5, 1.0), (1.0, 2.0), (2.0, 0.5), (0.25, 3.0), (0.5, np.inf)])
def test_no_point_of_the_ball_has_a_larger_error_than_the_enclosure_says(n, q, p, rng: np.random.Generator) -> None:
    C = np.round(rng.standard_normal((int(rng.integers(1, 4)), n)) / 2, 2)
    low, high = enclosed(C, q, p)
    points = rng.standard_normal((2000, n)) * rng.random((2000, 1)) ** 3
    points[:n] = np.eye(n)
    points /= np.maximum(1.0, lq_norm(points, q))[:, None]
    errors = lq_norm(points[:, None, :] - C, p).min(axis=1)
    assert errors.max() <= high + 1e-12
    assert low - 1e-12 <= covering_error(C, q, p) <= high + 1e-12
    # A grid that misses the farthest points by much would not be worth its name.
    missed = 0.0 if n == 1 else n ** (1 / p) / {2: 16, 3: 4}[n]
    above = covering_error(C, q, p) ** min(p, 1.0) + missed ** min(p, 1.0)
    assert errors.max() ** min(p, 1.0) <= above + 1e-12


def test_on_the_line_the_error_is_exact() -> None:
    cases = [
        ([[0.0]], 1.0),
        ([[0.5], [-0.5]], 0.5),
        ([[3.0]], 4.0),
        ([[-1.5], [0.0]], 1.0),
        ([[-1.5], [0.0], [1.0]], 0.75),
    ]
    for C, error in cases:
        low, high = enclosed(np.array(C), 1.0, 2.0)
        assert covering_error(C, 1.0, 2.0) == error
        assert low <= error <= high
        assert high - low < 1e-12


def test_one_word_at_the_origin_leaves_the_largest_norm() -> None:
    assert covering_error(np.zeros((1, 2)), 1.0, 2.0) == 1.0
    low, high = enclosed(np.zeros((1, 2)), 2.0, 1.0)
    assert low <= 2**0.5 <= high
    assert high - low < 0.2
    low, high = enclosed(np.zeros((1, 2)), 1.0, np.inf)
    assert covering_error(np.zeros((1, 2)), 1.0, np.inf) == 1.0
    assert low <= 1.0 <= high < 1.2


def test_the_volume_is_a_lower_bound_that_equidistant_words_attain() -> None:
    for bits in range(4):
        words = (2 * np.arange(2**bits) + 1)[:, None] / 2**bits - 1
        assert covering_error(words, 0.5, 2.0) == pytest.approx(volume_lower_bound(bits, 1, 0.5, 2.0), rel=1e-12)
    assert covering_error([[0.5, 0.0], [-0.5, 0.0]], 1.0, 2.0) > volume_lower_bound(1, 2, 1.0, 2.0)


def test_words_are_the_rows_of_a_matrix() -> None:
    with pytest.raises(ShapeError):
        covering_error([0.5, 0.5], 1.0, 2.0)
