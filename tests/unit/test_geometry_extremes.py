"""Extremes of every closed form of convex geometry: d = 1 and 10^6, s = 0 and d, shares of 1e-9, angles 0 and π/2.

Each is answered in seconds and agrees with its ball version, or is refused by an error; what has no ball in such
dimensions obeys identities that hold exactly.
"""

import itertools
import math
import time
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.cones import meets_subspace, orthant, weyl_chamber
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities import all_quantities, find_quantity
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.circular_cones import circular_energy
from lqtheory.quantities.descent_bounds import l1_descent_gap_bound
from lqtheory.quantities.descent_cones import l1_descent_dimension_bound, l1_descent_share
from lqtheory.quantities.descent_intrinsic_volumes import (
    erf_power_mean,
    l1_descent_dimension,
    l1_descent_intrinsic_volumes,
)
from lqtheory.quantities.intrinsic_volumes import circular_volumes, orthant_volumes
from lqtheory.quantities.kinematics import cone_meets_subspace, orthant_meets_subspace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.volume_operations import product_volumes
from lqtheory.quantities.weyl_chambers import chamber_intrinsic_volumes, chamber_statistical_dimension, chamber_variance

D = 10**6
SCALARS = {
    **{"d": (1, 2, D), "n": (1, D), "b": (1, 1000), "r": (1, 3), "j": (0, 1, 50)},
    **{"rho": (0.0, 1e-9, 1 - 1e-9, 1.0), "nu": (1e-9, 1.0), "eta": (1e-300, 1.0), "h": (0.0, 1e-9, 1e3)},
    **{"alpha": (0.0, 1e-9, math.pi / 2 - 1e-9, math.pi / 2), "phi": (0.0, math.pi / 2), "t": (0.0, 1e-9, 1.9)},
}
#: What depends on the dimension, as shares of it.
SHARES = {"k": (0.0, 0.5, 1.0), "m": (0.0, 0.5, 1.0), "delta": (0.0, 0.5, 1.0)}
IDS = ("geom.chi", "geom.statdim", "geom.descent", "geom.kin", "geom.iv", "geom.ell")
QUANTITIES = {
    name: quantity
    for name, quantity in all_quantities().items()
    if quantity.id.startswith(IDS) and set(quantity.arguments) <= {*SCALARS, *SHARES, "s"}
}
#: Ball versions that integrate over the whole sphere, not made for such dimensions.
SLOW_BALLS = {"circular_energy", "circular_width", "cap_share", "tube_share", "circular_tail", "circular_volume"}


def cases(quantity: Quantity) -> list[dict[str, Any]]:
    """All combinations of extreme arguments."""
    choices = []
    for letter in quantity.arguments:
        if letter == "s":
            choices.append((0.0, 1e-9, 0.5, 1.0) if "s" in quantity.integer_arguments else (0.0, 1e-9, 1e6))
        else:
            choices.append(SHARES.get(letter) or SCALARS[letter])
    found = []
    for combination in itertools.product(*choices):
        case = dict(zip(quantity.arguments, combination, strict=True))
        d = case.get("d", D)
        for letter in SHARES.keys() & case.keys() - {"delta"}:
            case[letter] = round(case[letter] * d)
        if "delta" in case:
            case["delta"] *= d
        if "s" in quantity.integer_arguments and "s" in case:
            case["s"] = 1 if case["s"] == 1e-9 else round(case["s"] * d)
        found.append(case)
    return found


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_closed_form_is_answered_or_refused_at_its_extremes(name: str) -> None:
    quantity, answered = QUANTITIES[name], 0
    for case in cases(quantity):
        if quantity.id == "geom.descent.l1_exact" and case.get("d") == D and case["s"] == D // 2:
            continue  # some seconds each; see below
        start = time.process_time()
        try:
            value = np.asarray(quantity(*case.values()), dtype=float)
        except DomainError:
            continue
        assert time.process_time() - start < 5, case
        assert not np.isnan(value).any(), case
        answered += 1
        if value.ndim == 0:
            compare(quantity, case, float(value))
    assert answered


def compare(quantity: Quantity, case: dict[str, Any], value: float) -> None:
    """With the ball, where there is one, to 12 digits of the value or of one."""
    if quantity.ball is None or (quantity.name in SLOW_BALLS and case["d"] == D):
        return
    with precision(160):
        try:
            exact = quantity.ball(*(v if n in quantity.integer_arguments else ball(v) for n, v in case.items()))
        except (UnsupportedError, DomainError):
            return
    if exact.is_finite() and exact.rel_accuracy_bits() > 40:
        # The float nearest to π/2 stands for π/2: what it leaves is seen in numbers of that size.
        absolute = 1e-15 if "alpha" in case else 1e-300
        if quantity.name == "l1_descent_variance_estimate":  # heuristic; says itself how much cancels next to 1
            absolute = 1e-14 * (1 - case["rho"])
        assert value == pytest.approx(float(exact.mid()), rel=2e-12, abs=absolute), case
    elif not exact.is_nan() and exact.is_finite():
        assert abs(value - float(exact.mid())) <= float(exact.rad()) + 1e-12, case


def test_dimensions_of_a_million() -> None:
    assert chi_mean(D) == pytest.approx(999.99975000003125004, rel=1e-15)
    assert chamber_statistical_dimension("A", D) == pytest.approx(14.392726722865723631, rel=1e-15)
    assert weyl_chamber("A", D).statistical_dimension().value == chamber_statistical_dimension("A", D)
    assert l1_descent_share(1e-9) == pytest.approx(3.3396531059730154624e-8, rel=1e-13)


@pytest.mark.parametrize("kind", ["A", "BC", "D"])
def test_chambers_of_a_million_dimensions_have_their_volumes(kind: str) -> None:
    v = chamber_intrinsic_volumes(kind, D)
    k = np.arange(D + 1)
    assert v.sum() == pytest.approx(1, abs=1e-12)
    assert v[::2].sum() == pytest.approx(0.5, abs=1e-12)
    mean = float(k @ v)
    assert mean == pytest.approx(chamber_statistical_dimension(kind, D), rel=1e-12)
    assert float((k - mean) ** 2 @ v) == pytest.approx(chamber_variance(kind, D), rel=1e-11)
    first = {"A": 1 / D, "BC": None, "D": None}[kind]  # v_1 = (d-1)!/d! for type A
    assert first is None or v[1] == pytest.approx(first, rel=1e-12)


@pytest.mark.parametrize("s", [1, 30, pytest.param(1000, marks=pytest.mark.slow), 999_000, D - 1, D])
def test_l1_cones_in_a_million_dimensions_obey_the_certificates(s: int) -> None:
    v = l1_descent_intrinsic_volumes(D, s)
    assert v.sum() == pytest.approx(1, abs=2e-12)
    assert v[::2].sum() == pytest.approx(0.5, abs=2e-12)
    value, curve = l1_descent_dimension(D, s), l1_descent_dimension_bound(D, s)
    assert curve - l1_descent_gap_bound(s / D) - 1e-9 <= value <= curve + 1e-9
    if s == 1:  # the vertex of the cross-polytope: P(g is in the polar cone) = 1/(2d)
        assert v[0] == pytest.approx(1 / (2 * D), rel=1e-12)
    if s == D - 1:
        angle = math.atan(1 / math.sqrt(s)) / math.pi
        np.testing.assert_allclose(v[-3:], [angle, 0.5, 0.5 - angle], rtol=1e-13)


@pytest.mark.slow
def test_l1_cones_with_half_of_a_million_entries() -> None:
    v = l1_descent_intrinsic_volumes(D, D // 2)
    assert v.sum() == pytest.approx(1, abs=1e-12)
    assert v[::2].sum() == pytest.approx(0.5, abs=1e-12)
    curve = l1_descent_dimension_bound(D, D // 2)
    assert curve - l1_descent_gap_bound(0.5) <= float(np.arange(D + 1) @ v) <= curve


@pytest.mark.parametrize("alpha", [0.0, 1e-9, 1e-3, 0.5, math.pi / 2 - 1e-9, math.pi / 2])
def test_circular_cones_of_a_million_dimensions(alpha: float) -> None:
    delta = circular_statistical_dimension(D, alpha)
    with precision(128):
        exact = all_quantities()["circular_statistical_dimension"].ball(D, ball(alpha))
    assert delta == pytest.approx(float(exact), rel=2e-13)
    assert circular_energy(D, 1, alpha) == pytest.approx(delta, rel=1e-12)
    v = circular_volumes(D, alpha)
    assert v.sum() == pytest.approx(1, abs=1e-12)
    assert v[::2].sum() == pytest.approx(0.5, abs=1e-12)
    assert float(np.arange(D + 1) @ v) == pytest.approx(delta, rel=1e-11)


def test_exact_kinematics_in_large_dimensions() -> None:
    assert orthant_meets_subspace(D, D // 2) == pytest.approx(0.5, abs=1e-12)
    with precision(128):
        exact = all_quantities()["orthant_meets_subspace"].ball(D, 499_000)
    assert orthant_meets_subspace(D, 499_000) == pytest.approx(float(exact), rel=1e-12)
    assert orthant_meets_subspace(D, 501_000) == pytest.approx(1 - float(exact), rel=1e-12)
    assert meets_subspace(orthant(D), D - 499_000) == pytest.approx(float(exact), rel=1e-11)
    volumes = l1_descent_intrinsic_volumes(D, 1)
    low, middle, high = (cone_meets_subspace(volumes, m) for m in (60, 20, 5))
    assert 0 < low < 1e-6 < 0.1 < middle < 0.9 < 0.99 < high < 1


def test_products_of_large_cones() -> None:
    v = product_volumes(orthant_volumes(100_000), orthant_volumes(100_000))
    np.testing.assert_allclose(v, orthant_volumes(200_000), rtol=1e-10, atol=1e-300)


def test_external_angles_of_many_generators() -> None:
    assert erf_power_mean(D, 1) == pytest.approx(1 / (2 * (D + 1)), rel=1e-12)


def test_widths_of_ellipsoids_whose_squared_axes_add_up_to_more_than_any_float() -> None:
    for name in ("ellipsoid_width", "ellipsoid_width_lower", "ellipsoid_width_upper"):
        width = find_quantity(name)
        assert width([1e308, 1e308, 1e307]) == pytest.approx(1e154 * width([1.0, 1.0, 0.1]), rel=1e-14)
        np.testing.assert_allclose(width(np.array([[1e308, 1e308], [1.0, 2.0]]))[1], width([1.0, 2.0]), rtol=1e-14)
