"""Intrinsic volumes of l_1 descent cones: the values of the dossier to all digits, certificates, edges, error texts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, precision, total
from lqtheory.errors import DomainError, InputTypeError, UnsupportedError
from lqtheory.quantities.descent_bounds import (
    l1_descent_gap_bound,
    l1_descent_gap_estimate,
    l1_descent_published_gap_bound,
)
from lqtheory.quantities.descent_cones import l1_descent_dimension_bound, l1_descent_share, l1_descent_threshold
from lqtheory.quantities.descent_intrinsic_volumes import (
    equicorrelated_orthant,
    erf_power_mean,
    l1_descent_dimension,
    l1_descent_intrinsic_volumes,
    l1_descent_volume,
)
from lqtheory.quantities.reference import descent_intrinsic_volumes as reference
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_gap_bound, ball_l1_descent_share
from lqtheory.quantities.volume_operations import volume_variance

VOLUMES = [
    (3, 1, "0.166666666666666667 0.39182655203060727 0.333333333333333333 0.10817344796939273", "1.38301356260545213"),
    (
        5,
        2,
        "0 0.0695614454339856937 0.241291869765498731 0.346963080241036457 0.258708130234501269 0.0834754743249778496",
        "3.04524431825098685",
    ),
]


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


@pytest.mark.parametrize(("d", "s", "volumes", "dimension"), VOLUMES)
def test_small_cones_are_those_of_the_table(d: int, s: int, volumes: str, dimension: str) -> None:
    texts = volumes.split()
    with precision(100):
        exact = reference.ball_l1_descent_intrinsic_volumes(d, s)
        assert all(printed(v, text) for v, text in zip(exact, texts, strict=True))
        assert printed(reference.ball_l1_descent_dimension(d, s), dimension)
    assert l1_descent_intrinsic_volumes(d, s) == pytest.approx([float(t) for t in texts], rel=3e-14, abs=0)
    assert l1_descent_dimension(d, s) == pytest.approx(float(dimension), rel=3e-14, abs=0)


@pytest.mark.parametrize(
    ("d", "s", "dimension", "gap", "estimate", "bound"),
    [
        (20, 3, 7.956702731782179959616, 0.60154, 0.60372, 1.722),
        (100, 5, 19.8949355492191, 0.495050, 0.495248, None),
        (400, 40, 130.95680823221, 0.560594, 0.560687, None),
    ],
)
def test_gaps_are_those_of_the_dossier(
    d: int, s: int, dimension: float, gap: float, estimate: float, bound: float | None
) -> None:
    value = l1_descent_dimension(d, s)
    assert value == pytest.approx(dimension, rel=2e-13)  # the dossier's last digits come from v_d = 1 - sum v
    exceeds = l1_descent_dimension_bound(d, s) - value
    assert exceeds == pytest.approx(gap, abs=6e-6)
    assert l1_descent_gap_estimate(s / d) == pytest.approx(estimate, abs=6e-6)
    assert exceeds <= l1_descent_gap_bound(s / d) <= l1_descent_published_gap_bound(d, s)
    assert bound is None or l1_descent_gap_bound(s / d) == pytest.approx(bound, abs=6e-4)


@pytest.mark.parametrize(("d", "s"), [(1, 1), (2, 1), (7, 3), (40, 1), (60, 59), (200, 30)])
def test_certificates(d: int, s: int) -> None:
    """The sum is 1, with even indices 1/2 (Gauss-Bonnet), and v_d is not what is left of 1 but agrees with it."""
    volumes = l1_descent_intrinsic_volumes(d, s)
    assert volumes.sum() == pytest.approx(1, abs=1e-13)
    assert volumes[::2].sum() == pytest.approx(0.5, abs=1e-13)
    assert np.all(volumes[: s - 1] == 0)
    assert np.all(volumes >= 0)
    gap = l1_descent_dimension_bound(d, s) - l1_descent_dimension(d, s)
    assert -1e-12 <= gap <= l1_descent_gap_bound(s / d)


def test_the_last_volume_is_accurate_where_it_is_tiny() -> None:
    """One coordinate of 9: P(g > sum of 8 magnitudes), against balls, to digits that subtraction would not leave."""
    with precision(100):
        exact = reference.ball_l1_descent_intrinsic_volumes(9, 1)[9]
        assert exact.rel_accuracy_bits() > 45
    value = l1_descent_intrinsic_volumes(9, 1)[9]
    assert 0 < l1_descent_intrinsic_volumes(60, 1)[60] < 1e-40 < value < 1e-3
    assert value == pytest.approx(float(exact.mid()), rel=1e-12, abs=0)


def test_simulated_projections_fall_on_faces_with_these_probabilities(rng: np.random.Generator) -> None:
    """With d = 5, s = 2 the dimension is s - 1 + #{|g_i| > τ_g}, τ_g the minimiser, d if it is 0; 20000 samples."""
    d, s, size = 5, 2, 20_000
    g = rng.standard_normal((size, d))
    along, others = g[:, :s].sum(axis=1), np.sort(np.abs(g[:, s:]), axis=1)[:, ::-1]
    counts = np.zeros(d + 1)
    sums = np.concatenate([np.zeros((size, 1)), others.cumsum(axis=1)], axis=1)
    candidates = (along[:, None] + sums) / (s + np.arange(d - s + 1))
    for row, tau, magnitude in zip(range(size), candidates, others, strict=True):
        j = next((j for j in range(d - s + 1) if np.sum(magnitude > tau[j]) == j), None)
        dimension = d if j is None or tau[j] <= 0 else s - 1 + j
        counts[dimension] += 1
        assert row < size
    volumes = l1_descent_intrinsic_volumes(d, s)
    allowed = 6.5 * np.sqrt(volumes * (1 - volumes) / size)
    assert np.all(np.abs(counts / size - volumes) <= allowed)


def test_edges() -> None:
    assert l1_descent_intrinsic_volumes(4, 4).tolist() == [0, 0, 0, 0.5, 0.5]
    assert (l1_descent_dimension(4, 4), l1_descent_dimension(4, 0), l1_descent_dimension(1, 1)) == (3.5, 0.0, 0.5)
    with precision(100):
        assert reference.ball_l1_descent_dimension(4, 0) == 0
        assert printed(reference.ball_l1_descent_dimension(4, 4), "3.5")


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (
            lambda: l1_descent_intrinsic_volumes(3, 0),
            DomainError,
            r"s=0 is outside \{1,...,d\} with d=3 .*cone is \{0\}",
        ),
        (lambda: l1_descent_intrinsic_volumes(3, 4), DomainError, r"s=4 is outside \{1,...,d\} with d=3"),
        (lambda: l1_descent_intrinsic_volumes(0, 1), DomainError, "d=0 is outside"),
        (lambda: l1_descent_dimension(3, -1), DomainError, "s=-1 is outside"),
        (lambda: l1_descent_dimension(3, 1.0), InputTypeError, "s must be an integer"),  # type: ignore[arg-type]
        (lambda: l1_descent_dimension(math.nan, 1), InputTypeError, "d must be an integer"),  # type: ignore[arg-type]
        (lambda: reference.ball_l1_descent_intrinsic_volumes(3, 0), DomainError, "s=0 is outside"),
        (lambda: reference.ball_l1_descent_dimension(401, 3), UnsupportedError, "d=401 is above 400"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


GRID = [(d, s) for d in range(1, 9) for s in range(1, d + 1)]


def holds_in_balls(d: int, s: int) -> None:
    """Sum 1, alternating sum 0, and d psi - delta between 0 and its bounds, all certified."""
    with precision(80):
        volumes = reference.ball_l1_descent_intrinsic_volumes(d, s)
        one, zero = total(volumes) - 1, total((-1) ** k * v for k, v in enumerate(volumes))
        assert abs(one) < 1e-20
        assert abs(zero) < 1e-20
        gap = d * ball_l1_descent_share(ball(Fraction(s, d))) - reference.ball_l1_descent_dimension(d, s)
        assert 0 < gap < 1
        assert gap <= ball_l1_descent_gap_bound(ball(Fraction(s, d)))
        assert gap <= 2 * ball(Fraction(d, s)).sqrt()


@pytest.mark.parametrize(("d", "s"), GRID)
def test_bounds_hold_for_exact_values_on_a_grid(d: int, s: int) -> None:
    holds_in_balls(d, s)


@pytest.mark.slow
@pytest.mark.parametrize("d", range(9, 18))
def test_bounds_hold_for_exact_values_on_a_large_grid(d: int) -> None:
    for s in range(1, d + 1):
        holds_in_balls(d, s)


@pytest.mark.slow
@pytest.mark.parametrize(("d", "s"), [(24, 1), (40, 4), (40, 20), (40, 39)])
def test_the_largest_enclosures_are_tight(d: int, s: int) -> None:
    with precision(80):
        volumes = reference.ball_l1_descent_intrinsic_volumes(d, s)
        assert min(v.rel_accuracy_bits() for v in volumes if not v.is_zero()) > 60
    floats = l1_descent_intrinsic_volumes(d, s)
    assert floats == pytest.approx([float(v.mid()) for v in volumes], rel=2e-13, abs=0)


@pytest.mark.parametrize("d", [60, 200, 400])
def test_bounds_hold_in_large_dimensions(d: int) -> None:
    for s in (1, 2, d // 20, d // 3, d - 1, d):
        gap = l1_descent_dimension_bound(d, s) - l1_descent_dimension(d, s)
        assert -1e-10 <= gap <= min(1, l1_descent_gap_bound(s / d))


@pytest.mark.parametrize("s", [1, 2, 7, 30])
def test_few_zeros_have_closed_forms(s: int) -> None:
    angle = [math.atan(1 / math.sqrt(v)) / math.pi for v in (s, s * (s + 2), s + 1)]
    one, two = l1_descent_intrinsic_volumes(s + 1, s), l1_descent_intrinsic_volumes(s + 2, s)
    assert one[s - 1 :] == pytest.approx([angle[0], 0.5, 0.5 - angle[0]], rel=1e-13)
    assert two[s - 1 :] == pytest.approx([angle[1], 2 * angle[2], 0.5 - angle[1], 0.5 - 2 * angle[2]], rel=1e-13)
    assert l1_descent_intrinsic_volumes(s, 1)[0] == pytest.approx(1 / (2 * s), rel=1e-13)
    assert [l1_descent_volume(s + 1, s, k) for k in range(s + 2)] == one.tolist()


def test_angles_of_faces() -> None:
    assert [erf_power_mean(m, 1) for m in range(5)] == pytest.approx([1 / (2 * m + 2) for m in range(5)], rel=1e-14)
    assert [erf_power_mean(0, r) for r in (1, 5, 50)] == pytest.approx([0.5] * 3, rel=1e-14)
    assert [equicorrelated_orthant(s, 0) for s in (1, 9)] == [1.0, 1.0]
    assert [equicorrelated_orthant(s, 1) for s in (1, 9)] == pytest.approx([0.5, 0.5], rel=1e-14)
    assert equicorrelated_orthant(10**6, 3) == pytest.approx(1 / 8, rel=1e-5)
    for call in (lambda: erf_power_mean(-1, 1), lambda: erf_power_mean(1, 0), lambda: equicorrelated_orthant(0, 1)):
        with pytest.raises(DomainError):
            call()
    with pytest.raises(DomainError, match="k=4 is outside"):
        l1_descent_volume(3, 1, 4)


def test_the_asymptotic_variance_and_the_exact_one_are_those_of_the_dossier() -> None:
    """Var V = s(2 + 4τ²) + (d-s) Var (|g|-τ)_+² - 2dψ to leading order: 86.55 for (400, 40), where it is 86.65."""
    from scipy.integrate import quad

    d, s = 400, 40
    tau, share = l1_descent_threshold(s / d), l1_descent_share(s / d)

    def moment(power: int) -> float:
        return 2 * quad(lambda g: (g - tau) ** power * math.exp(-g * g / 2), tau, 12)[0] / math.sqrt(2 * math.pi)

    spread = moment(4) - moment(2) ** 2
    assert s * (2 + 4 * tau**2) + (d - s) * spread - 2 * d * share == pytest.approx(86.55, abs=0.005)
    assert volume_variance(l1_descent_intrinsic_volumes(d, s)) == pytest.approx(86.65, abs=0.005)


@pytest.mark.parametrize(("rho", "off"), [(1e-3, 0.10), (1e-15, 0.007)])
def test_the_expansion_for_small_shares_is_as_slow_as_the_dossier_says(rho: float, off: float) -> None:
    """ψ/ρ = 2L - 3 log(2L) - log(π/2) + 3 + o(1), L = log(1/ρ): relative errors of 10% at 1e-3, 0.7% at 1e-15."""
    level = 2 * math.log(1 / rho)
    expansion = level - 3 * math.log(level) - math.log(math.pi / 2) + 3
    assert abs(expansion / (l1_descent_share(rho) / rho) - 1) == pytest.approx(off, rel=0.1)
