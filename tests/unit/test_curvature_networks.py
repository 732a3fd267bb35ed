"""Trained networks: brackets of their Hessians against all eigenvectors, as long as these can be computed."""

import numpy as np
import pytest
import torch

from lqtheory.curvature import (
    absolute_resolvent,
    clipped_resolvent,
    gauss_newton,
    hessian,
    lanczos,
    objective,
    quadrature,
    resolvent,
    share_below,
    spectral_mean,
    squared,
)
from lqtheory.curvature.probes import probe_runs
from lqtheory.curvature.spectra import dense_matrix
from lqtheory.networks import Recipe, data, fit
from lqtheory.networks.zoo.architectures import perceptron

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def trained():
    """64-5-10 on digits, 385 parameters: operators, their eigenvalues and eigenvectors."""
    digits = data.load("digits")
    network = perceptron(64, 5, 10)(np.random.default_rng(0))
    fit(network, digits, Recipe(10, batch_size=32, learning_rate=5e-3), rng=np.random.default_rng(0))
    made = objective(network.double(), (digits.x_train, digits.y_train), batch_size=500)
    return {operator: np.linalg.eigh(dense_matrix(operator)) for operator in (hessian(made), gauss_newton(made))}, made


def form(spectrum, v, function) -> float:
    values, vectors = spectrum
    return float((vectors.T @ v) ** 2 @ function.values(values) / (v @ v))


@pytest.mark.parametrize("s", [1e-1, 1e-3, 1e-5])
def test_every_bracket_that_is_called_proved_encloses(trained, s, rng):
    (hessian_spectrum, gauss_newton_spectrum), made = trained[0].items(), trained[1]
    assert hessian_spectrum[1][0][0] < -1e-4
    assert gauss_newton_spectrum[1][0][0] > -1e-12
    for v in (rng.standard_normal(385), made.weights.numpy()):
        for m in (5, 20, 80):
            for operator, spectrum, function in (
                (squared(hessian_spectrum[0]), hessian_spectrum[1], absolute_resolvent(s)),
                (hessian_spectrum[0], hessian_spectrum[1], clipped_resolvent(s)),
                (hessian_spectrum[0], hessian_spectrum[1], absolute_resolvent(s)),
                (hessian_spectrum[0], hessian_spectrum[1], share_below(-1e-5)),
                (gauss_newton_spectrum[0], gauss_newton_spectrum[1], resolvent(s, 2)),
            ):
                bar = quadrature(lanczos(operator, v, m), function)
                slack = 1e-10 + (bar.round_off if np.isfinite(bar.round_off) else 0.0)
                assert bar.kind == "enclosed"
                assert bar.low - slack <= form(spectrum, v, function) <= bar.high + slack
                assert -1e-12 <= bar.low <= bar.high <= 1 + 1e-12
                assert bar.width < 0.9 or m == 5


def test_the_mean_over_the_spectrum_is_within_its_interval(trained, rng):
    operator, (values, _) = next(iter(trained[0].items()))
    function = absolute_resolvent(1e-3)
    truth = float(function.values(values).mean())
    bar = spectral_mean(probe_runs(squared(operator), 4, 100, rng=rng), function)
    assert bar.kind == "sampled"
    assert bar.low <= truth <= bar.high
    assert abs(bar.value - truth) < 0.1


def test_float32_gives_the_same_within_its_rounding(trained, rng):
    made = trained[1]
    v = torch.from_numpy(rng.standard_normal(385))
    exact = quadrature(lanczos(squared(hessian(made)), v, 40), absolute_resolvent(1e-2))
    single = objective(made.network.float(), made.batches.source, batch_size=500)
    bar = quadrature(lanczos(squared(hessian(single)), v, 40), absolute_resolvent(1e-2))
    made.network.double()
    assert bar.value == pytest.approx(exact.value, abs=2e-3)
    assert bar.round_off > 1e3 * exact.round_off
