"""The l_1 descent curve: the tables of the dossier to all digits, extremes, bounds, error texts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lqtheory.balls import ball, hull, precision
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities import descent_bounds as bounds
from lqtheory.quantities.descent_cones import (
    l1_descent_at_log_odds,
    l1_descent_dimension_bound,
    l1_descent_share,
    l1_descent_threshold,
    nonnegative_descent_share,
    nonnegative_descent_threshold,
)
from lqtheory.quantities.gaussian_tails import tail_factors
from lqtheory.quantities.reference import descent_cones as reference

L1 = """
1e-9 5.5279657310642090244 3.3396531059730154624e-8 2.838125905 0.0849826558
1e-6 4.2654604705190548144 2.0949013406089778725e-5 2.754842186 0.1315022399
0.001 2.632879901010829395 0.0094579614939097718604 2.518965925 0.266332859
0.01 1.9451113746544708287 0.06124395943638563937 2.302720934 0.375991519
0.05 1.3983771246759591633 0.20389985632963993772 2.019619671 0.4952479387
0.1 1.1401711458357420211 0.32879350545363005922 1.843501453 0.5606866991
0.2 0.86159211241582881167 0.51112961037309678552 1.627721842 0.6369115812
0.5 0.43632656379365158876 0.83129990570645620406 1.281838071 0.770984131
0.9 0.080043923197626127992 0.99362023223589749236 1.039952184 0.9419664929
0.999 0.00079788481477755730 0.99999936338009253745 1.000363744 0.999364016
"""
NONNEGATIVE = """
1e-6 - 1.9737070264043348749e-5
0.01 1.7207832623524657548 0.052218629577143479047
0.1 0.90146159626303261688 0.26530432476290045682
0.5 0.27602980479814329697 0.6956312935673171938
0.9 0.042031012151874833753 0.94832369879160434197
"""
FRACTIONS = (
    st.floats(0.0, 1.0) | st.floats(-700.0, 0.0).map(math.exp) | st.floats(-36.0, 0.0).map(lambda x: 1 - math.exp(x))
)


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().split("\n")]


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


@pytest.mark.parametrize(("rho", "threshold", "share", "gap", "estimate"), rows(L1))
def test_the_l1_curve_is_that_of_the_table(rho: str, threshold: str, share: str, gap: str, estimate: str) -> None:
    with precision(128):
        exact = ball(Fraction(Decimal(rho)))
        assert printed(reference.ball_l1_descent_threshold(exact), threshold)
        value = reference.ball_l1_descent_share(exact)
        assert printed(value, share)
        assert value.rel_accuracy_bits() > 100
        assert printed(reference.ball_l1_descent_gap_bound(exact), gap)
    assert l1_descent_share(float(rho)) == pytest.approx(float(share), rel=5e-15, abs=0)
    assert l1_descent_threshold(float(rho)) == pytest.approx(float(threshold), rel=5e-15, abs=0)
    assert bounds.l1_descent_gap_bound(float(rho)) == pytest.approx(float(gap), rel=7e-10, abs=0)
    assert bounds.l1_descent_gap_estimate(float(rho)) == pytest.approx(float(estimate), rel=7e-10, abs=0)


@pytest.mark.parametrize(("rho", "threshold", "share"), rows(NONNEGATIVE))
def test_the_nonnegative_curve_is_that_of_the_table(rho: str, threshold: str, share: str) -> None:
    with precision(128):
        exact = ball(Fraction(Decimal(rho)))
        assert printed(reference.ball_nonnegative_descent_share(exact), share)
        assert threshold == "-" or printed(reference.ball_nonnegative_descent_threshold(exact), threshold)
    assert nonnegative_descent_share(float(rho)) == pytest.approx(float(share), rel=5e-15, abs=0)
    if threshold != "-":
        assert nonnegative_descent_threshold(float(rho)) == pytest.approx(float(threshold), rel=5e-15, abs=0)


@given(rho=FRACTIONS)
@example(rho=5e-324)
@example(rho=1 - 2**-53)
def test_curves_agree_with_balls(rho: float) -> None:
    with precision(100):
        for array, enclosing in (
            (l1_descent_share, reference.ball_l1_descent_share),
            (nonnegative_descent_share, reference.ball_nonnegative_descent_share),
            (bounds.l1_descent_gap_bound, reference.ball_l1_descent_gap_bound),
        ):
            value, exact = array(rho), enclosing(ball(rho))
            assert abs(ball(value) - exact) <= ball(3e-14) * abs(exact) + ball(5e-324), array.__name__
        if 0 < rho:
            threshold = l1_descent_threshold(rho)
            assert abs(ball(threshold) - reference.ball_l1_descent_threshold(ball(rho))) <= 2e-14 * abs(threshold)


@given(rho=FRACTIONS)
def test_bounds_hold_and_the_nonnegative_cone_is_smaller(rho: float) -> None:
    share = l1_descent_share(rho)
    above = 1 + 1e-14
    assert rho <= nonnegative_descent_share(rho) * above
    assert nonnegative_descent_share(rho) <= share * above
    assert share <= bounds.l1_descent_log_bound(rho) * above + 5e-324
    assert share <= bounds.l1_descent_quadratic_bound(rho) * above
    assert 1 - 1e-14 <= bounds.l1_descent_gap_bound(rho) <= 3
    assert 1 - 1e-14 <= bounds.nonnegative_descent_gap_bound(rho) <= 3
    assert 0 <= bounds.l1_descent_gap_estimate(rho) <= above


def test_the_share_is_the_least_mean_squared_distance() -> None:
    """The minimum over a grid of τ of ρ(1+τ²) + (1-ρ) 2[(1+τ²)Q - τφ], the textbook form."""
    tau = np.linspace(0.0, 4.0, 400_001)
    mills, _, _ = tail_factors(tau)
    density = np.exp(-(tau**2) / 2) / math.sqrt(2 * math.pi)
    for rho in (0.01, 0.1, 0.5, 0.9):
        values = rho * (1 + tau**2) + (1 - rho) * 2 * density * ((1 + tau**2) * mills - tau)
        assert l1_descent_share(rho) == pytest.approx(values.min(), rel=1e-9)


def test_extremes_are_exact() -> None:
    assert (l1_descent_share(0), l1_descent_share(1)) == (0.0, 1.0)
    assert (l1_descent_threshold(0), l1_descent_threshold(1)) == (math.inf, 0.0)
    assert (nonnegative_descent_share(0), nonnegative_descent_share(1)) == (0.0, 1.0)
    assert (l1_descent_dimension_bound(7, 0), l1_descent_dimension_bound(7, 7)) == (0.0, 7.0)
    assert l1_descent_dimension_bound(10**9, 1) == pytest.approx(33.396531059730154624, rel=1e-14)
    assert (bounds.l1_descent_gap_bound(0), bounds.l1_descent_gap_bound(1)) == (3.0, 1.0)
    assert (bounds.l1_descent_gap_estimate(0), bounds.l1_descent_gap_estimate(1)) == (0.0, 1.0)
    assert l1_descent_share(5e-324) > 1e-321
    with precision(128):
        assert reference.ball_l1_descent_share(ball(0)) == 0
        assert reference.ball_l1_descent_share(ball(1)) == 1
        assert not reference.ball_l1_descent_threshold(ball(0)).is_finite()
        assert reference.ball_l1_descent_gap_bound(ball(1)) == 1
        assert reference.ball_l1_descent_share(hull(0, 0.5)).contains(ball(0.8))


def test_fractions_beyond_floats() -> None:
    """At ρ = 1e-340 and 1 - ρ = 1e-20 the values of balls."""
    small, large = l1_descent_at_log_odds([-340 * math.log(10), 20 * math.log(10)]), Fraction(1, 10**20)
    with precision(200):
        tiny = ball(Fraction(1, 10**340))
        log_share = float(reference.ball_l1_descent_share(tiny).log().mid())
        rest = float((1 - reference.ball_l1_descent_share(ball(1 - large))).mid())
        threshold = float(reference.ball_l1_descent_threshold(ball(1 - large)).mid())
    assert small.log_share[0] == pytest.approx(log_share, rel=1e-14)
    assert small.complement[1] == pytest.approx(rest, rel=1e-13, abs=0)
    assert small.threshold[1] == pytest.approx(threshold, rel=1e-13, abs=0)
    assert small.log_share[1] == pytest.approx(-rest, rel=1e-13, abs=0)
    point = l1_descent_at_log_odds(0.0)
    assert math.exp(point.log_share) == pytest.approx(l1_descent_share(0.5), rel=1e-15)
    assert point.complement == pytest.approx(1 - l1_descent_share(0.5), rel=1e-14)


def test_arrays_keep_their_shape() -> None:
    fractions = np.array([[0.0, 0.1], [0.5, 1.0]])
    values = l1_descent_share(fractions)
    assert values.shape == (2, 2)
    assert values.tolist() == [[l1_descent_share(float(v)) for v in row] for row in fractions]


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (
            lambda: l1_descent_share(1.5),
            DomainError,
            r"rho=1.5 is outside \[0, 1\] \(l1_descent_share\); use a fraction",
        ),
        (lambda: l1_descent_share([0.5, math.nan]), DomainError, "rho=nan is outside"),
        (lambda: l1_descent_threshold(-1e-9), DomainError, "rho=-1e-09 is outside"),
        (lambda: l1_descent_share(True), InputTypeError, "rho must be a real number, got True"),
        (lambda: nonnegative_descent_share([1j]), InputTypeError, "rho must be a real number"),
        (lambda: l1_descent_dimension_bound(5, 6), DomainError, "s=6 is outside .* with d=5"),
        (lambda: l1_descent_dimension_bound(5.0, 1), InputTypeError, "d must be an integer"),  # type: ignore[arg-type]
        (lambda: l1_descent_at_log_odds(math.inf), DomainError, "level=inf is outside"),
        (lambda: bounds.l1_descent_published_gap_bound(3, 0), DomainError, "s=0 is outside"),
        (lambda: bounds.l1_descent_gap_bound(2), DomainError, "rho=2.0 is outside"),
        (lambda: reference.ball_l1_descent_share(2), DomainError, "is outside"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


@pytest.mark.parametrize("rho", [Fraction(1, 10**9), Fraction(1, 10**6), 1 - Fraction(1, 10**12)])
def test_enclosures_at_extreme_fractions_are_tight(rho: Fraction) -> None:
    """At 128 bits the radius leaves 35 digits, nine bits less than the fraction has; floats agree with them."""
    with precision(128):
        value = reference.ball_l1_descent_share(ball(rho))
        assert value.rel_accuracy_bits() >= 119
        rest = 1 - reference.ball_l1_descent_share(ball(rho))
    assert l1_descent_share(float(rho)) == pytest.approx(float(value.mid()), rel=3e-15, abs=0)
    if rho > 0.5:  # 1 - psi = (2/pi)(1-rho)^2 to leading order: hidden in the float, not in the ball
        assert float(rest.mid()) == pytest.approx(2 / math.pi * float(1 - rho) ** 2, rel=1e-10)


def test_a_million_coordinates() -> None:
    """One active, one inactive, none, all: the dimension bound against balls."""
    d = 10**6
    assert (l1_descent_dimension_bound(d, 0), l1_descent_dimension_bound(d, d)) == (0, d)
    for s in (1, 10, 50_000, d - 1):
        with precision(128):
            exact = d * reference.ball_l1_descent_share(ball(Fraction(s, d)))
        assert l1_descent_dimension_bound(d, s) == pytest.approx(float(exact.mid()), rel=5e-15, abs=0)
    assert l1_descent_dimension_bound(1, 1) == 1
