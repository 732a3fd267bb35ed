"""Norms and best k-term errors of vectors in pieces against those of the whole vector."""

import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.bulk_curves import sigma_curves
from lqtheory.quantities.bulk_norms import lq_norms
from lqtheory.quantities.keep_counts import kmin, kmin_exact
from lqtheory.quantities.sharp_errors import sharp_error_bound
from lqtheory.quantities.streamed import streamed_errors, streamed_norms

N = 20_011
ETAS = (0.0, 1e-6, 0.01, 0.1, 0.5, 0.9, 1.0, 2.0)


def vectors(rng: np.random.Generator, dtype: type) -> dict[str, np.ndarray]:
    x = rng.standard_normal(N)
    spread = 20.0 if dtype is np.float64 else 5.0
    return {
        "normal": x.astype(dtype),
        "ties": np.round(x).astype(dtype),
        "flat": np.full(N, 0.1, dtype),
        "heavy": np.exp(spread * x).astype(dtype),
        "tiny": (x * (1e-200 if dtype is np.float64 else 1e-40)).astype(dtype),
        "large": (x * (1e200 if dtype is np.float64 else 1e37)).astype(dtype),
        "mostly zero": np.where(rng.random(N) < 0.9, 0.0, x).astype(dtype),
        "one": np.eye(1, N, 5, dtype=dtype)[0],
    }


def pieces(x: np.ndarray):
    return lambda: iter(np.array_split(x, 7))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ["normal", "ties", "flat", "heavy", "tiny", "large", "mostly zero", "one"])
def test_pieces_give_what_the_whole_vector_gives(rng, dtype, name):
    x = vectors(rng, dtype)[name]
    counts = [0, 1, 2, 777, N // 3, N // 2, N - 1, N]
    found = streamed_errors(pieces(x), counts, ETAS)
    scaled = x.astype(np.float64) / np.abs(x).max()
    curve = sigma_curves(scaled, [2])[0] / lq_norms(scaled, [2])[0]
    np.testing.assert_allclose(found.errors, curve[counts], rtol=1e-10, atol=1e-300)
    assert found.kept == tuple(int(kmin(scaled, eta, 2)) for eta in ETAS)
    np.testing.assert_allclose(found.curve_errors, curve[found.curve_kept], rtol=1e-10, atol=1e-300)
    assert (found.n, found.zeros) == (N, int((x == 0).sum()))
    np.testing.assert_array_equal(
        found.curve_kept, [int((np.abs(x.astype(np.float64)) >= edge).sum()) for edge in found.edges]
    )
    np.testing.assert_allclose(
        streamed_norms(pieces(scaled), [0.3, 1, 2, np.inf]), lq_norms(scaled, [0.3, 1, 2, np.inf])
    )


def test_a_zero_vector_has_no_error_and_keeps_nothing():
    found = streamed_errors(lambda: iter([np.zeros(3), np.zeros(2)]), [0, 2, 5], [0.0, 0.5])
    assert found.errors == (0.0, 0.0, 0.0)
    assert found.kept == (0, 0)
    assert (found.norm, found.zeros) == (0.0, 5)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_entries_that_are_not_finite_are_refused(bad):
    with pytest.raises(DomainError, match="NaN or infinity"):
        streamed_errors(lambda: iter([np.ones(3), np.array([1.0, bad])]))


def test_other_bad_input_is_refused():
    ones = pieces(np.ones(10))
    with pytest.raises(DomainError, match="k=11"):
        streamed_errors(ones, [11])
    with pytest.raises(InputTypeError, match=r"k must be an integer|k=1.5"):
        streamed_errors(ones, [1.5])
    with pytest.raises(DomainError, match="eta"):
        streamed_errors(ones, [], [-0.1])
    with pytest.raises(ShapeError, match="no piece"):
        streamed_norms(lambda: iter([]), [1])
    with pytest.raises(DomainError, match="dtypes"):
        streamed_errors(lambda: iter([np.ones(3), np.ones(3, np.float32)]))


@pytest.mark.parametrize("q", [0.2, 0.5, 1.0])
@pytest.mark.parametrize("s", [1.5, 4.0, 30.0, 99.0])
def test_the_sharp_error_is_the_inverse_of_the_sharp_count(q, s):
    n = 100
    for k in (1, 5, 40, 99):
        bound = sharp_error_bound(s, k, q, 2.0, n)
        if bound > 1e-9:
            assert kmin_exact(s, bound, q, 2.0, n) <= k
            if bound < 1:
                assert kmin_exact(s, bound * (1 - 1e-5), q, 2.0, n) > k
    assert sharp_error_bound(s, n, q, 2.0, n) == 0.0
    assert sharp_error_bound(s, 0, q, 2.0, n) == 1.0


def test_the_sharp_error_bounds_every_vector(rng):
    for x in vectors(rng, np.float64).values():
        x = x[:200]
        if not x.any():
            continue
        norms = lq_norms(x / np.abs(x).max(), [0.5, 2.0])
        s = min(max((norms[0] / norms[1]) ** (2 / 3), 1.0), 200.0)
        curve = streamed_errors(pieces(x), range(201)).errors
        assert all(
            curve[k] <= sharp_error_bound(s, k, 0.5, 2.0, 200) + 1e-12 for k in (0, 1, 5, 20, 100, 150, 199, 200)
        )


@pytest.mark.parametrize(
    ("arguments", "text"),
    [((0.5, 1, 1, 2, 10), "s"), ((11, 1, 1, 2, 10), "s"), ((2, 11, 1, 2, 10), "k=11"), ((2, 1, 2, 2, 10), "q < p")],
)
def test_the_sharp_error_refuses_bad_input(arguments, text):
    with pytest.raises(DomainError, match=text):
        sharp_error_bound(*arguments)
