"""Constants, factors and bounds for dictionaries: the dossier's tables to all printed digits, and bad input."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.dictionary_bounds import (
    combined_dictionary_bound,
    rounding_threshold,
    rounding_variance,
    threshold_dictionary_bound,
)
from lqtheory.quantities.dictionary_constants import (
    KINDS,
    dictionary_constant,
    published_dictionary_constant,
    published_oracle_constant,
    sharp_dictionary_constant,
    uniform_dictionary_constant,
)
from lqtheory.quantities.dictionary_factors import (
    deviation_bound,
    harmonic_number,
    lp_dictionary_constant,
    orthogonal_greedy_factor,
    sup_norm_bound,
    type_constant,
)
from lqtheory.quantities.dictionary_lower_bounds import (
    common_component_error,
    dictionary_lower_bound,
    optimal_common_component,
)
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.stechkin import stechkin_constant
from lqtheory.quantities.worst_case import worst_case

QUANTITY_OF_KIND = {
    "orthonormal": "stechkin_constant",
    "sharp": "sharp_dictionary_constant",
    "uniform": "uniform_dictionary_constant",
    "paper": "published_dictionary_constant",
}
TABLE = {
    "1": ("0.5", "1", "1", "1.4142135623730950488"),
    "0.9": ("0.46552071537897608375", "0.74844930783125900059", "0.93104143075795216751", "1.5274351309146431839"),
    "0.75": ("0.41391927274338183567", "0.57072770564551077222", "0.82783854548676367133", "1.7817974362806786095"),
    "0.5": ("0.32475952641916449254", "0.38490017945975050967", "0.64951905283832898507", "2.8284271247461900976"),
    "0.25": ("0.22155583488651234681", "0.23801844364429469702", "0.44311166977302469362", "11.313708498984760390"),
    "0.1": ("0.13735967431078664565", "0.14102410002932587767", "0.27471934862157329129", "724.07734393502466499"),
    "0.01": (
        "0.042941927697797303125",
        "0.043049958102916275728",
        "0.085883855395594606251",
        "8.9636433559657823870e+29",
    ),
}
BRACKETS = (
    (1.0, 4, "0.25", "0.333333333333", "0.377964473009", "0.620439083262"),
    (1.0, 64, "0.0625", "0.111111111111", "0.122169444356", "0.128429724670"),
    (0.75, 16, "0.0410552659123", "0.0481369870472", "0.0712275918404", "0.0704855129417"),
    (0.5, 64, "0.000634266532174", "0.000705202391156", "0.00118444842420", "0.000881672243926"),
    (0.25, 16, "1.34717798580e-5", "1.35420207663e-5", "1.5625e-5", "2.96294780345e-5"),
)


def last_digit(printed: str) -> Fraction:
    """Unit of the last printed digit; a short value is exact."""
    mantissa, _, exponent = printed.partition("e")
    digits = len(mantissa.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - digits) if digits > 8 else Fraction(1, 10**40)


def prints_as(value: Any, printed: str) -> bool:
    """Whether a ball rounds to the printed value."""
    low, high = (Fraction(printed) + sign * last_digit(printed) / 2 for sign in (-1, 1))
    with balls.precision(200):
        return (
            bool(value.overlaps(balls.hull(low, high))) and float(value.rad()) <= float(last_digit(printed)) / 2 + 1e-30
        )


@pytest.mark.parametrize(("q", "column"), list(itertools.product(TABLE, range(4))))
def test_table_of_constants_has_all_printed_digits(q: str, column: int) -> None:
    printed, kind = TABLE[q][column], KINDS[column]
    quantity = find_quantity(QUANTITY_OF_KIND[kind])
    with balls.precision(200):
        exact = quantity.ball(balls.ball(Fraction(q)), *([balls.ball(2)] if kind == "orthonormal" else []))
    assert prints_as(exact, printed)
    assert dictionary_constant(float(q), kind) == pytest.approx(float(printed), rel=1e-13)


@pytest.mark.parametrize("row", BRACKETS)
def test_table_of_brackets_has_all_printed_digits(row: tuple[Any, ...]) -> None:
    q, m, orthonormal, lower, upper, threshold = row
    values = (
        worst_case(m, 10**7, q, 2) if q < 1 else 1 / (2 * math.sqrt(m)),
        dictionary_lower_bound(m, q).value,
        combined_dictionary_bound(m, None, q),
        threshold_dictionary_bound(m, q),
    )
    for value, printed in zip(values, (orthonormal, lower, upper, threshold), strict=True):
        exact = len(printed.partition("e")[0]) < 9
        assert value == pytest.approx(float(printed), rel=1e-14) if exact else prints_as(balls.ball(value), printed)
    assert values[0] <= values[1] <= min(values[2:])


@pytest.mark.parametrize(("m", "tau", "variance"), [(1, 7.75, 38.75), (2, 3.75, 8.75), (3, 1.75, 1.75)])
def test_threshold_example_is_exact(m: int, tau: float, variance: float) -> None:
    v = np.array([4, 2, 1, 0.5, 0.25])
    assert (rounding_threshold(v, m), rounding_variance(v, m)) == (tau, variance)
    assert rounding_threshold(np.stack([v, v[::-1]]), m).tolist() == [tau, tau]
    exact = [find_quantity(name).ball(balls.ball_vector(v), m) for name in ("rounding_threshold", "rounding_variance")]
    assert exact[0].contains(tau)
    assert exact[1].contains(variance)


def test_printed_values_of_the_other_results() -> None:
    with balls.precision(200):
        quarter = find_quantity("deviation_bound").ball(25, balls.ball(Fraction(1, 100)))
        sup = find_quantity("sup_norm_bound").ball(100, 25)
    assert prints_as(quarter, "0.80697085175405854035")
    assert prints_as(sup, "0.65104945228749170202")
    assert deviation_bound(25, 0.01) == pytest.approx(0.80697085175405854035, rel=1e-15)
    assert sup_norm_bound(100, 25) == pytest.approx(0.65104945228749170202, rel=1e-15)
    assert published_oracle_constant(0.25) / 2 == 64
    assert published_oracle_constant(0.1) / 2 == pytest.approx(2**18, rel=1e-12)


@given(q=st.floats(1e-3, 1.0, exclude_max=True))
def test_constants_are_ordered(q: float) -> None:
    orthonormal, sharp, uniform, paper = (dictionary_constant(q, kind) for kind in KINDS)
    assert orthonormal <= sharp * (1 + 1e-14)
    assert sharp <= uniform * (1 + 1e-14) <= (1 + 1e-13)
    assert paper > 1
    assert uniform == pytest.approx(2 * orthonormal, rel=1e-13)
    assert q < 0.002 or paper**2 == pytest.approx(published_oracle_constant(q), rel=1e-12)


def test_constants_have_their_limits() -> None:
    tiny = 1e-12
    assert uniform_dictionary_constant(tiny) / math.sqrt(2 * tiny / math.e) == pytest.approx(1, abs=1e-9)
    assert sharp_dictionary_constant(tiny) / stechkin_constant(tiny, 2) == pytest.approx(1, abs=1e-6)
    assert sharp_dictionary_constant(1 - 1e-12) == pytest.approx(1, abs=1e-10)


@pytest.mark.parametrize("n", [0, 1, 64, 65, 66, 1000])
def test_harmonic_numbers_agree_with_their_sums(n: int) -> None:
    assert harmonic_number(n) == pytest.approx(math.fsum(1 / i for i in range(1, n + 1)), rel=1e-15)


@given(q=st.floats(0.05, 1.0), p=st.floats(1.05, 4.0))
def test_lp_constant_is_the_optimal_split(q: float, p: float) -> None:
    r = min(2.0, p)
    shares = np.linspace(0, 1, 20001)[1:-1]  # kept share of the m atoms, at the best real number
    mass = q * (1 - q) ** (1 / q - 1) if q < 1 else 1.0
    best = np.min(mass * shares ** (1 - 1 / q) * (1 - shares) ** (1 / r - 1)) if q < 1 else 1.0
    assert lp_dictionary_constant(q, p) == pytest.approx(best, rel=1e-5)
    if q < r:
        identity = stechkin_constant(q, r) * r * (r - 1) ** (-(r - 1) / r)
        assert lp_dictionary_constant(q, p) == pytest.approx(identity, rel=1e-12)
    assert type_constant(p) == max(1.0, math.sqrt(max(p - 1, 0)))


@given(m=st.integers(1, 60), q=st.floats(0.2, 1.0))
def test_upper_bounds_are_below_the_closed_form_and_above_the_lower_bound(m: int, q: float) -> None:
    closed = uniform_dictionary_constant(q) * m ** (0.5 - 1 / q)
    upper = min(combined_dictionary_bound(m, None, q), threshold_dictionary_bound(m, q))
    assert combined_dictionary_bound(m, None, q) <= closed * (1 + 1e-12)
    assert dictionary_lower_bound(m, q).value <= upper * (1 + 1e-12)
    assert combined_dictionary_bound(m, 3 * m, q) <= combined_dictionary_bound(m, None, q) * (1 + 1e-12)


@given(m=st.integers(1, 20), q=st.floats(0.2, 0.97), shares=st.lists(st.floats(0.0, 0.99), min_size=1, max_size=3))
def test_no_size_and_share_beats_the_lower_bound_found(m: int, q: float, shares: list[float]) -> None:
    best = dictionary_lower_bound(m, q)
    assert best.value == common_component_error(m, int(best.M), q, best.F)
    for n in (m + 1, m + 2, int(best.M) - 1, int(best.M) + 1, 2 * int(best.M), 50 * m):
        for share in (*shares, optimal_common_component(m, max(n, m))):
            assert n <= m or common_component_error(m, n, q, share) <= best.value * (1 + 1e-12)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_the_lower_bound_at_a_fixed_share_is_the_largest_over_sizes(share: float) -> None:
    found = dictionary_lower_bound(3, 1, F=share)
    values = [common_component_error(3, n, 1, share) for n in range(4, 3000)]
    assert found.value >= max(values) * (1 - 1e-12)
    assert found.value <= max(values) * (1 + (1e-3 if found.M == math.inf else 1e-12))


def test_common_component_error_is_the_least_over_all_kept_sums() -> None:
    """The minimisation of the dossier's proof, on a grid of sums of kept coefficients."""
    for m, n, q, share in ((2, 6, 0.5, 0.3), (1, 4, 1.0, 0.2), (3, 9, 0.8, 0.0)):
        b = np.linspace(0, 2, 400_001) * n ** (1 - 1 / q)
        kept = (b - m * n ** (-1 / q)) ** 2 / m + (n - m) * n ** (-2 / q)
        least = np.min(share * (n ** (1 - 1 / q) - b) ** 2 + (1 - share) * kept)
        assert common_component_error(m, n, q, share) == pytest.approx(math.sqrt(least), rel=1e-8)


@given(
    x=st.lists(st.floats(0.01, 10.0), min_size=1, max_size=9).map(np.array), m=st.integers(1, 10), q=st.floats(0.2, 1)
)
def test_threshold_keeps_m_atoms_on_average_within_its_bounds(x: np.ndarray, m: int, q: float) -> None:
    tau, variance = float(rounding_threshold(x, m)), float(rounding_variance(x, m))
    scale = m ** (-1 / q) * float(lq_norm(x, q))
    assert tau <= scale * (1 + 1e-12)
    assert variance <= (sharp_dictionary_constant(q) * math.sqrt(m) * scale) ** 2 * (1 + 1e-12)
    if x.size > m:
        assert np.minimum(1, x / tau).sum() == pytest.approx(m, rel=1e-12)
    else:
        assert variance == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("m", "size", "q"), [(4, 6, 0.5), (2, 4, 2 / 3), (3, 12, 6 / 7)])
def test_variance_of_flat_vectors_attains_the_sharp_constant(m: int, size: int, q: float) -> None:
    assert size == pytest.approx(m * (2 - q) / (2 - 2 * q))
    bound = sharp_dictionary_constant(q) ** 2 * m ** (1 - 2 / q) * float(lq_norm(np.ones(size), q)) ** 2
    assert float(rounding_variance(np.ones(size), m)) == pytest.approx(bound, rel=1e-12)


def test_bad_arguments_are_refused_in_one_sentence() -> None:
    with pytest.raises(DomainError, match=r"q=1.5 is outside \(0, 1\] .*: no rate holds for every dictionary"):
        dictionary_constant(1.5, "sharp")
    with pytest.raises(DomainError, match=r"kind='best' is not one of orthonormal, sharp, uniform, paper"):
        dictionary_constant(0.5, "best")
    with pytest.raises(DomainError, match="q must be > 0"):
        uniform_dictionary_constant(0)
    with pytest.raises(InputTypeError, match="expected real number for q"):
        sharp_dictionary_constant("half")  # type: ignore[arg-type]
    with pytest.raises(NormOverflowError, match=r"the published constant exceeds 1.8e308 at q=0.0005"):
        published_dictionary_constant(0.0005)
    with pytest.raises(DomainError, match=r"m=0 is outside \{1,2,...\}"):
        orthogonal_greedy_factor(0)
    with pytest.raises(DomainError, match=r"delta=1.0 is outside \(0, 1\)"):
        deviation_bound(3, 1)
    with pytest.raises(DomainError, match=r"p=1.0 is outside \(1, inf\) .*without a rate in L_1"):
        lp_dictionary_constant(0.5, 1)
    with pytest.raises(DomainError, match=r"p=0.5 is outside \[1, inf\)"):
        type_constant(0.5)
    with pytest.raises(DomainError, match=r"M=4 is outside \{5,6,...\}"):
        dictionary_lower_bound(4, 0.5, M=4)
    with pytest.raises(DomainError, match=r"F=1.5 is outside \[0, 1\]"):
        dictionary_lower_bound(4, 0.5, F=1.5)
    with pytest.raises(InputTypeError, match="m must be an integer, got float"):
        rounding_threshold([1.0, 2.0], 1.0)  # type: ignore[arg-type]


def test_degenerate_dictionaries_have_no_error() -> None:
    assert common_component_error(3, 3, 0.5, 0.2) == 0
    assert common_component_error(2, 3, 0.5, 1) == 0
    assert dictionary_lower_bound(2, 0.5, F=1) == (0.0, 3, 1.0)
    assert optimal_common_component(4, 5) == 0


@pytest.mark.parametrize("n", [2, 3, 10, 1000])
def test_one_atom_leaves_half_of_the_mass_in_dictionaries_of_every_size(n: int) -> None:
    """The supremum at m = 1, q = 1 is attained, also by finite dictionaries."""
    assert common_component_error(1, n, 1, optimal_common_component(1, n)) == pytest.approx(0.5, rel=1e-14)
    assert dictionary_lower_bound(1, 1) == (0.5, 2, 0.0)
