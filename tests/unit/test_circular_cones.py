"""Caps, energies, tails, widths and volumes of circular cones: tables to all digits, limits exactly, error texts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from lqtheory.balls import ball, precision
from lqtheory.balls.integrals import circle_constant
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.caps import cap_share, tube_share
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.circular_cones import circular_energy, circular_tail, circular_volume, circular_width
from lqtheory.quantities.intrinsic_volumes import circular_volumes
from lqtheory.quantities.reference import circular_cones as reference
from lqtheory.quantities.reference.statistical_dimensions import ball_circular_statistical_dimension
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.volume_operations import volume_mean, volume_variance

#: Intrinsic volumes of the circular cone of angle pi/6 in R^5, and statistical dimensions, as the dossier prints them.
VOLUMES = "0.15625 0.32475952641916449254 0.28125 0.16237976320958224627 0.0625 0.012860710371253261195"
DIMENSIONS = """
2 pi/5 0.9
3 pi/6 1.1339745962155613532
5 3/10 1.0872273606422319359
10 pi/6 2.9835467121158571645
10 1 6.675241196860152044
50 1/5 2.8655353571470338528
100 pi/3 74.50000000265722856
"""
ANGLES = (0.0, 1e-9, 1e-3, 0.3, 0.9, 1.5, 1.5707, math.pi / 2)


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    unit = Fraction(10) ** Decimal(text).as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(text))) <= ball(unit / 2) + value.rad())


def angle(text: str) -> Any:
    return circle_constant() / int(text[3:]) if text.startswith("pi/") else ball(Fraction(text))


@pytest.mark.parametrize("k", range(6))
def test_volumes_are_those_of_the_table(k: int) -> None:
    text = VOLUMES.split()[k]
    with precision(150):
        assert printed(reference.ball_circular_volume(5, k, circle_constant() / 6), text)
    assert circular_volume(5, k, math.pi / 6) == pytest.approx(float(text), rel=1e-14, abs=0)


@pytest.mark.parametrize("line", DIMENSIONS.strip().split("\n"))
def test_rigorous_mean_energies_are_the_dimensions_of_the_table(line: str) -> None:
    d, alpha, text = line.split()
    with precision(150):
        value = reference.ball_circular_energy(int(d), 1, angle(alpha))
        assert printed(value, text)
        assert value.overlaps(ball_circular_statistical_dimension(int(d), angle(alpha)))
        assert circular_energy(int(d), 1, float(angle(alpha))) == pytest.approx(float(text), rel=1e-13, abs=0)


@pytest.mark.parametrize("d", [2, 3, 7, 40, 300])
@pytest.mark.parametrize("alpha", ANGLES)
def test_floats_agree_with_rigorous_integrals(d: int, alpha: float) -> None:
    smallest = 1e-16 if alpha == math.pi / 2 else 1e-40  # there the float of pi/2 counts as pi/2 itself
    with precision(150):
        for ours, theirs, arguments in (
            (cap_share, reference.ball_cap_share, (d,)),
            (circular_energy, reference.ball_circular_energy, (d, 1)),
            (circular_energy, reference.ball_circular_energy, (d, 3)),
            (circular_width, reference.ball_circular_width, (d,)),
            (circular_volume, reference.ball_circular_volume, (d, d // 2)),
            (tube_share, reference.ball_tube_share, (d, d // 2)),
        ):
            value, exact = ours(*arguments, alpha), theirs(*arguments, ball(alpha))
            assert abs(ball(value) - exact) <= 1e-12 * abs(exact) + smallest, (ours.__name__, arguments)


@pytest.mark.parametrize(("d", "alpha"), [(2, 0.5), (3, 1e-3), (10, 0.1), (40, 1.2), (300, 1.5), (1000, 1.45)])
def test_tiny_tails_keep_their_digits(d: int, alpha: float) -> None:
    with precision(400):
        exact = reference.ball_circular_tail(d, ball(alpha))
        assert exact.rad() < 1e-15 * exact
        assert circular_tail(d, alpha) == pytest.approx(float(exact), rel=1e-12, abs=0)
    assert circular_tail(d, alpha) <= d / 2 * math.sin(alpha) ** (d + 1)


def test_extremes_are_exact() -> None:
    for d in (2, 3, 10, 10**6):
        assert (cap_share(d, 0.0), cap_share(d, math.pi / 2), cap_share(d, math.pi)) == (0.0, 0.5, 1.0)
        assert circular_tail(d, 0.0) == circular_width(d, 0.0) == circular_volume(d, d, 0.0) == 0.0
        assert circular_volume(d, 0, 0.0) == circular_volume(d, 1, 0.0) == 0.5
        assert circular_volume(d, d, math.pi / 2) == circular_volume(d, d - 1, math.pi / 2) == 0.5
        assert tube_share(d, d, 0.3) == tube_share(d, 1, math.pi / 2) == 1.0
        assert tube_share(d, 1, 0.0) == 0.0
        assert circular_tail(d, math.pi / 2) == pytest.approx(0.5, rel=1e-12)
    assert circular_energy(7, 1, 0.0) == pytest.approx(0.5, rel=1e-14)
    assert circular_energy(7, 2, math.pi / 2) == pytest.approx((6 * 8 + 7 * 9) / 2, rel=1e-14)
    # In the plane: the whole length on one side of the edge, and its part along the edge on the other.
    assert circular_width(2, math.pi / 2) == pytest.approx(chi_mean(2) * (0.5 + 1 / math.pi), rel=1e-15)


@pytest.mark.parametrize(("d", "alpha"), [(5, 0.3), (24, 1.0), (200, 0.6)])
def test_volumes_have_the_moments_of_the_energy(d: int, alpha: float) -> None:
    v = circular_volumes(d, alpha)
    one, two = circular_energy(d, 1, alpha), circular_energy(d, 2, alpha)
    assert volume_mean(v) == pytest.approx(one, rel=1e-12)
    assert volume_mean(v) == pytest.approx(circular_statistical_dimension(d, alpha), rel=1e-12)
    assert volume_variance(v) == pytest.approx(two - one**2 - 2 * one, rel=1e-9)


def test_the_spherical_steiner_formula_of_the_orthant_to_all_digits() -> None:
    """Orthant of R^3, squared distance 0.3: v = (1, 3, 3, 1)/8."""
    with precision(150):
        root = ball(Fraction(3, 10)).sqrt()
        phi = (root / ball(Fraction(7, 10)).sqrt()).atan()
        shares = [reference.ball_tube_share(3, k, phi) for k in (1, 2, 3)]
        assert printed((3 * shares[0] + 3 * shares[1] + shares[2]) / 8, "0.39164844911415896205")


@pytest.mark.parametrize(("d", "alpha", "phi"), [(3, 0.4, 0.2), (9, 1.2, 0.9), (20, 0.1, 1.5)])
def test_tubes_around_caps_are_caps(d: int, alpha: float, phi: float) -> None:
    v = circular_volumes(d, alpha)
    tube = math.fsum(v[k] * tube_share(d, k, phi) for k in range(1, d + 1))
    assert tube == pytest.approx(cap_share(d, alpha + phi), rel=1e-12)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: cap_share(1, 0.3), DomainError, r"d=1 is outside \{2,3,...\} \(cap_share\)"),
        (lambda: cap_share(3, 3.2), DomainError, "alpha=3.2 is outside"),
        (lambda: cap_share(3, "x"), InputTypeError, "alpha"),  # type: ignore[arg-type]
        (lambda: tube_share(3, 4, 0.1), DomainError, "k=4 is outside .* with d=3"),
        (lambda: tube_share(3, 1, 2.0), DomainError, "phi=2.0 is outside"),
        (lambda: circular_energy(3, 0, 0.1), DomainError, "r=0 is outside"),
        (lambda: circular_energy(3, 1, 2.0), DomainError, "not convex"),
        (lambda: circular_tail(3, -0.1), DomainError, "alpha=-0.1 is outside"),
        (lambda: circular_width(3, math.nan), DomainError, "alpha"),
        (lambda: circular_volume(3, 4, 0.1), DomainError, "k=4 is outside"),
        (lambda: circular_volume(3, 1, 1.6), DomainError, "not convex"),
        (lambda: reference.ball_cap_share(1, 0), DomainError, "d=1 is outside"),
        (lambda: reference.ball_circular_tail(3, 2), DomainError, "is outside"),
        (lambda: reference.ball_circular_energy(3, 0, 1), DomainError, "r=0 is outside"),
        (lambda: reference.ball_circular_volume(3, 4, 1), DomainError, "k=4 is outside"),
        (lambda: reference.ball_tube_share(3, 0, 1), DomainError, "k=0 is outside"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()
