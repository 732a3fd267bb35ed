"""Random weights: every value of the dossier's section 8 to all printed digits, limits, and error texts."""

from __future__ import annotations

import doctest
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError, UnsupportedError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.best_k_term import best_k_term_curve
from lqtheory.quantities.expected_masses import expected_pruned_mass
from lqtheory.quantities.finite_expectations import beta_mean
from lqtheory.quantities.incomplete_functions import beta_ratio, beta_ratio_integral, incomplete_beta
from lqtheory.quantities.laws import LAWS, find_law
from lqtheory.quantities.laws_of_power_type import incomplete_beta_values
from lqtheory.quantities.pruned_weight_laws import NAMED_LAWS
from lqtheory.quantities.pruned_weight_laws import QUANTITIES as OF_ONE_LAW
from lqtheory.quantities.random_weights import (
    clt_variance,
    effective_sparsity_limit,
    finite_n_expectation,
    gini_limit,
    keep_fraction,
    moment,
    pqi_limit,
    prediction_band,
    share,
    threshold,
    truncated_moment,
    typical_best_k_term_error,
)
from lqtheory.quantities.reference import random_weights as reference
from lqtheory.quantities.worst_case import worst_case

COLUMNS: list[tuple[str, dict[str, Any]]] = [
    ("gauss", {}),
    ("laplace", {}),
    ("ggd", {"beta": Fraction(1, 2)}),
    ("student", {"nu": 3}),
    ("student", {"nu": 5}),
]
TABLE = """
.01 0.91550834037895853923 0.83791033593055112611 0.65074639295463286114 0.64295367445789751288 0.82064900727281628613
.05 0.72089953621640256620 0.57585308995197635220 0.33919660311047970330 0.41539325023296882712 0.58789989112968101201
.1 0.56071393572121553353 0.40464658517667553107 0.19787986496142335791 0.29216269914393115117 0.43410002944718037692
.25 0.27639303823767175838 0.16319990276092663296 0.056141630208225224443 0.12551284881919521278 0.19869556318158070361
.5 0.071325917744259401601 0.033313156240476989125 0.0075411567199914505331 0.029483790732300899452 0.048660337555714019822
.9 0.00052525175487432437891 0.00018015869109895136043 0.000019962422579521836221 0.00020663789036120474272 0.00034843129709004776914
"""  # noqa: E501
ROWS = [line.split() for line in TABLE.split("\n") if line]
CELLS = [(row[0], *column, text) for row in ROWS for column, text in zip(COLUMNS, row[1:], strict=True)]
#: Laws with typical shapes, for laws that hold for all.
SHAPES: list[tuple[str, dict[str, float]]] = [
    ("gauss", {}),
    ("laplace", {}),
    ("ggd", {"beta": 0.5}),
    ("ggd", {"beta": 3.0}),
    ("uniform", {}),
    ("student", {"nu": 5.0}),
    ("student", {"nu": 1.5}),
    ("pareto", {"alpha": 2.5}),
    ("pareto", {"alpha": 0.8}),
]
shaped = pytest.mark.parametrize(("law", "shape"), SHAPES)


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


def floats(parameters: dict[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in parameters.items()}


@pytest.mark.parametrize(("f", "law", "parameters", "text"), CELLS)
def test_shares_are_those_of_the_table(f: str, law: str, parameters: dict[str, Any], text: str) -> None:
    with precision(100):
        exact = reference.ball_share(law, Fraction(Decimal(f)), 2, **parameters)
        assert exact.rad() < ball(Fraction(text)) * 1e-24
        assert printed(exact, text)
    assert share(law, float(f), **floats(parameters)) == pytest.approx(float(text), rel=1e-13, abs=0)


@pytest.mark.parametrize(
    ("value", "exact", "text"),
    [
        (
            lambda: truncated_moment("student", 0.1, nu=1.5),
            lambda: reference.ball_truncated_moment("student", Fraction(1, 10), 2, nu=Fraction(3, 2)),
            "1.5436237956144222018",
        ),
        (
            lambda: clt_variance("gauss", 0.1),
            lambda: reference.ball_clt_variance("gauss", Fraction(1, 10)),
            "0.80517819987415664838",
        ),
        (
            lambda: finite_n_expectation("laplace", 3, 10),
            lambda: reference.ball_finite_n_expectation("laplace", 3, 10),
            "0.32589729780801209373",
        ),
        (
            lambda: finite_n_expectation("gauss", 3, 10),
            lambda: reference.ball_finite_n_expectation("gauss", 3, 10),
            "0.26024446062777056561",
        ),
        (
            lambda: finite_n_expectation("uniform", 3, 10),
            lambda: reference.ball_finite_n_expectation("uniform", 3, 10),
            "0.12727272727272727273",
        ),
        (
            lambda: effective_sparsity_limit("gauss", 0.5, 2),
            lambda: reference.ball_effective_sparsity_limit("gauss", Fraction(1, 2), 2),
            "0.77023244853951568708",
        ),
        (
            lambda: effective_sparsity_limit("laplace", 0.5, 2),
            lambda: reference.ball_effective_sparsity_limit("laplace", Fraction(1, 2), 2),
            "0.67564192251587254716",
        ),
        (
            lambda: pqi_limit("gauss", 1, 2),
            lambda: reference.ball_pqi_limit("gauss", 1, 2),
            "0.20211543919713464412",
        ),
        (
            lambda: pqi_limit("laplace", 1, 2),
            lambda: reference.ball_pqi_limit("laplace", 1, 2),
            "0.29289321881345247560",
        ),
        (
            lambda: pqi_limit("uniform", 1, 2),
            lambda: reference.ball_pqi_limit("uniform", 1, 2),
            "0.13397459621556135324",
        ),
    ],
)
def test_other_printed_values(value: Any, exact: Any, text: str) -> None:
    with precision(100):
        assert printed(exact(), text)
    assert value() == pytest.approx(float(text), rel=1e-13, abs=0)


def test_threshold_of_a_student_law_is_the_printed_one() -> None:
    tau = threshold("student", 0.1, nu=1.5)
    assert tau**2 / (1.5 + tau**2) == pytest.approx(0.90149960229458832415, rel=1e-14)
    with precision(100):
        level = reference._student_level(ball(Fraction(3, 2)), ball(Fraction(1, 10)))
        assert printed(level, "0.90149960229458832415")


def test_power_law_is_a_difference_of_zeta_values() -> None:
    magnitudes = np.arange(1, 1001) ** (-1 / 1.5)
    assert best_k_term_curve(magnitudes, 2)[10] ** 2 == pytest.approx(1.0698337619925303469, rel=1e-13)
    with precision(100):
        s = ball(Fraction(4, 3))
        assert printed(s.zeta(ball(11)) - s.zeta(ball(1001)), "1.0698337619925303469")


def test_limits_of_indices_that_are_elementary() -> None:
    assert effective_sparsity_limit("gauss", 1, 2) == pytest.approx(2 / math.pi, rel=1e-14)
    assert effective_sparsity_limit("ggd", 0.5, 1, beta=0.5) == pytest.approx(2 / 3, rel=1e-14)
    assert gini_limit("gauss", sigma=3) == pytest.approx(math.sqrt(2) - 1, rel=1e-13)
    assert gini_limit("laplace") == pytest.approx(0.5, rel=1e-13)
    assert gini_limit("uniform") == pytest.approx(1 / 3, rel=1e-13)
    assert gini_limit("pareto", alpha=3) == 0.2
    assert (gini_limit("student", nu=1), pqi_limit("student", 1, 2, nu=2)) == (1.0, 1.0)
    assert effective_sparsity_limit("student", 1, 2, nu=1.5) == 0.0


@shaped
def test_edges(law: str, shape: dict[str, float]) -> None:
    full = moment(law, 2, **shape)
    assert truncated_moment(law, 0, **shape) == full
    assert truncated_moment(law, 1, **shape) == 0
    assert (clt_variance(law, 1, **shape), finite_n_expectation(law, 5, 5, **shape)) == (0, 0)
    assert finite_n_expectation(law, 0, 5, **shape) == full
    if math.isfinite(full):
        assert (share(law, 0, **shape), share(law, 1, **shape)) == (1, 0)


@shaped
def test_thresholds_and_fractions_invert_each_other(law: str, shape: dict[str, float]) -> None:
    scale = {find_law(law).scale: 2.5}
    for f in (1e-12, 0.01, 0.3, 0.7):
        kept, pruned = keep_fraction(law, threshold(law, f, **shape, **scale), **shape, **scale)
        assert kept == pytest.approx(f, rel=1e-11)
        assert pruned == pytest.approx(1 - f, rel=1e-11)
    for g in (1e-12, 0.2):
        allowed = 1e-15 if law == "pareto" else 0.0  # a threshold 1 + 4e-13 has lost its last digits
        pruned = keep_fraction(law, threshold(law, g=g, **shape), **shape)[1]
        assert pruned == pytest.approx(g, rel=1e-11, abs=allowed)


@shaped
@pytest.mark.parametrize("g", [1e-300, 1e-20, 1e-6])
def test_shares_stay_accurate_where_almost_all_is_kept(law: str, shape: dict[str, float], g: float) -> None:
    """D_p ~ c^p g^{p+1}/(p+1) where the density of |w| at 0 is 1/c; a Pareto magnitude is at least 1."""
    removed = truncated_moment(law, g=g, p=0.02, **shape)
    if law == "pareto":
        assert removed == pytest.approx(g, rel=1e-4)
        return
    c = threshold(law, g=g, **shape) / g
    assert 0.5 < c < 3
    assert removed == pytest.approx(c**0.02 * g**1.02 / 1.02, rel=3e-2 if law == "ggd" else 1e-4)


def test_cancellation_is_avoided() -> None:
    assert share("gauss", g=1e-5) == pytest.approx(math.pi * 1e-15 / 6, rel=1e-9)
    assert share("laplace", g=1e-5) == pytest.approx(1e-15 / 6 * (1 + 0.75e-5), rel=1e-9)
    assert 1 - 0.99999 - 2 / math.sqrt(math.pi) * 1e-5 < 1  # what erf-forms would do loses all digits


@shaped
def test_unnormalised_moments_are_integrals(law: str, shape: dict[str, float]) -> None:
    """D_p(f) is the integral of the p-th power of the quantile over (f, 1)."""
    for p in (0.5, 2.0, 3.0):
        for f in (0.05, 0.6):
            by_sum = (1 - f) * beta_mean(lambda u, v, f=f, p=p: threshold(law, f + (1 - f) * u, **shape) ** p, 1, 2)
            assert truncated_moment(law, f, p, **shape) == pytest.approx(by_sum, rel=1e-10)


@pytest.mark.parametrize("y", [-2.7, -1.01, -0.25, -1e-9, 1e-9, 0.09])
@pytest.mark.parametrize("b", [1e-6, 0.3, 0.5, 0.75, 0.999])
def test_incomplete_beta_with_any_second_parameter(y: float, b: float) -> None:
    with precision(100):
        exact = ball(b).beta_lower(ball(1.5), ball(y))
    assert float(incomplete_beta_values(1.5, y, b, 1 - b)) == pytest.approx(float(exact.mid()), rel=1e-12)


def test_incomplete_beta_at_the_pole() -> None:
    """B_b(1, 0) = -ln(1-b), and the integral of u/(1-u)² over (0, b) is b/(1-b) + ln(1-b)."""
    for b in (0.2, 0.9):
        assert float(incomplete_beta_values(1.0, 0.0, b, 1 - b)) == pytest.approx(-math.log1p(-b), rel=1e-14)
        expected = b / (1 - b) + math.log1p(-b)
        assert float(incomplete_beta_values(2.0, -1.0, b, 1 - b)) == pytest.approx(expected, rel=1e-13)


def test_laws_meet_in_their_limits() -> None:
    for f in (0.02, 0.4):
        assert share("ggd", f, beta=2) == pytest.approx(share("gauss", f), rel=1e-13)
        assert share("ggd", f, beta=1) == pytest.approx(share("laplace", f), rel=1e-13)
        assert share("ggd", f, beta=4000) == pytest.approx((1 - f) ** 3, rel=2e-3)
        assert share("student", f, nu=1e6) == pytest.approx(share("gauss", f), rel=1e-4)


@pytest.mark.parametrize(("law", "shape"), [s for s in SHAPES if s[0] in ("gauss", "ggd", "student", "laplace")])
def test_finite_expectations_tend_to_the_limit(law: str, shape: dict[str, float]) -> None:
    limit = truncated_moment(law, 0.1, **shape)
    gaps = [finite_n_expectation(law, n // 10, n, **shape) / limit - 1 for n in (100, 1000, 10_000)]
    assert 0 < gaps[2] < gaps[1] < gaps[0]
    assert gaps[1] == pytest.approx(gaps[2] * 10, rel=0.15)


def test_closed_forms_are_the_integral() -> None:
    for law in ("uniform", "laplace"):
        for k, n in ((1, 2), (3, 10), (99, 100), (17, 1000)):
            integral = beta_mean(lambda u, v, law=law: LAWS[law].truncated(2.0, u, v, math.nan), k, n)
            assert finite_n_expectation(law, k, n) == pytest.approx(integral, rel=1e-12)
            with precision(100):
                exact = reference.ball_finite_n_expectation(law, k, n) if n <= 100 else None
            assert exact is None or float(exact.mid()) == pytest.approx(integral, rel=1e-12)


def test_heavy_tails_have_infinite_expectations_of_large_entries_only() -> None:
    assert finite_n_expectation("pareto", 1, 10, alpha=1.0) == math.inf
    assert math.isfinite(finite_n_expectation("pareto", 2, 10, alpha=1.0))
    with pytest.raises(DomainError, match="excess=2 is not below k=1"):
        beta_mean(lambda u, v: u**-2, 1, 3, excess=2)


def test_simulated_masses_lie_in_the_band(rng: np.random.Generator) -> None:
    """400 samples of 4000 weights: mean within five standard errors, variance within 30 %."""
    n, k = 4000, 400
    weights = np.sort(rng.standard_normal((400, n)) ** 2, axis=1)
    masses = weights[:, : n - k].sum(axis=1) / n
    variance = clt_variance("gauss", k / n)
    assert abs(masses.mean() - finite_n_expectation("gauss", k, n)) < 5 * math.sqrt(variance / n / 400)
    assert n * masses.var() == pytest.approx(variance, rel=0.3)
    band = prediction_band("gauss", k / n, n)
    assert 0.88 < np.mean((band.low < masses) & (masses < band.high)) < 0.99


@pytest.mark.parametrize("quantity", OF_ONE_LAW, ids=lambda quantity: quantity.name)
def test_examples_of_quantities_made_from_a_table(quantity: Any) -> None:
    scope = {"find_quantity": find_quantity, quantity.name: quantity.array}
    examples = doctest.DocTestParser().get_doctest(quantity.array.__doc__, scope, quantity.name, None, None)
    assert examples.examples
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


#: Arguments by letter: keep fraction, exponent, shape, scale, counts, exponent of the sphere.
TYPICAL = {
    "rho": Fraction(1, 10),
    "p": Fraction(3, 2),
    "s": Fraction(7, 2),
    "a": 2,
    "k": 3,
    "n": 10,
    "q": Fraction(1, 2),
}


@pytest.mark.parametrize("quantity", OF_ONE_LAW, ids=lambda quantity: quantity.name)
def test_balls_of_one_law_contain_its_floats(quantity: Any) -> None:
    for change in (
        {},
        {"rho": Fraction(7, 8), "p": Fraction(1), "k": 1},
        {"p": Fraction(5, 2), "k": 8, "s": Fraction(6)},
    ):
        given = {**TYPICAL, **change}
        values = [given[letter] for letter in quantity.arguments]
        with precision(113):
            exact = quantity.ball(*(v if isinstance(v, int) else ball(v) for v in values))
        assert exact.rad() < abs(exact.mid()) * 1e-12
        computed = quantity.array(*(v if isinstance(v, int) else float(v) for v in values))
        assert computed == pytest.approx(float(exact.mid()), rel=1e-11)


def test_quantities_of_one_law_are_those_of_the_law_by_name() -> None:
    for named in NAMED_LAWS:
        shape = (2.5,) if named.shape else ()
        plain = {LAWS[named.law].shape: 2.5} if shape else {}
        assert find_quantity(f"{named.prefix}_pruned_share")(0.2, 1.5, *shape) == share(named.law, 0.2, 1.5, **plain)
        scaled = clt_variance(named.law, 0.2, 1.5, **plain) * 3.0**3
        assert find_quantity(f"{named.prefix}_clt_variance")(0.2, 1.5, *shape, 3.0) == pytest.approx(scaled, rel=1e-14)
    with pytest.raises(DomainError, match="rho=0 leaves no threshold"):
        find_quantity("gaussian_clt_variance")(0, 1, 1)
    with pytest.raises(DomainError, match="has an infinite mean"):
        find_quantity("pareto_expected_power")(0, 3, 2, 1.5, 1)


def test_fractions_may_be_arrays() -> None:
    f = np.array([0.0, 0.1, 1.0])
    assert share("gauss", f).tolist() == [share("gauss", v) for v in f]
    assert clt_variance("laplace", f).tolist() == [clt_variance("laplace", v) for v in f]
    assert prediction_band("gauss", f[1:], 10).high.shape == (2,)


def test_a_typical_point_is_far_from_the_worst() -> None:
    assert float(f"{typical_best_k_term_error(200, 20_000, 0.5, 2):.3g}") == 7.81e-7
    assert float(f"{worst_case(200, 20_000, 0.5, 2):.3g}") == 1.15e-4
    assert typical_best_k_term_error(7, 7, 0.5, 2) == 0


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: share("gauss", 1.5), DomainError, r"keep fraction must be in \[0, 1\], got 1.5 \(share\)"),
        (lambda: share("gauss", math.nan), DomainError, r"keep fraction must be in \[0, 1\], got nan"),
        (lambda: share("gauss", g=-1), DomainError, r"pruned fraction must be in \[0, 1\], got -1.0"),
        (lambda: share("gauss", "a"), InputTypeError, "keep fraction must be a real number, got 'a'"),
        (lambda: share("gauss"), InputTypeError, "give exactly one of the keep fraction f and the pruned fraction g"),
        (lambda: share("student", 0.1, nu=2), DomainError, r"infinite second moment: only the unnormalised D\(f\)"),
        (lambda: share("pareto", 0.1, alpha=1), DomainError, r"infinite second moment: only the unnormalised D\(f\)"),
        (lambda: share("pareto", 0.1, 4, alpha=3), DomainError, "infinite p=4-th moment"),
        (lambda: share("gaus", 0.1), DomainError, "law='gaus' is unknown .*did you mean 'gauss'"),
        (lambda: find_law(3), InputTypeError, "law=3 is no name; use one of gauss"),  # type: ignore[arg-type]
        (lambda: share("ggd", 0.1), DomainError, "the law ggd needs its parameter beta"),
        (lambda: share("gauss", 0.1, nu=3), DomainError, "nu is no parameter of the law gauss"),
        (lambda: share("ggd", 0.1, beta=0), DomainError, r"beta must be > 0, got beta=0.0 \(share\)"),
        (lambda: share("gauss", 0.1, 0), DomainError, "p must be > 0"),
        (lambda: keep_fraction("gauss", -1), DomainError, "tau must be >= 0, got -1"),
        (lambda: keep_fraction("gauss", True), InputTypeError, "tau must be a real number, got True"),
        (lambda: finite_n_expectation("gauss", 5, 4), DomainError, "k=5 is outside"),
        (lambda: finite_n_expectation("gauss", 1.0, 4), InputTypeError, "k must be an integer"),  # type: ignore[arg-type]
        (lambda: prediction_band("gauss", 0.1, 0), DomainError, "n=0 is outside"),
        (lambda: effective_sparsity_limit("gauss", 1, 1), DomainError, "q and p must differ, got q=p=1"),
        (lambda: pqi_limit("gauss", 2, 1), DomainError, "p=2 is not below q=1"),
        (lambda: reference.ball_finite_n_expectation("student", 1, 2), UnsupportedError, "has no ball version"),
        (lambda: reference.ball_moment("x", 1), DomainError, "law='x' is unknown"),
        (lambda: reference.ball_truncated_moment("x", 0.5), DomainError, "law='x' is unknown"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


@pytest.mark.parametrize("T", [1e-5, 0.3, 0.5, 0.6, 0.99])
@pytest.mark.parametrize("a", [-30.0, -7.5, -1.0, 0.0, 0.05, 3.0, 50.0])
@pytest.mark.parametrize("s", [0.05, 1.5, 9.0, 40.0])
def test_incomplete_beta_of_either_sign_agrees_with_balls(s: float, a: float, T: float) -> None:
    with precision(400):
        enclosure = find_quantity("incomplete_beta").ball(ball(s), ball(a), ball(T))
        assert abs(float((incomplete_beta(s, a, T) / enclosure - 1).mid())) < 2e-13


def test_incomplete_beta_is_the_dossier_formula_for_student_weights() -> None:
    b = 0.90149960229458832415  # nu = 1.5, f = 0.1
    constant = 1.5 / (math.gamma(0.5) * math.gamma(0.75) / math.gamma(1.25))
    assert constant * incomplete_beta(1.5, -0.25, b) == pytest.approx(1.5436237956144222018, rel=1e-14)
    whole = math.gamma(2) * math.gamma(3) / math.gamma(5)
    assert incomplete_beta(2, 3, 0.25) == pytest.approx(whole * beta_ratio(2, 3, 0.25), rel=1e-14)
    assert incomplete_beta(2, -3, 0) == 0.0
    with pytest.raises(NormOverflowError, match="use a larger a"):
        incomplete_beta(1.5, -400, 0.99)
    with pytest.raises(DomainError, match="T"):
        incomplete_beta(1.5, 1, 1)


@pytest.mark.parametrize("T", [0.0, 1e-3, 0.3, 0.75, 1.0])
@pytest.mark.parametrize(("s", "a"), [(1, 1), (3, 7), (20, 2), (0.5, 1.5)])
def test_the_integral_of_a_beta_ratio_agrees_with_quadrature(s: float, a: float, T: float) -> None:
    import scipy.integrate

    exact = scipy.integrate.quad(lambda u: beta_ratio(s, a, u), 0, T)[0]
    assert beta_ratio_integral(s, a, T) == pytest.approx(exact, rel=1e-6, abs=1e-14)
    with precision(160):
        enclosure = find_quantity("beta_ratio_integral").ball(ball(s), ball(a), ball(T))
        assert beta_ratio_integral(s, a, T) == pytest.approx(float(enclosure.mid()), rel=1e-9, abs=1e-15)


def test_expected_pruned_masses_of_finitely_many_magnitudes() -> None:
    """One draw, coins, ties, and the dossier's value for Laplace weights as a limit of such laws."""
    assert float(expected_pruned_mass([3.0, 1.0], 1, 0, 2.0)) == 5.0
    assert float(expected_pruned_mass([3.0, 1.0], 1, 1, 2.0)) == 0.0
    coins = [math.comb(4, b) * max(b - 2, 0) / 16 for b in range(5)]
    assert float(expected_pruned_mass([1.0, 0.0], 4, 2, 0.7)) == pytest.approx(sum(coins), rel=1e-15)
    assert float(expected_pruned_mass([2.0, 2.0, 2.0], 4, 1, 3.0)) == pytest.approx(24.0)
    once, twice = expected_pruned_mass([3.0, 1.0], 3, 1, 1.0), expected_pruned_mass([3.0, 3.0, 1.0, 1.0], 3, 1, 1.0)
    assert float(once) == pytest.approx(float(twice), rel=1e-14)
    batch = expected_pruned_mass([[1.0, 0.0], [2.0, 1.0]], 2, 1, 1.0)
    assert batch.tolist() == pytest.approx([0.25, 1.25])
    m, n, k = 4000, 10, 3
    integrals = np.array([beta_ratio_integral(k, n - k, i / m) for i in range(m + 1)])
    magnitudes = -np.log((np.arange(m) + 0.5) / m)
    assert np.diff(integrals) @ magnitudes**2 == pytest.approx(0.32589729780801209373, rel=1e-4)
    with pytest.raises(UnsupportedError, match="use the integral"):
        expected_pruned_mass(np.ones(50), 20, 3, 1.0)
    with precision(100):
        for n in (4, 9):  # by ordered draws and by multisets
            exact = find_quantity("expected_pruned_mass").ball([ball(3), ball(1), ball(0)], n, 2, ball(2))
            assert float(expected_pruned_mass([3.0, 1.0, 0.0], n, 2, 2.0)) == pytest.approx(float(exact.mid()))
