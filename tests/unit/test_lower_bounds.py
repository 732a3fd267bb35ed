"""Widths, bounds for codes and dictionaries, and the code that is set against them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.code_bounds import (
    bits_lower_bound,
    bits_lower_bound_details,
    dictionary_packing_bound_details,
    log_lq_ball_volume,
    log_volume_lower_bound,
    volume_lower_bound,
)
from lqtheory.quantities.fixed_subspaces import (
    fourier_projection_error,
    fourier_projector,
    kolmogorov_width,
    log_kolmogorov_width,
)
from lqtheory.quantities.packing import log_packing_count, packing_count
from lqtheory.quantities.quantisers import top_k_bits, top_k_code, top_k_code_length
from lqtheory.quantities.widths import (
    gelfand_lower_bound,
    gelfand_lower_bound_details,
    gelfand_measurements,
    quick_bound,
)


def printed(name: str, text: str, *arguments: object, error: float = 1e-19) -> float:
    """Value of the array version, after the ball version has agreed with all printed digits."""
    quantity = find_quantity(name)
    with precision(256):
        exact = quantity.ball(*(a if isinstance(a, int) else ball(a) for a in arguments))
        assert abs(exact / type(exact)(text) - 1) < error
    value = quantity.array(*arguments)
    assert value == pytest.approx(float(text), rel=1e-12)
    return value


def test_kolmogorov_width_of_the_dossier() -> None:
    printed("kolmogorov_width", "0.83666002653407554798", 30, 100)
    assert kolmogorov_width(0, 7) == 1.0
    assert kolmogorov_width(7, 7) == 0.0
    assert log_kolmogorov_width(7, 7) == -math.inf
    assert log_kolmogorov_width(30, 100) == pytest.approx(math.log(0.83666002653407554798), rel=1e-14)


def test_bounds_of_the_dossier() -> None:
    printed("volume_lower_bound", "0.0033011916295011310003", 40, 10, 0.5, 2.0)
    printed("volume_lower_bound", "0.016386861552320585449", 300, 100, 1.0, 2.0)
    bits = bits_lower_bound_details(100, 10**6, 0.5, 2)
    assert (bits.s, bits.value) == (13, pytest.approx(0.010667311465869790808, rel=1e-15))
    assert gelfand_measurements(10**6, 20, 0.5) == pytest.approx(44.964523566249520510, rel=1e-15)
    at_twenty = math.exp(-math.log(2) / 0.5 - 1.5 * math.log(40))
    assert at_twenty == pytest.approx(0.00098821176880261854125, rel=1e-14)
    assert gelfand_lower_bound_details(44, 10**6, 0.5, 2).s == 19  # better than s = 20
    for m, s, value in (
        (1, 3, 0.048112522432468813709),
        (2, 5, 0.022360679774997896964),
        (5, 13, 0.0053336557329348954),
    ):
        found = dictionary_packing_bound_details(m, 10**6, 10**6, 0.5)
        assert (found.s, found.value) == (s, pytest.approx(value, rel=1e-14))


def test_k_log_n_bits_cannot_beat_the_rate() -> None:
    k, n = 3, 2**20
    assert bits_lower_bound(k * 20, n, 0.5, 2) >= 0.5 * (4 * k + 1) ** (0.5 - 2)


@pytest.mark.parametrize("n", range(1, 14))
def test_the_fourier_projector_attains_the_width(n: int) -> None:
    for k in range(n + 1):
        projector = fourier_projector(k, n)
        np.testing.assert_allclose(projector @ projector, projector, atol=1e-14)
        np.testing.assert_allclose(projector, projector.T)
        np.testing.assert_allclose(np.diag(projector), k / n, atol=1e-15)
        assert np.linalg.matrix_rank(projector) == k
        assert fourier_projection_error(k, n) == pytest.approx(kolmogorov_width(k, n), abs=1e-14)


@given(n=st.integers(2, 300), share=st.floats(0, 1))
def test_the_quick_bound_is_above_the_count(n: int, share: float) -> None:
    s = max(1, int(share * n) // 2)
    assert log_packing_count(n, s) <= quick_bound(n, s)


@pytest.mark.parametrize("n", [2, 5, 9, 16])
def test_the_best_packing_is_the_first_that_serves(n: int) -> None:
    for B in range(8):
        sizes = [s for s in range(1, n // 2 + 1) if packing_count(n, s) > 2**B]
        found = bits_lower_bound_details(B, n, 0.5, 2)
        assert found.s == (sizes[0] if sizes else None)
        with precision(128):
            assert find_quantity("bits_lower_bound").ball(B, n, ball(0.5), ball(2)).contains(ball(0)) == (not sizes)
    for m in range(n):
        sizes = [s for s in range(1, n // 2 + 1) if m * math.log(3) < log_packing_count(n, s)]
        assert gelfand_lower_bound_details(m, n, 1, 2).s == (sizes[0] if sizes else None)


def test_everything_measured_leaves_no_bound() -> None:
    assert gelfand_lower_bound(5, 5, 1, 2) == 0.0
    assert gelfand_lower_bound(0, 4, 1, 2) == pytest.approx(0.5 / math.sqrt(2))


def test_volumes_of_known_balls() -> None:
    assert log_lq_ball_volume(3, math.inf) == pytest.approx(3 * math.log(2))
    assert log_lq_ball_volume(5, 1) == pytest.approx(5 * math.log(2) - math.log(120))
    assert log_lq_ball_volume(1, 0.1) == pytest.approx(math.log(2))
    assert volume_lower_bound(3, 1, 0.5, 2) == pytest.approx(1 / 8)
    assert log_volume_lower_bound(10, 4, 0.001, 2) < -800


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: kolmogorov_width(3, 2), r"k=3 is outside \{0,...,n\} with n=2 \(kolmogorov_width\); use k <= 2"),
        (lambda: gelfand_lower_bound(1, 8, 1, 0.5), r"p=0.5 is outside \[1, inf\] or not above q=1.0"),
        (lambda: gelfand_lower_bound(1, 8, 1.5, 2), r"q=1.5 is outside \(0, 1\] \(gelfand_lower_bound\)"),
        (lambda: bits_lower_bound(-1, 8, 1, 2), r"B=-1 is outside \{0,1,...\}"),
        (lambda: bits_lower_bound(1, 8, 3, 2), r"q=3.0 is outside \(0, 2\]"),
        (lambda: dictionary_packing_bound_details(3, 2, 8, 1), r"m=3 is outside \{0,...,M\} with M=2"),
        (lambda: dictionary_packing_bound_details(1, 2, 8, 1, 0.5), r"theta=0.5 is outside \(0, 0.5\)"),
        (lambda: top_k_bits(4, 2, 1.0, 0.0), r"h=0.0 is outside \(0, inf\)"),
        (lambda: top_k_code([2.0, 1.0], 1, 0.5, 2, peak=1.0), r"peak=1.0 is below the largest magnitude 2.0"),
    ],
)
def test_arguments_out_of_range_are_named(call, text: str) -> None:
    with pytest.raises(DomainError, match=text):
        call()


def test_wrong_kinds_are_named() -> None:
    with pytest.raises(InputTypeError, match="B must be an integer, got float"):
        bits_lower_bound(1.0, 8, 1, 2)
    with pytest.raises(ShapeError, match="code one vector at a time"):
        top_k_code(np.ones((2, 3)), 1, 0.5)


@given(
    entries=st.lists(st.floats(-4, 4), min_size=1, max_size=8),
    k=st.integers(0, 8),
    h=st.floats(0.05, 3),
    p=st.floats(0.3, 4),
)
def test_the_code_decodes_to_its_vector_within_its_bound(entries: list[float], k: int, h: float, p: float) -> None:
    k = min(k, len(entries))
    code = top_k_code(entries, k, h, p)
    decoded = np.zeros(len(entries))
    decoded[code.support] = h * code.levels
    np.testing.assert_allclose(code.decoded, decoded, atol=1e-12)
    assert code.error <= code.bound * (1 + 1e-9) + 1e-12
    peak = max(map(abs, entries))
    levels = {round(v) for v in code.levels}
    assert all(2 * abs(level) + 1 <= 2 ** math.ceil(math.log2(2 * peak / h + 1) + 1e-9) for level in levels)
    assert code.bits == top_k_bits(len(entries), k, peak, h)


def test_the_length_of_the_code_counts_supports_and_levels() -> None:
    assert top_k_code_length(10, 2, 4) == top_k_bits(10, 2, 1.0, 0.25) == 6 + 2 * 4
    assert top_k_code_length(5, 0, 3) == 0
    with pytest.raises(DomainError, match=r"r=0 is outside \{1,2,...\} \(top_k_code_length\)"):
        top_k_code_length(5, 1, 0)


def test_the_code_respects_the_lower_bound_for_its_bits() -> None:
    n, k, h = 64, 2, 0.25
    bits = top_k_bits(n, k, 1.0, h)
    lower = bits_lower_bound(bits, n, 1.0, 2.0)
    worst = max(top_k_code(np.r_[np.full(m, 1 / m), np.zeros(n - m)], k, h, 2.0, 1.0).error for m in range(1, n + 1))
    assert lower <= worst
