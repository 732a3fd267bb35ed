"""Chi means, circular cones, Weyl chambers: the tables of the dossier to all digits, limits exactly, error texts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lqtheory.balls import ball, precision
from lqtheory.balls.integrals import circle_constant
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities import statistical_dimensions as cones
from lqtheory.quantities.chi_means import chi_mean, chi_mean_excess
from lqtheory.quantities.reference import statistical_dimensions as reference
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.weyl_chambers import (
    QUANTITIES,
    chamber_intrinsic_volumes,
    chamber_polynomial,
    chamber_statistical_dimension,
    chamber_variance,
)

CHI = """
1 0.79788456080286535588 0.13661977236758134308
2 1.2533141373155002512 0.070796326794896619231
10 3.0843277597998638995 0.013077729872046938674
100 9.9750316395510508721 0.0012562100445260888
1000000 999.99975000003125004 1.25000062499961e-7
"""
CIRCULAR = """
2 pi/5 0.9
3 pi/6 1.1339745962155613532
5 3/10 1.0872273606422319359
10 pi/6 2.9835467121158571645
10 1 6.675241196860152044
50 1/5 2.8655353571470338528
100 pi/3 74.50000000265722856
1000 1/100 0.80618665304240496761
"""
CHAMBERS = {
    "A": ("0 1/5 5/12 7/24 1/12 1/120", "137/60"),
    "BC": ("63/256 563/1280 95/384 23/384 5/768 1/3840", "137/120"),
    "D": ("7/32 809/1920 13/48 5/64 1/96 1/1920", "149/120"),
}


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().split("\n")]


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


def angle(text: str) -> tuple[Any, float]:
    """An angle as a ball and as a float."""
    if text.startswith("pi/"):
        return circle_constant() / int(text[3:]), math.pi / int(text[3:])
    return ball(Fraction(text)), float(Fraction(text))


@pytest.mark.parametrize(("d", "mean", "excess"), rows(CHI))
def test_chi_means_are_those_of_the_table(d: str, mean: str, excess: str) -> None:
    with precision(150):
        assert printed(reference.ball_chi_mean(int(d)), mean)
        assert printed(reference.ball_chi_mean_excess(int(d)), excess)
    assert chi_mean(int(d)) == pytest.approx(float(mean), rel=2e-15, abs=0)
    assert chi_mean_excess(int(d)) == pytest.approx(float(excess), rel=1e-13, abs=0)


@pytest.mark.parametrize("d", [1, 2, 17, 299, 300, 301, 302, 1000, 12345])
def test_both_forms_of_chi_means_are_accurate(d: int) -> None:
    with precision(150):
        mean, excess = reference.ball_chi_mean(d), reference.ball_chi_mean_excess(d)
        assert abs(ball(chi_mean(d)) / mean - 1) < 5e-15
        assert abs(ball(chi_mean_excess(d)) / excess - 1) < 1e-14


@pytest.mark.parametrize(("d", "alpha", "text"), rows(CIRCULAR))
def test_circular_cones_are_those_of_the_table(d: str, alpha: str, text: str) -> None:
    exact, nearest = angle(alpha)
    with precision(150):
        exact, _ = angle(alpha)
        assert printed(reference.ball_circular_statistical_dimension(int(d), exact), text)
    assert circular_statistical_dimension(int(d), nearest) == pytest.approx(float(text), rel=1e-14, abs=0)


def test_limits_of_circular_cones_are_exact() -> None:
    for d in (2, 3, 10, 10**6):
        assert circular_statistical_dimension(d, 0) == 0.5
        assert circular_statistical_dimension(d, math.pi / 2) == d - 0.5
    assert [circular_statistical_dimension(1, a) for a in (0, 0.3, math.pi / 2)] == [0.5, 0.5, 0.5]
    assert circular_statistical_dimension(2, 1.0) == pytest.approx(0.5 + 2 / math.pi, rel=1e-15)
    assert circular_statistical_dimension(30, math.pi / 4) == pytest.approx(15, rel=1e-15)
    values = circular_statistical_dimension(7, np.array([[0.0, 0.5], [1.0, math.pi / 2]]))
    assert values.shape == (2, 2)
    assert values[0, 1] == circular_statistical_dimension(7, 0.5)


@given(d=st.integers(2, 3000) | st.sampled_from([10**5, 10**6]), alpha=st.floats(0.0, math.pi / 2))
@example(d=10**6, alpha=1e-3)
@example(d=2, alpha=1e-9)
@example(d=10**6, alpha=1.5703)
def test_circular_cones_agree_with_balls_and_polarity(d: int, alpha: float) -> None:
    value = circular_statistical_dimension(d, alpha)
    assert 0.5 <= value <= d - 0.5
    assert value + circular_statistical_dimension(d, math.pi / 2 - alpha) == pytest.approx(d, rel=1e-13)
    if d < 3000:
        with precision(100):
            exact = reference.ball_circular_statistical_dimension(d, ball(alpha))
            assert abs(ball(value) / exact - 1) < 1e-13


@pytest.mark.parametrize("kind", CHAMBERS)
def test_chambers_are_those_of_the_table(kind: str) -> None:
    volumes, mean = CHAMBERS[kind]
    exact = chamber_polynomial(kind, 5)
    assert " ".join(map(str, exact)) == volumes
    assert chamber_statistical_dimension(kind, 5) == pytest.approx(float(Fraction(mean)), rel=1e-15)
    assert chamber_intrinsic_volumes(kind, 5) == pytest.approx([float(v) for v in exact], rel=1e-14)


@pytest.mark.parametrize("kind", CHAMBERS)
def test_single_volumes_of_chambers_are_those_of_the_table(kind: str) -> None:
    quantity = next(q for q in QUANTITIES if q.name == f"volume_of_chamber_{kind.lower()}")
    for k, text in enumerate(CHAMBERS[kind][0].split()):
        assert quantity.ball(5, k).contains(ball(Fraction(text)))  # type: ignore[misc]
        assert quantity(5, k) == pytest.approx(float(Fraction(text)), rel=1e-14, abs=0)


@pytest.mark.parametrize("kind", CHAMBERS)
@pytest.mark.parametrize("d", [2, 3, 17, 60])
def test_chamber_polynomials_have_their_sums(kind: str, d: int) -> None:
    """P(1) = 1, P(-1) = 0 (but at A with d = 1), P'(1) = δ; the variance is that of the law."""
    exact = chamber_polynomial(kind, d)
    mean = sum(k * v for k, v in enumerate(exact))
    assert (sum(exact), sum((-1) ** k * v for k, v in enumerate(exact))) == (1, 0)
    assert chamber_statistical_dimension(kind, d) == pytest.approx(float(mean), rel=1e-15)
    variance = sum(k * k * v for k, v in enumerate(exact)) - mean**2
    assert chamber_variance(kind, d) == pytest.approx(float(variance), rel=1e-14)
    assert chamber_intrinsic_volumes(kind, d) == pytest.approx([float(v) for v in exact], rel=1e-13)


def test_large_chambers() -> None:
    assert chamber_statistical_dimension("A", 100) == pytest.approx(5.1873775176396202608, rel=1e-15)
    assert chamber_statistical_dimension("A", 10**6) == pytest.approx(14.392726722865723631, rel=1e-15)
    with precision(150):
        assert printed(QUANTITIES[0].ball(100), "5.1873775176396202608")  # type: ignore[misc]
        assert printed(QUANTITIES[0].ball(10**6), "14.392726722865723631")  # type: ignore[misc]
    assert (chamber_statistical_dimension("A", 1), chamber_statistical_dimension("BC", 1)) == (1.0, 0.5)
    assert (chamber_variance("A", 1), chamber_variance("BC", 1)) == (0.0, 0.25)
    for quantity in QUANTITIES[:6]:
        for d in (400, 401, 10**9):
            with precision(120):
                assert abs(ball(quantity(d)) / quantity.ball(d) - 1) < 1e-15  # type: ignore[misc]


def test_elementary_cones() -> None:
    assert cones.subspace_statistical_dimension(0, 3) == 0
    assert cones.subspace_statistical_dimension(3, 3) == 3
    assert cones.self_dual_statistical_dimension(3) == cones.orthant_statistical_dimension(3) == 1.5
    assert cones.psd_statistical_dimension(10**6) == 10**6 * (10**6 + 1) / 4
    assert cones.half_space_statistical_dimension(1) == cones.ray_statistical_dimension(9) == 0.5


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: chi_mean(0), DomainError, r"d=0 is outside \{1,2,...\} \(chi_mean\); use d >= 1"),
        (lambda: chi_mean(2.0), InputTypeError, "d must be an integer"),  # type: ignore[arg-type]
        (lambda: chi_mean_excess(-3), DomainError, "d=-3 is outside"),
        (lambda: circular_statistical_dimension(0, 1.0), DomainError, "d=0 is outside"),
        (lambda: circular_statistical_dimension(3, 2.0), DomainError, r"alpha=2.0 is outside \[0, pi/2\] .*not convex"),
        (lambda: circular_statistical_dimension(3, -0.1), DomainError, r"alpha=-0.1 is outside \[0, pi/2\]"),
        (lambda: circular_statistical_dimension(3, math.nan), DomainError, "alpha=nan is outside"),
        (lambda: circular_statistical_dimension(3, "x"), InputTypeError, "alpha must be a real number"),
        (lambda: circular_statistical_dimension(3, [None, 1j]), InputTypeError, "alpha must be a real number"),
        (lambda: reference.ball_circular_statistical_dimension(3, 2), DomainError, "is outside"),
        (lambda: chamber_polynomial("D", 1), DomainError, r"d=1 is outside \{2,3,...\} \(chamber_polynomial\)"),
        (lambda: chamber_variance("E", 3), DomainError, "kind='E' is no Weyl chamber .*; use one of A, BC, D"),
        (lambda: chamber_intrinsic_volumes("A", True), InputTypeError, "d must be an integer, got the bool"),
        (lambda: QUANTITIES[2].ball(1), DomainError, "d=1 is outside"),  # type: ignore[misc]
        (lambda: QUANTITIES[6].ball(3, 4), DomainError, "k=4 is outside .* with d=3"),  # type: ignore[misc]
        (lambda: QUANTITIES[6](3, 4), DomainError, "k=4 is outside"),
        (lambda: QUANTITIES[0].ball(0), DomainError, "d=0 is outside"),  # type: ignore[misc]
        (lambda: cones.subspace_statistical_dimension(4, 3), DomainError, "m=4 is outside .* with d=3"),
        (lambda: cones.psd_statistical_dimension(0), DomainError, "n=0 is outside"),
        (lambda: reference.ball_subspace_statistical_dimension(4, 3), DomainError, "m=4 is outside"),
        (lambda: reference.ball_chi_mean(0), DomainError, "d=0 is outside"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()
