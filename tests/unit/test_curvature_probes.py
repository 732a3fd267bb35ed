"""Random probes: pooled estimator, tail bound, intervals; whole spectra and densities."""

import math

import numpy as np
import pytest
import torch

from lqtheory.curvature import (
    absolute_resolvent,
    clipped_resolvent,
    dense_spectrum,
    identity,
    lanczos,
    matrix_operator,
    probe_interval,
    probe_runs,
    probe_tail,
    quadratic_form,
    resolvent,
    smoothed_density,
    spectral_distribution,
    spectral_mean,
    squared,
    symmetric_operator,
)
from lqtheory.errors import DomainError


def test_the_tail_bound_is_that_of_the_dossier():
    assert probe_tail(1, 10**6, 0.005, 0.25) == pytest.approx(4.5457010780110535e-11, rel=1e-14)
    assert probe_tail(3, 50, 0.0, 0.1) == 1.0
    assert probe_tail(2, 50, 0.3, 0.2) == pytest.approx(2 * math.exp(-9 / (4 * (0.2 + 0.09 + 0.3))))


def test_the_tail_bound_holds_in_simulation(rng):
    # 20 000 pooled estimates for 30 eigenvalues; the bound is 0.06 where about 0.0005 of them lie beyond.
    values = np.linspace(0.0, 1.0, 30)
    squares = rng.standard_normal((20_000, 2, 30)) ** 2
    estimates = (squares @ values).sum(axis=1) / squares.sum(axis=(1, 2))
    variance = float(np.var(values))
    for t in (0.05, 0.1, 0.15, 0.2):
        share = float(np.mean(np.abs(estimates - 0.5) >= t))
        assert share <= probe_tail(2, 30, t, variance)
    assert float(np.var(estimates)) == pytest.approx(2 * variance / (2 * 30), rel=0.1)


@pytest.mark.parametrize("estimate", [0.0, 1e-6, 0.2, 0.5, 0.97, 1.0])
@pytest.mark.parametrize("dimension", [50, 10**6])
def test_ends_of_the_interval_are_where_the_tail_bound_reaches_the_level(estimate, dimension):
    low, high = probe_interval(estimate, 2, dimension, 0.99)
    assert 0 <= low <= estimate <= high <= 1
    for end in (low, high):
        if end not in (0.0, 1.0) and end != estimate:
            assert probe_tail(2, dimension, abs(end - estimate), end * (1 - end)) == pytest.approx(0.01, rel=1e-6)


def test_intervals_shrink_with_probes_dimension_and_lower_confidence():
    widths = [
        probe_interval(0.5, n, d, c)[1] for n, d, c in ((1, 100, 0.99), (2, 100, 0.99), (2, 1000, 0.99), (2, 1000, 0.9))
    ]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 4


def test_the_mean_of_a_function_is_enclosed_with_quadrature_and_sampling_error(rng):
    values = np.concatenate([np.zeros(400), rng.normal(0, 0.2, 600), [3.0, 10.0]])
    operator, function = diagonal(values), absolute_resolvent(0.05)
    truth = float(function.values(values).mean())
    runs = probe_runs(squared(operator), 2, 60, rng=rng)
    bar = spectral_mean(runs, function)
    assert bar.kind == "sampled"
    assert bar.confidence == 0.99
    assert bar.low < truth < bar.high
    assert abs(bar.value - truth) < 0.05
    assert bar.sampling > 0
    assert operator.products == 240
    narrow = spectral_mean(runs, function, confidence=0.5)
    assert narrow.width < bar.width
    pooled = sum(r.norm**2 * g for r, g in zip(runs, _gauss(runs, function), strict=True)) / sum(
        r.norm**2 for r in runs
    )
    assert bar.gauss == pytest.approx(pooled, rel=1e-14)


def _gauss(runs, function):
    for run in runs:
        nodes, weights = run.rule()
        yield weights @ function.of_squares(nodes)


def diagonal(values):
    entries = torch.as_tensor(values)
    return symmetric_operator(lambda v: entries * v, len(values))


def test_intervals_cover_as_often_as_they_say(rng):
    # 200 independent estimates at confidence 0.9: fewer than 160 covering has probability below 1e-5, were it 0.9.
    values = rng.uniform(0, 1, 60)
    function, truth = resolvent(0.3), float(resolvent(0.3).values(values).mean())
    operator = matrix_operator(np.diag(values), semidefinite=True)
    bars = [spectral_mean(probe_runs(operator, 1, 8, rng=rng), function, confidence=0.9) for _ in range(200)]
    assert sum(bar.low <= truth <= bar.high for bar in bars) >= 160
    assert any(abs(bar.value - truth) > 0.02 for bar in bars)


def test_a_run_started_at_y_has_no_sampling_error(rng):
    values, y = np.arange(1.0, 21.0), rng.standard_normal(20)
    bar = quadratic_form(lanczos(diagonal(values), y, 20), resolvent(2.0))
    assert bar.value == pytest.approx(float(y**2 @ (2.0 / (2.0 + values))), rel=1e-13)
    assert bar.sampling == 0.0
    assert quadratic_form(lanczos(diagonal(values), y, 1), identity()).value == pytest.approx(y**2 @ values, rel=1e-14)


def test_indefinite_runs_that_are_no_square_are_enclosed_by_monotonicity_alone(rng):
    values = rng.normal(0, 1, 300)
    bar = spectral_mean(probe_runs(diagonal(values), 1, 30, rng=rng), clipped_resolvent(0.5))
    assert "Stieltjes" in bar.reason
    assert bar.low <= float(clipped_resolvent(0.5).values(values).mean()) <= bar.high
    lean = spectral_mean(probe_runs(diagonal(values), 1, 30, rng=rng, reorthogonalise=False), clipped_resolvent(0.5))
    assert lean.kind == "estimated"


def test_probes_continue_from_their_checkpoints(tmp_path):
    class Interrupted(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise Interrupted

    values = np.linspace(0, 1, 40)
    whole = probe_runs(diagonal(values), 2, 5, rng=np.random.default_rng(3))
    with pytest.raises(Interrupted):
        probe_runs(
            diagonal(values), 2, 5, rng=np.random.default_rng(3), checkpoint=tmp_path / "probe", on_progress=stop
        )
    operator = diagonal(values)
    again = probe_runs(operator, 2, 5, rng=np.random.default_rng(3), checkpoint=tmp_path / "probe")
    assert operator.products == 2
    for a, b in zip(whole, again, strict=True):
        np.testing.assert_array_equal(a.alpha, b.alpha)


def test_exact_spectra_are_those_of_the_matrix_up_to_a_limit(rng):
    matrix = rng.standard_normal((70, 70))
    matrix = matrix + matrix.T
    seen = []
    found = dense_spectrum(matrix_operator(matrix), on_progress=lambda *a: seen.append(a))
    np.testing.assert_allclose(found, np.linalg.eigvalsh(matrix), atol=1e-12)
    assert seen == [(64, 70), (70, 70)]
    with pytest.raises(DomainError, match="has dimension 70, above 69"):
        dense_spectrum(matrix_operator(matrix), max_dimension=69)


def test_bounds_of_the_distribution_function_enclose_it(rng):
    values, v = np.sort(rng.normal(0, 1, 50)), rng.standard_normal(50)
    run = lanczos(diagonal(values), v, 12)
    points = np.concatenate([rng.uniform(-3, 3, 200), run.rule()[0]])
    low, high = spectral_distribution(run, points)
    weights = v**2 / (v @ v)
    truth = np.array([weights[values <= x].sum() for x in points])
    assert (low <= truth + 1e-12).all()
    assert (truth <= high + 1e-12).all()
    assert (high - low).mean() < 0.5
    exact = spectral_distribution(lanczos(diagonal(values), v, 50), 0.1)
    assert exact[0] == exact[1] == pytest.approx(weights[values <= 0.1].sum())
    with pytest.raises(DomainError, match="not reorthogonalised"):
        spectral_distribution(lanczos(diagonal(values), v, 5, reorthogonalise=False), 0.0)


def test_a_smoothed_density_keeps_its_mass_and_narrow_kernels_are_refused(rng):
    values = np.concatenate([np.zeros(50), [100.0]])
    runs = probe_runs(diagonal(values), 2, 2, rng=rng)
    grid = np.linspace(-20.0, 120.0, 1001)
    density = smoothed_density(runs, grid, 0.5)
    assert density @ np.diff(grid) == pytest.approx(1.0, abs=1e-9)
    with pytest.raises(DomainError, match=r"width=0\.2 is below twice the grid spacing 0\.14"):
        smoothed_density(runs, grid, 0.2)
    with pytest.raises(DomainError, match="does not ascend"):
        smoothed_density(runs, grid[::-1], 1.0)
    with pytest.raises(DomainError, match="there is no run"):
        smoothed_density([], grid, 1.0)


def test_arguments_out_of_range_are_refused(rng):
    runs = probe_runs(diagonal(np.ones(3)), 1, 2, rng=rng)
    with pytest.raises(DomainError, match=r"leaves \[0, 1\]"):
        spectral_mean(probe_runs(diagonal(2 * np.ones(3)), 1, 2, rng=rng), identity())
    with pytest.raises(DomainError, match=r"confidence=1\.0"):
        spectral_mean(runs, resolvent(1.0), confidence=1.0)
    with pytest.raises(DomainError, match="0 runs"):
        spectral_mean([], resolvent(1.0))
    with pytest.raises(DomainError, match="n_probes=0"):
        probe_runs(diagonal(np.ones(3)), 0, 2, rng=rng)
    for arguments in ((0, 5, 0.1, 0.1), (1, 5, -0.1, 0.1), (1, 5, 0.1, 0.3), (1, 5, math.nan, 0.1)):
        with pytest.raises(DomainError, match="probe_tail"):
            probe_tail(*arguments)
    with pytest.raises(DomainError, match=r"estimate=1\.5"):
        probe_interval(1.5, 1, 5, 0.9)


@pytest.mark.parametrize("seed", range(8))
def test_the_value_is_within_the_interval_at_its_end_too(seed):
    runs = probe_runs(matrix_operator(np.zeros((1000, 1000))), 3, 4, rng=np.random.default_rng(seed))
    bar = spectral_mean(runs, clipped_resolvent(0.3))
    assert bar.low <= bar.value <= bar.high == 1.0
