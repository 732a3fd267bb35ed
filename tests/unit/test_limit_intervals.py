"""Intervals of limits contain what rounding, unconverged iterations and short runs leave open."""

from itertools import pairwise

import numpy as np
import pytest
import torch

from lqtheory import limits
from lqtheory.curvature import (
    absolute_resolvent,
    lanczos,
    matrix_operator,
    probe_runs,
    quadrature,
    spectral_mean,
    squared,
    squared_run,
)
from lqtheory.quantities.slice_levels import slice_of


def rotated(lam: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    q = np.linalg.qr(rng.standard_normal((lam.size, lam.size)))[0]
    matrix = (q * lam) @ q.T
    return 0.5 * (matrix + matrix.T)


@pytest.mark.parametrize("s", [1e-6, 1e-2])
def test_float32_squares_contain_their_round_off(s, rng):
    lam = np.concatenate([1e-5 * np.ones(150), rng.normal(0, 0.1, 45), [3.0, 5.0, 8.0, 10.0, 20.0]])
    single = matrix_operator(torch.tensor(rotated(lam, rng), dtype=torch.float32))
    truth = limits.exact_shares(lam).share(s).value
    runs = probe_runs(squared(single), 2, 40, rng=rng)
    bar, share = spectral_mean(runs, absolute_resolvent(s)), limits.sampled_shares(runs).share(s)
    assert bar.low <= truth <= bar.high
    assert (share.low, share.high, share.round_off) == (bar.low, bar.high, bar.round_off)
    if s < 1e-3:  # without round-off the interval misses the truth, by far
        ends = [quadrature(run, absolute_resolvent(s)) for run in runs]
        assert min(one.low for one in ends) - bar.sampling > truth
        assert bar.round_off > 0.5


def test_spectra_of_float32_matrices_are_exact_up_to_rounding():
    shares = limits.exact_shares([1e-3, 1.0], rounding=1e-3)
    share = shares.share(1e-3)
    assert share.low < share.value < share.high
    assert share.high == pytest.approx(0.5 * (1 + 1e-3 / (1e-3 + 0.999)))
    assert limits.exact_shares([1.0, 2.0]).share(1.0).round_off == 0.0
    assert (shares.trace.low, shares.trace.high) == pytest.approx((0.4995, 0.5015))


def test_the_mean_of_absolute_values_contains_its_quadrature_error(rng):
    lam = np.concatenate([-(10.0 ** -np.arange(1, 100)), [1.0]])
    operator = matrix_operator(np.diag(lam))
    plain = (lanczos(operator, np.ones(100), 2),)
    square = (lanczos(squared(operator), np.ones(100), 2),)
    trace = limits.sampled_shares(square, traces=plain).trace
    gauss, radau = (float(w @ np.sqrt(np.maximum(n, 0))) for n, w in (square[0].rule(), square[0].radau_rule(0.0)))
    assert radau <= np.abs(lam).mean() <= gauss
    alone = limits.sampled_shares(plain, "clipped").trace
    assert trace.high - trace.low > gauss - radau > 1e-4
    assert alone.kind == "estimated"


@pytest.mark.parametrize("s", [1e-9, 1e-6, 1e-4, 1e-1])
def test_magnitudes_are_within_the_bracket_of_the_square_and_of_the_run_itself(s, rng):
    lam = np.concatenate(
        [np.zeros(400), 1e-4 * rng.standard_normal(500), rng.normal(0, 0.1, 90), 20.0 * 0.7 ** np.arange(10)]
    )
    plain = probe_runs(matrix_operator(np.diag(lam)), 2, 60, rng=rng)
    squares = [squared_run(run) for run in plain]
    both, alone = limits.sampled_shares(squares, traces=plain).share(s), limits.sampled_shares(squares).share(s)
    other = spectral_mean(plain, absolute_resolvent(s))
    assert both.low <= limits.exact_shares(lam).share(s).value <= both.high
    assert (both.low, both.high) == (max(alone.low, other.low), min(alone.high, other.high))
    assert both.low <= both.value <= both.high
    if s == 1e-9:  # the round-off of the square leaves nothing
        assert alone.low == 0.0
        assert (alone.high, alone.round_off > 1.0) == (1.0, True)
        assert (both.high < 0.95, both.round_off < 1e-3) == (True, True)


@pytest.mark.parametrize("outliers", [1, 3, 10])
def test_the_mean_curvature_contains_what_a_probe_hardly_sees(outliers, rng):
    lam = np.concatenate([100.0 * 0.6 ** np.arange(outliers), np.full(300 - outliers, 1e-5)])
    operator, truth = matrix_operator(np.diag(lam), semidefinite=True), lam.mean()
    traces = [limits.sampled_shares(probe_runs(operator, 1, 12, rng=rng), "clipped").trace for _ in range(200)]
    missed = sum(not trace.low <= truth <= trace.high for trace in traces)
    assert missed <= 6  # 99 % of normal quantiles; with the variance of the weights that were seen alone, 36, 14 and 13
    runs = probe_runs(operator, 1, 12, rng=rng)
    usual, wider = (limits.sampled_shares(runs, "clipped", confidence=c).trace for c in (0.99, 1 - 1e-9))
    assert wider.high - wider.value > 2 * (usual.high - usual.value)


def test_masks_without_convergence_are_lower_bounds(rng):
    d = 60
    operator = matrix_operator(rotated(10.0 ** -np.linspace(0, 6, d), rng), semidefinite=True)
    path = limits.magnitude_path(rng.standard_normal(d))
    exact = limits.exact_mask(path, operator, 1e-3, steps=3000)
    assert (exact.kind, exact.status, exact.low, exact.high) == ("exact", "", exact.count, exact.count)
    short = limits.exact_mask(path, operator, 1e-3, steps=5)
    assert short.count < exact.count <= short.high
    assert (short.low, short.kind) == (short.count, "estimated")
    assert short.status == "at least, not converged beyond"


def test_a_mask_is_called_exact_only_if_small_curvature_has_converged_too():
    rng, missed, exact = np.random.default_rng(3), 0, 0
    for _ in range(12):
        matrix = rotated(np.arange(1.0, 41.0) ** -6, rng)
        path = limits.magnitude_path(rng.standard_normal(40) * 10.0 ** rng.uniform(-2, 0, 40))
        for epsilon in (1e-9, 1e-8, 1e-7):
            found = limits.exact_mask(path, matrix_operator(matrix, semidefinite=True), epsilon)
            best = max(k for k in range(41) if least_loss(matrix, path, k) <= epsilon * (1 - 1e-3))
            exact += found.kind == "exact"
            missed += not found.low <= best <= found.high
    assert (missed, exact > 20) == (0, True)


def least_loss(matrix: np.ndarray, path: limits.MagnitudePath, k: int) -> float:
    y, free = path.pruned(k), path.kept(k)
    slope = (matrix @ y)[free]
    gained = slope @ np.linalg.solve(matrix[np.ix_(free, free)], slope) if free.any() else 0.0
    return 0.5 * float(y @ matrix @ y - gained)


def test_the_slice_of_real_directions_has_the_spread_of_its_estimates(rng):
    d = 120
    operator = matrix_operator(rotated(np.arange(1, d + 1) ** -1.5, rng))
    path = limits.magnitude_path(rng.standard_normal(d))
    full = limits.slice_along_path(path, operator, probe_runs(operator, 1, d, rng=rng), 0.05, steps=d)
    runs = probe_runs(operator, 2, 6, rng=rng)
    short = limits.slice_along_path(path, operator, runs, 0.05, steps=4)
    assert short.low <= short.count <= short.high
    assert short.high - short.low > 3
    assert short.low - 2 <= full.count <= short.high + 2
    assert full.high - full.low < short.high - short.low


def test_the_slice_of_real_directions_knows_that_one_probe_is_a_sample():
    rng, missed = np.random.default_rng(2), 0
    for _ in range(40):
        lam = np.concatenate([30.0 * 0.6 ** np.arange(6), 1e-3 * np.abs(rng.standard_normal(54))])
        path = limits.magnitude_path(rng.standard_normal(60) * 10.0 ** rng.uniform(-1.5, 0, 60))
        basis = np.linalg.qr(rng.standard_normal((60, 60)))[0]
        operator = matrix_operator((basis * lam) @ basis.T)
        epsilon = 0.5 * path.energies[-1] * lam.mean() * 10.0 ** rng.uniform(-3, -0.2)
        runs = probe_runs(operator, 1, 60, rng=rng)
        found = limits.slice_along_path(path, operator, runs, epsilon, steps=60)
        k, fits = 0, True
        while fits and k < 60:
            y = basis.T @ path.pruned(k + 1)
            fits = k + 1 <= slice_of(lam, epsilon, weights=y * y).threshold
            k += fits
        missed += not found.low <= k <= found.high
    assert missed <= 2  # 20 without the error of the probe


def test_three_vectors_swing_no_more_than_they_say(rng):
    lam = np.concatenate([np.zeros(80), rng.exponential(size=70)])
    run = lanczos(matrix_operator(rotated(lam, rng)), rng.standard_normal(150), 46, reorthogonalise=False)
    bars = [quadrature(run.leading(m), absolute_resolvent(1e-2)) for m in range(20, 47)]
    assert all(abs(b.value - a.value) <= a.width for a, b in pairwise(bars))
