"""Fast enclosures against independent ones: adaptive integrals, closed forms of small cases, sums of fractions."""

import math
from fractions import Fraction
from math import comb

import pytest
from flint import arb

from lqtheory.balls import ball, precision, total
from lqtheory.balls.integrals import circle_constant, integral, least_value, monotone_root, newton_root, working_bits
from lqtheory.balls.special import carlson_g
from lqtheory.quantities.reference.descent_intrinsic_volumes import ball_equicorrelated_orthant, ball_l1_descent_volume
from lqtheory.quantities.reference.descent_norms import ball_weighted_descent
from lqtheory.quantities.reference.descent_nuclear import excess_moments
from lqtheory.quantities.reference.descent_quantities import ball_nuclear_descent_share, ball_nuclear_descent_threshold
from lqtheory.quantities.reference.ellipsoid_widths import _summed
from lqtheory.quantities.reference.kinematics import ball_orthant_meets_subspace
from lqtheory.quantities.reference.statistical_dimensions import ball_circular_statistical_dimension
from lqtheory.quantities.reference.weyl_chambers import ball_volume_of_chamber_a


@pytest.mark.parametrize("y", ["1", "1/2", "1/1000", "999999/1000000"])
@pytest.mark.parametrize("t", ["0", "1/100", "1/2", "1", "5/4"])
def test_moments_of_singular_values_are_their_integrals(y: str, t: str) -> None:
    with precision(128):
        ratio, level = ball(Fraction(y)), ball(Fraction(t))
        root = ratio.sqrt()
        cosine = (1 + ratio - level * level) / (2 * root)
        if cosine < -1:
            assert all(v.contains(ball(0)) for v in excess_moments(level, ratio))
            return
        start = ball(0) if cosine >= 1 else cosine.acos().mid()
        for power, value in enumerate(excess_moments(level, ratio)):

            def density(theta: object, analytic: bool, power: int = power) -> object:
                if ratio == 1:
                    return (2 * (theta / 2).sin() - level) ** power * (1 + theta.cos())
                square = 1 + ratio - 2 * root * theta.cos()
                return (square.sqrt(analytic=analytic) - level) ** power * 2 * theta.sin() ** 2 / square

            exact = integral(density, start, circle_constant()) / circle_constant()
            assert value.rad() < ball(2) ** -90
            assert not exact.is_finite() or abs(value - exact) < ball(2) ** -80  # the adaptive one fails near y = 1


def test_nuclear_curves_are_minima() -> None:
    with precision(128):
        for rho, nu in (("1/10", "1"), ("1/10", "1/2"), ("999/1000", "1/3"), ("1/1000000", "1/2")):
            rho, nu = ball(Fraction(rho)), ball(Fraction(nu))
            share, tau = ball_nuclear_descent_share(rho, nu), ball_nuclear_descent_threshold(rho, nu)
            assert share.rel_accuracy_bits() > 110
            ratio = ball(1) if nu == 1 else nu * (1 - rho) / (1 - rho * nu)
            for shift in ("0", "1/1000", "-1/1000"):
                t = (tau + Fraction(shift).numerator * ball(Fraction(1, Fraction(shift).denominator))).mid()
                square = excess_moments(t, ratio)[2]
                value = rho * nu + (1 - rho * nu) * (rho * (1 + t * t) + (1 - rho) * square)
                assert value > share - ball(2) ** -90
                assert shift != "0" or abs(value - share) < ball(2) ** -90


def test_angles_of_few_coordinates() -> None:
    with precision(128):
        for s in (1, 3, 40):
            assert ball_equicorrelated_orthant(s, 1).overlaps(ball(Fraction(1, 2)))
            quarter = ball(Fraction(1, 4)) + ball(Fraction(-1, s + 1)).asin() / (2 * circle_constant())
            assert ball_equicorrelated_orthant(s, 2).overlaps(quarter)
            last = ball(Fraction(1, 2)) - (1 / ball(s).sqrt()).atan() / circle_constant()
            full = ball_l1_descent_volume(s + 1, s, s + 1)
            assert full.overlaps(last)
            assert full.rel_accuracy_bits() > 110
        for d, s in ((7, 2), (20, 1)):
            volumes = [ball_l1_descent_volume(d, s, k) for k in range(d + 1)]
            assert abs(total(volumes) - 1) < ball(2) ** -110
            assert abs(total(volumes[::2]) - ball(Fraction(1, 2))) < ball(2) ** -110


@pytest.mark.parametrize(
    "axes", [[1, 1, 1], [9, 4, 1], [1, Fraction(1, 1000), Fraction(1, 10**9)], [5, 5, Fraction(1, 3)]]
)
def test_the_rule_for_widths_is_the_elliptic_integral(axes: list[object]) -> None:
    with precision(128):
        a = [ball(v) for v in axes]
        exact = (8 / circle_constant()).sqrt() * carlson_g(*a)
        found = _summed(a)
        assert found.overlaps(exact)
        assert found.rel_accuracy_bits() > 110


@pytest.mark.parametrize("d", [65, 100, 333])
def test_wendels_sums_are_those_of_fractions(d: int) -> None:
    with precision(128):
        for k in (1, 2, d // 3, d // 2, d // 2 + 1, d - 1):
            exact = Fraction(sum(comb(d - 1, j) for j in range(k)), 2 ** (d - 1))
            found = ball_orthant_meets_subspace(d, k)
            assert found.overlaps(ball(exact))
            assert found.rel_accuracy_bits() > 110


def test_circular_cones_of_many_dimensions_are_enclosed_quickly_and_tightly() -> None:
    with precision(128):
        for d in (301, 10_000, 10**6):
            for alpha in (1e-9, 1e-3, 0.3, 1.0, math.pi / 2 - 1e-9):
                low, high = (ball_circular_statistical_dimension(d, ball(a)) for a in (alpha, math.pi / 2 - alpha))
                rest = ball(2) * (circle_constant() / 2 - ball(math.pi / 2))  # the second angle is off by that much
                assert low.rel_accuracy_bits() > 110
                assert abs(low + high - d) < d * (rest + ball(2) ** -40)


def test_weights_may_repeat() -> None:
    with precision(128):
        once = ball_weighted_descent([ball(1), ball(2)], [ball(1), ball(0.5), ball(1), ball(0.5), ball(0.5)])
        inexact = ball_weighted_descent(
            [ball(1), ball(2)],
            [ball(Fraction(3, 3)) + ball(Fraction(1, 3)) - ball(Fraction(1, 3))] * 2 + [ball(0.5)] * 3,
        )
        assert all(a.overlaps(b) for a, b in zip(once, inexact, strict=True))
        assert once[1].rel_accuracy_bits() > 120


def test_newtons_operator_refuses_what_it_cannot_verify() -> None:
    with precision(128):
        assert newton_root(lambda t: (t * t + 1, 2 * t), 0.3) is None  # no root
        assert newton_root(lambda t: (t * t, 2 * t), 1e-3) is None  # a double one
        root = newton_root(lambda t: (t * t * t - 2, 3 * t * t), 1.2599210498949)
        assert root is not None
        assert (root**3).contains(ball(2))
        assert root.rel_accuracy_bits() > 120


def test_least_values_hold_however_bad_the_guess() -> None:
    with precision(128):
        for guess in (1.0, 1.001, 3.0):
            found = least_value(lambda t: (1 - t, ball(-1), t * t - 2 * t + 5), guess, ball(1))
            assert found.contains(ball(4))

        def equation(t: arb) -> tuple[arb, arb, arb]:
            return 3 - t - t**3, -1 - 3 * t * t, t * t + t**4 / 2 - 6 * t

        exact = newton_root(equation, 1.2134116627622296)
        assert exact is not None
        for guess in (1.2134, 1e6):  # from far away what is known is little, but it holds
            assert least_value(equation, guess, ball(1)).overlaps(equation(exact)[2])
        assert working_bits() == 128


def test_volumes_of_chambers_are_whole_numbers_over_factorials() -> None:
    with precision(128):
        for k, order in enumerate((0, 24, 50, 35, 10, 1)):
            assert ball_volume_of_chamber_a(5, k).overlaps(ball(Fraction(order, 120)))
        assert total(ball_volume_of_chamber_a(200, k) for k in range(201)).overlaps(ball(1))


@pytest.mark.parametrize(("off", "values"), [(1e-14, 1), (1e-12, 1), (1e-3, 4)])
def test_least_values_take_one_value_where_the_guess_is_good(off: float, values: int) -> None:
    # f = exp(-t) - t falls by at least 1 per unit, J = 2 exp(-t) + t² has J' = -2f; the root is the omega constant
    asked: list[int] = []

    def function(t: arb) -> tuple[arb, arb, arb]:
        asked.append(int(working_bits() > 100))
        return (-t).exp() - t, -(-t).exp() - 1, 2 * (-t).exp() + t * t

    with precision(300):
        root = monotone_root(lambda t: t - (-t).exp(), 0, 1)
        exact = 2 * (-root).exp() + root * root
    with precision(128):
        for slope in (None, lambda t: -(-t).exp() - 1):
            asked.clear()
            found = least_value(function, float(root) + off, ball(1), slope, 80 if off > 1e-14 else None)
            assert found.contains(exact)
            assert found.rad() < ball(2) ** (-78 if off > 1e-14 else -124)
            assert sum(asked) <= values
