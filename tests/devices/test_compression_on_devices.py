"""Every method of compression on every device: the same masks and weights as on the CPU, and all of them there."""

from pathlib import Path

import pytest
import torch
from torch import nn

from lqtheory.compression import METHODS, compress, expanded, load, refit, save
from lqtheory.networks import Residual


@pytest.fixture
def network() -> nn.Sequential:
    """Convolutions with groups, batch normalisation, a residual block, pooling, linear layers with and without bias."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(
            nn.Conv2d(2, 6, 3, padding=1),
            nn.BatchNorm2d(6),
            nn.ReLU(inplace=True),
            nn.Conv2d(6, 4, 3, padding=1, groups=2),
            Residual(nn.Sequential(nn.Conv2d(4, 6, 3, padding=1), nn.ReLU(), nn.Conv2d(6, 4, 1))),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64, 12, bias=False),
            nn.Tanh(),
            nn.Linear(12, 5),
        )
        net(torch.randn(20, 2, 8, 8))
    return net.double().eval()


@pytest.fixture
def sample(rng) -> torch.Tensor:
    return torch.from_numpy(rng.standard_normal((40, 2, 8, 8)))


#: What a layer with groups cannot do is done without it.
WITHOUT_GROUPS = ["0*", "4*", "7*", "9*"]


def same(here, there, device) -> None:
    """Masks are equal; weights agree up to sums in another order; nothing was left behind."""
    assert all(device.has(value) for value in there.network.parameters())
    assert all(device.has(mask) for mask in there.masks.values())
    assert all(torch.equal(mask, there.masks[name].cpu()) for name, mask in here.masks.items())
    for one, other in zip(here.network.parameters(), there.network.parameters(), strict=True):
        torch.testing.assert_close(other.detach().cpu(), one.detach(), rtol=1e-6, atol=1e-9)
    assert there.report.output_error == pytest.approx(here.report.output_error, rel=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_budgets_give_what_they_give_on_the_cpu(method, network, sample, device):
    settings = {"density": 0.3, "layers": WITHOUT_GROUPS if method == "svd" else None}
    here = compress(network, method, sample=sample, **settings)
    there = device.put(network)
    same(here, compress(there, method, sample=device.put(sample), **settings), device)
    same(here, compress(there, method, sample=sample.numpy(), **settings), device)  # batches are moved


@pytest.mark.parametrize(
    ("method", "settings"),
    [
        ("adaptive", {"rule": "stechkin"}),
        ("adaptive", {"rule": "sharp"}),
        ("adaptive", {"rule": "exact"}),
        *[(name, {}) for name, one in METHODS.items() if "tolerance" in one.goals and name not in ("adaptive", "svd")],
    ],
)
def test_tolerances_give_what_they_give_on_the_cpu(method, settings, network, sample, device):
    here = compress(network, method, tolerance=0.3, sample=sample, **settings)
    same(here, compress(device.put(network), method, tolerance=0.3, sample=device.put(sample), **settings), device)


@pytest.mark.parametrize(
    ("method", "settings"),
    [
        ("adaptive", {"rule": "sharp"}),
        ("adaptive", {"rule": "exact"}),
        ("relative", {"weighting": "obd"}),
        ("allocation", {"weighting": "activation"}),
        ("allocation_layers", {"weighting": "activation_jacobian"}),
        ("structured", {"weighting": "activation"}),
        ("obd", {"loss": "squared"}),
        ("magnitude", {"refit": True}),
        ("activation_jacobian", {"refit": True, "ridge": 0.0}),
        ("structured", {"refit": True}),
    ],
)
def test_settings_give_what_they_give_on_the_cpu(method, settings, network, sample, device):
    here = compress(network, method, density=0.3, sample=sample, **settings)
    same(here, compress(device.put(network), method, density=0.3, sample=device.put(sample), **settings), device)


@pytest.mark.parametrize("method", ["magnitude", "structured"])
def test_certificates_in_reports_are_those_of_the_cpu(method, network, sample, device):
    here = compress(network, method, density=0.5, sample=sample, certify=True).report.certificate
    there = compress(device.put(network), method, density=0.5, sample=sample, certify=True).report.certificate
    assert here["inputs"] == there["inputs"]
    for name, bound in here["bounds"].items():
        assert there["bounds"][name]["max"] == pytest.approx(bound["max"], rel=1e-6, abs=1e-9), name
        assert there["bounds"][name]["unchanged"] == pytest.approx(bound["unchanged"], abs=0.05), name


def test_refits_and_expansions_stay_there(network, sample, device):
    there, x = device.put(network), device.put(sample)
    before = compress(there, "activation", density=0.3, sample=x)
    after = refit(there, before, x)
    assert all(device.has(value) for value in after.network.parameters())
    assert after.report.output_error < before.report.output_error
    smaller = compress(there, "structured", density=0.5, sample=x)
    wide = expanded(there, smaller)
    assert all(device.has(value) for value in wide.parameters())
    torch.testing.assert_close(wide(x), smaller.network(x), rtol=1e-9, atol=1e-9)


def test_checkpoints_are_written_from_there_and_read_to_there(network, sample, device, tmp_path: Path):
    there = device.put(network)
    for method in ("magnitude", "structured"):
        result = compress(there, method, density=0.3, sample=sample)
        size = save(tmp_path / f"{method}.safetensors", result)
        assert size == (tmp_path / f"{method}.safetensors").stat().st_size
        stored = load(tmp_path / f"{method}.safetensors")
        assert all(torch.equal(value, result.state_dict()[name].cpu()) for name, value in stored.items())
        again = load(tmp_path / f"{method}.safetensors", there)
        assert all(device.has(value) for value in again.parameters())
        torch.testing.assert_close(again(device.put(sample)), result.network(device.put(sample)))


def test_state_dicts_stay_there(network, device):
    tensors = {name: device.put(value) for name, value in network.state_dict().items()}
    for method in ("magnitude", "adaptive", "relative", "absolute", "allocation"):
        result = compress(tensors, method, density=0.2)
        assert all(device.has(value) for value in result.network.values())


def test_the_callers_network_is_left_as_it_was(network, sample, device):
    there = device.put(network)
    before = {name: value.clone() for name, value in there.state_dict().items()}
    for method in METHODS:
        compress(there, method, density=0.3, sample=sample, layers=WITHOUT_GROUPS if method == "svd" else None)
    assert all(torch.equal(value, there.state_dict()[name]) for name, value in before.items())
    assert all(parameter.grad is None for parameter in there.parameters())
