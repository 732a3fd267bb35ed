"""Quadrature and its brackets: reference values of the dossier, exact spectra, and what may not be called proved."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.curvature import (
    absolute_resolvent,
    clipped_resolvent,
    identity,
    lanczos,
    matrix_operator,
    monotone_bracket,
    quadrature,
    resolvent,
    share_below,
    squared,
)
from lqtheory.errors import DomainError
from lqtheory.rng import generator_for

ONE_TO_TEN = np.arange(1.0, 11.0)
TRUTH = 0.11808745777786025464


def diagonal(values, *, semidefinite: bool = False):
    return matrix_operator(np.diag(values), semidefinite=semidefinite)


def run_on(values, v=None, steps: int = 5, *, semidefinite: bool = False, square: bool = False, **options):
    operator = diagonal(values, semidefinite=semidefinite)
    start = np.ones(len(values)) if v is None else v
    return lanczos(squared(operator) if square else operator, start, steps, **options)


def exact(values, v, function) -> float:
    weights = np.asarray(v) ** 2 / np.sum(np.square(v))
    return math.fsum((weights * function.values(np.asarray(values, dtype=float))).tolist())


# Values of the dossier, geom.spec.bracket and geom.spec.cms --------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "gauss", "radau"),
    [
        (2, 0.10810810810810810811, 0.15597484276729559748),
        (3, 0.11553473848555815769, 0.1283792781994939406),
        (4, 0.11752335003401991712, 0.1206956098747415785),
    ],
)
def test_gauss_and_radau_enclose_as_in_the_dossier(steps, gauss, radau):
    bar = quadrature(run_on(ONE_TO_TEN, steps=steps, semidefinite=True), resolvent(0.5))
    assert bar.gauss == pytest.approx(gauss, rel=1e-14)
    assert bar.radau == pytest.approx(radau, rel=1e-14)
    assert (bar.low, bar.high, bar.kind) == (bar.gauss, bar.radau, "enclosed")
    assert bar.low < TRUTH < bar.high


def test_the_monotone_bracket_is_that_of_the_dossier():
    bar = quadrature(run_on(ONE_TO_TEN, steps=3), clipped_resolvent(0.5))
    assert bar.monotone_low == pytest.approx(0.045690500775270062984, rel=1e-14)
    assert bar.monotone_high == pytest.approx(0.40557877211040745538, rel=1e-14)
    assert (bar.low, bar.high, bar.kind) == (bar.monotone_low, bar.monotone_high, "enclosed")


def test_one_tridiagonal_solve_gives_the_gauss_rule():
    run = run_on(ONE_TO_TEN, steps=4)
    matrix = np.diag(run.alpha) + np.diag(run.beta[:-1], 1) + np.diag(run.beta[:-1], -1)
    solved = 0.5 * np.linalg.solve(matrix + 0.5 * np.eye(4), np.eye(4)[0])[0]
    assert quadrature(run, resolvent(0.5)).gauss == pytest.approx(solved, rel=1e-14)


# Brackets against exact spectra ------------------------------------------------------------------------------------


@st.composite
def spectra(draw) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues over many scales, with zeros, copies and outliers, and a start."""
    n, seed = draw(st.integers(2, 30)), draw(st.integers(0, 2**32))
    rng = np.random.default_rng(seed)
    values = 10.0 ** rng.uniform(-draw(st.floats(0, 6)), 1, n) * rng.choice([0.0, 1.0, 1.0], n)
    values[: draw(st.integers(0, n // 2))] = values[-1]
    return values, rng.standard_normal(n)


@given(spectra(), st.integers(1, 12), st.floats(-4, 2), st.integers(1, 3))
def test_semidefinite_brackets_enclose_and_are_ordered(case, steps, log_s, power):
    values, v = case
    function = resolvent(10.0**log_s, power)
    bar = quadrature(run_on(values, v, steps, semidefinite=True), function, upper=values.max() * 1.001 + 1e-9)
    truth = exact(values, v, function)
    slack = 1e-11 + bar.round_off
    assert bar.low - slack <= truth <= bar.high + slack
    for lower in (bar.gauss, bar.gauss_before, bar.radau_upper, bar.monotone_low):
        assert lower <= truth + slack
    for upper in (bar.radau, bar.monotone_high):
        assert upper >= truth - slack
    assert bar.low <= bar.likely[0] <= bar.value <= bar.likely[1] <= bar.high


@given(spectra(), st.integers(1, 12), st.floats(-3, 2), st.integers(0, 2**31))
def test_brackets_of_indefinite_operators_enclose(case, steps, log_s, seed):
    values, v = case
    values = values * np.random.default_rng(seed).choice([-1.0, 1.0], len(values))
    s = 10.0**log_s
    plain, square = run_on(values, v, steps), run_on(values, v, steps, square=True)
    for run, function in (
        (plain, clipped_resolvent(s)),
        (plain, absolute_resolvent(s)),
        (plain, share_below(0.25)),
        (square, absolute_resolvent(s)),
        (square, absolute_resolvent(s, 2)),
    ):
        bar, truth = quadrature(run, function), exact(values, v, function)
        slack = 1e-9 + (bar.round_off if math.isfinite(bar.round_off) else 0.0)
        assert bar.kind in ("enclosed", "exact")
        if bar.kind == "enclosed":
            assert bar.low - slack <= truth <= bar.high + slack
            assert -1e-12 <= bar.monotone_low
            assert bar.monotone_high <= 1 + 1e-12
        elif function.name != share_below(0.25).name:
            assert bar.value == pytest.approx(truth, abs=slack)


def test_the_square_gives_a_narrower_bracket_than_the_operator():
    rng = generator_for(0, "square")
    values = np.concatenate([rng.normal(0, 0.01, 180), [1.0, 2.0, 5.0]])
    v, function = rng.standard_normal(183), absolute_resolvent(0.01)
    wide = quadrature(run_on(values, v, 40), function)
    narrow = quadrature(run_on(values, v, 20, square=True), function)
    assert "square" in narrow.reason
    assert narrow.width < 0.2 * wide.width
    for bar in (wide, narrow):
        assert bar.low <= exact(values, v, function) <= bar.high


def test_swings_between_m_and_m_plus_1_stay_within_the_reported_width():
    # Half of the spectrum at 0 and the rest on both sides of it: a Ritz value sits at 0 for every other m.
    rng = generator_for(0, "swing")
    values = np.concatenate([np.zeros(200), rng.normal(0, 0.3, 200), [3.0, 5.0]])
    v, function = rng.standard_normal(402), absolute_resolvent(1e-3)
    bars = [quadrature(run_on(values, v, m), function) for m in range(15, 32)]
    swings = [abs(a.gauss - b.gauss) for a, b in itertools.pairwise(bars)]
    assert max(swings) > 0.2
    for before, after in itertools.pairwise(bars):
        assert abs(before.value - after.value) <= max(
            before.likely[1] - before.likely[0], after.likely[1] - after.likely[0]
        )
        assert max(before.low, after.low) <= min(before.high, after.high)


def test_error_bars_are_scaled_and_subtracted():
    bar = quadrature(run_on(ONE_TO_TEN, steps=3, semidefinite=True), resolvent(0.5), upper=10.0)
    other = bar.scaled(3.0).subtracted_from(5.0)  # 5 - 3 f
    assert other.low < 5.0 - 3.0 * TRUTH < other.high
    assert other.width == pytest.approx(3.0 * bar.width, rel=1e-12)
    assert (other.low, other.high) == (5.0 - 3.0 * bar.high, 5.0 - 3.0 * bar.low)
    assert other.monotone_low < other.low
    assert other.monotone_high > other.high
    assert other.likely[0] < other.value < other.likely[1]
    assert other.round_off == 3.0 * bar.round_off
    assert other.kind == "enclosed"


def test_an_invariant_subspace_makes_quadrature_exact():
    run = run_on(np.repeat([0.0, 1.0, 3.0], 5), steps=10)
    bar = quadrature(run, resolvent(0.5))
    assert (bar.kind, bar.width) == ("exact", 0.0)
    assert bar.value == pytest.approx((1 + 1 / 3 + 1 / 7) / 3, rel=1e-14)


def test_more_functions_share_a_run():
    run = run_on(ONE_TO_TEN, steps=3)
    assert quadrature(run, identity()).gauss == pytest.approx(5.5, rel=1e-14)
    bar = quadrature(run, share_below(5.5))
    assert bar.low <= 0.5 <= bar.high
    assert bar.kind == "enclosed"


def test_a_node_at_a_ritz_value_gives_the_gauss_rule():
    run = run_on([-2.0, -1.0, 1.0, 2.0], steps=3)  # symmetric: 0 is a Ritz value
    bar = quadrature(run, absolute_resolvent(1.0))
    assert 0 < bar.radau < 1
    assert abs(bar.radau - bar.gauss) < 1e-6


# What may not be called proved ---------------------------------------------------------------------------------------


def test_radau_at_zero_of_an_indefinite_operator_is_not_called_a_bound():
    rng = generator_for(0, "indefinite")
    values, v = rng.normal(0, 1, 60), rng.standard_normal(60)
    for function in (absolute_resolvent(0.1), clipped_resolvent(0.1)):
        bar = quadrature(run_on(values, v, 8), function)
        assert bar.reason == "Chebyshev-Markov-Stieltjes"
        assert bar.high == bar.monotone_high != bar.radau
    unmarked = quadrature(run_on(np.abs(values), v, 8), resolvent(0.1))
    assert unmarked.kind == "estimated"
    assert math.isnan(unmarked.monotone_low)


def test_three_vectors_prove_nothing():
    run = run_on(ONE_TO_TEN, steps=4, semidefinite=True, reorthogonalise=False)
    bar = quadrature(run, resolvent(0.5))
    assert bar.kind == "estimated"
    shorter = [float(w @ resolvent(0.5).values(n)) for n, w in (run.leading(k).rule() for k in (2, 1))]
    guesses = (bar.gauss, bar.gauss_before, bar.radau, *shorter)
    spread = max(guesses) - min(guesses)
    assert bar.likely == pytest.approx((min(guesses), max(guesses)), rel=1e-14)
    assert (bar.low, bar.high) == pytest.approx((min(guesses) - spread / 2, max(guesses) + spread / 2), rel=1e-13)


def test_round_off_grows_with_the_unit_roundoff_and_falls_with_s():
    exact_run = run_on(ONE_TO_TEN, steps=4, semidefinite=True)
    single = lanczos(matrix_operator(torch.diag(torch.arange(1.0, 11.0)), semidefinite=True), np.ones(10), 4)
    a, b = (quadrature(run, resolvent(0.5)).round_off for run in (exact_run, single))
    assert b == pytest.approx(2.0**29 * a, rel=1e-3)
    assert quadrature(exact_run, resolvent(0.05)).round_off == pytest.approx(10 * a, rel=1e-12)
    square = quadrature(run_on(ONE_TO_TEN, steps=4, square=True), absolute_resolvent(0.5)).round_off
    assert square == pytest.approx(math.sqrt(6 * 2.0**-53 * run_on(ONE_TO_TEN, steps=4, square=True).scale) / 0.5)


def test_poles_and_bounds_inside_the_spectrum_are_refused():
    indefinite = run_on([-1.0, 1.0, 2.0], steps=2)
    with pytest.raises(DomainError, match="use absolute_resolvent or clipped_resolvent"):
        quadrature(run_on([-1.0, 1.0, 2.0], steps=3), resolvent(0.5))
    with pytest.raises(DomainError, match=r"upper=1\.0 is below the Ritz value"):
        quadrature(indefinite, clipped_resolvent(0.5), upper=1.0)
    with pytest.raises(DomainError, match=r"does not depend on \|λ\| alone"):
        quadrature(run_on([-1.0, 1.0, 2.0], steps=2, square=True), clipped_resolvent(0.5))
    with pytest.raises(DomainError, match="is a square already"):
        squared(squared(diagonal([1.0, 2.0])))


@pytest.mark.parametrize("make", [resolvent, clipped_resolvent, absolute_resolvent])
def test_arguments_of_functions_are_checked(make):
    for s in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(DomainError, match="s="):
            make(s)
    with pytest.raises(DomainError, match="power=0"):
        make(1.0, 0)


@given(spectra())
def test_the_monotone_bracket_is_the_sum_over_shifted_nodes(case):
    values, v = case
    nodes, positions = np.unique(values, return_index=True)
    weights = np.abs(v[positions]) / np.abs(v[positions]).sum()
    f = clipped_resolvent(0.3).values
    low, high = monotone_bracket(nodes, weights, f)
    assert low == pytest.approx(weights[:-1] @ f(nodes[1:]), abs=1e-14)
    assert high == pytest.approx(weights @ f(np.concatenate([[-np.inf], nodes[:-1]])), abs=1e-14)


def test_a_single_step_rounds_no_more_than_is_said(rng):
    for _ in range(400):
        lam = np.append(np.zeros(int(rng.integers(1, 5))), rng.uniform())
        v = rng.standard_normal(lam.size) * 10.0 ** (rng.uniform(-8, 0, lam.size) * rng.integers(0, 2, lam.size))
        function = absolute_resolvent(lam[-1] * 10.0 ** rng.uniform(-8, -3))
        bar = quadrature(run_on(lam, v, steps=1, semidefinite=True), function)
        slack = bar.round_off + 1e-15
        assert bar.low - slack <= exact(lam, v, function) <= bar.high + slack
