"""Curvature and limits on every device: the numbers of the CPU within the stated intervals; products stay there."""

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory import limits
from lqtheory.compression import gauss_newton_diagonal
from lqtheory.curvature import gauss_newton, hessian, lanczos, objective

SETTINGS = limits.LimitSettings(epsilon=0.05, probes=2, steps=20, mask_steps=30, own_steps=10, dense=0, every_form=0)


@pytest.fixture
def network() -> nn.Sequential:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(nn.Conv2d(1, 3, 3), nn.Tanh(), nn.Flatten(), nn.Linear(48, 6), nn.ReLU(), nn.Linear(6, 3))
    return net.double().eval()


@pytest.fixture
def data(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    return rng.standard_normal((30, 1, 6, 6)), rng.integers(0, 3, 30)


@pytest.mark.parametrize("matrix", [hessian, gauss_newton])
def test_products_and_runs_are_those_of_the_cpu(matrix, network, data, device, rng):
    here, there = matrix(objective(network, data)), matrix(objective(device.put(network), data))
    vectors = rng.standard_normal((3, here.dimension))
    found = there(vectors)
    assert device.has(found)
    torch.testing.assert_close(found.cpu(), here(vectors), rtol=1e-9, atol=1e-11)
    one, other = (lanczos(operator, vectors[0], 12) for operator in (here, there))
    np.testing.assert_allclose(other.alpha, one.alpha, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("dense", [0, 2000])
def test_reports_agree_within_their_intervals(dense, network, data, device):
    settings = dataclasses.replace(SETTINGS, dense=dense, every_form=dense)
    diagonal = gauss_newton_diagonal(network, data[0], "classification")

    def report(one: nn.Module) -> limits.LimitReport:
        rng = np.random.default_rng(0)
        return limits.limit_report(one, data, rng=rng, settings=settings, diagonal=diagonal)

    here, there = report(network), report(device.put(network))
    assert there.loss == pytest.approx(here.loss, rel=1e-12)
    for one, other in zip(here.predictions, there.predictions, strict=True):
        assert (one.name, one.kind) == (other.name, other.kind)
        assert one.low - 1 <= other.count <= one.high + 1, one.name
        assert other.low - 1 <= one.count <= other.high + 1, one.name


def test_retraining_on_a_mask_is_that_of_the_cpu(network, data, device):
    here, there = (objective(one, data) for one in (network, device.put(network)))
    path, _ = limits.network_path(here)
    found = [limits.retrain_kept(made, path.weights, path.kept(100), evaluations=15).loss for made in (here, there)]
    assert found[1] == pytest.approx(found[0], rel=1e-6)


def test_rows_of_the_study_are_those_of_the_cpu(device, rng):
    from experiments import _limits

    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 3)).double().eval()
    x, y = rng.standard_normal((300, 5)), rng.integers(0, 3, 300)
    dataset = SimpleNamespace(name="digits", task="classification", x_train=x, y_train=y, x_test=x[:50], y_test=y[:50])

    def rows(network: nn.Module) -> list[dict]:
        return _limits.rows_of(network, dataset, np.random.default_rng(0), dataclasses.replace(SETTINGS, epsilon=None))

    there = rows(device.put(net))
    for one, other in zip(rows(net), there, strict=True):
        assert [one[key] for key in ("factor", "predictor", "role", "interval")] == [
            other[key] for key in ("factor", "predictor", "role", "interval")
        ]
        # A retrained limit is found by bisection over losses that agree to some digits only.
        assert one["low"] - 0.1 <= other["ratio"] <= one["high"] + 0.1, one["predictor"]
