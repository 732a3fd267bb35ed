"""Every certificate on every device: all bounds, both precisions, what rests on them, and the norms they use."""

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.compression.certificates import (
    BOUNDS,
    certified_accuracy,
    certified_correct,
    certified_unchanged,
    conformal_radius,
    conv_norm_bounds,
    cross_entropy_degradation,
    frobenius_norm_bound,
    network_bounds,
    row_norm_bound,
    spectral_norm_bound,
    squared_risk_bound,
)
from lqtheory.errors import ShapeError
from tests.networks import exact

NAMES = ("mlp", "residual", "cnn", "averages", "projected", "sequence")


def tensors(found) -> dict[str, torch.Tensor]:
    """Everything a record holds."""
    entries = {f"{name} {side}": v for name, pair in found.entries.items() for side, v in zip("<>", pair, strict=True)}
    computed = {name: getattr(found, name) for name in ("outputs", "pruned_outputs", "outputs_radius")}
    return {**found.l2, **entries, **{f"inference {name}": v for name, v in found.inference.items()}, **computed}


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
@pytest.mark.parametrize("name", NAMES)
def test_bounds_are_those_of_the_cpu(name, dtype, device):
    net = exact.network(name, 1)
    pruned, x = exact.pruned_copy(net, 0.5, 2), exact.inputs(name, 5, 3)
    here = network_bounds(net, pruned, x, dtype=dtype, batch_size=2)
    there = network_bounds(device.put(net), device.put(pruned), device.put(x), dtype=dtype, batch_size=2)
    assert set(there.names) == set(here.names)
    assert there.missing == here.missing
    tolerance = 1e-9 if dtype == torch.float64 else 1e-3
    for key, value in tensors(here).items():
        assert device.has(tensors(there)[key]), key
        torch.testing.assert_close(tensors(there)[key].cpu(), value, rtol=tolerance, atol=tolerance)
    assert there.summary().keys() == here.summary().keys()


def test_the_product_form_is_that_of_the_cpu(device):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(nn.Linear(5, 4, bias=False), nn.ReLU(), nn.Linear(4, 3, bias=False))
    pruned, x = exact.pruned_copy(net, 0.5, 0), torch.ones(2, 5)
    here = network_bounds(net, pruned, x, bounds=["product"]).l2["product"]
    there = network_bounds(device.put(net), device.put(pruned), device.put(x), bounds=["product"]).l2["product"]
    torch.testing.assert_close(there.cpu(), here)


def test_what_rests_on_bounds_is_that_of_the_cpu(device):
    net = exact.network("mlp", 1)
    pruned, x = exact.pruned_copy(net, 0.8, 2), exact.inputs("mlp", 50, 3)
    labels, targets = torch.arange(50) % 3, torch.ones(50, 3, dtype=torch.float64)
    here = network_bounds(net, pruned, x)
    there = network_bounds(device.put(net), device.put(pruned), device.put(x))
    for given in (device.put(labels), labels, labels.numpy()):  # wherever the labels are
        assert certified_accuracy(there, given, inference=True) == certified_accuracy(here, labels, inference=True)
        assert device.has(certified_correct(there, given, "gated"))
    assert certified_unchanged(there, inference=True)["gated"].tolist() == certified_unchanged(here)["gated"].tolist()
    for given in (None, labels):
        values = [cross_entropy_degradation(found, given) for found in (here, there)]
        assert all(device.has(value) for value in values[1].values())
        torch.testing.assert_close({name: value.cpu() for name, value in values[1].items()}, values[0])
    for name in ("B1", "gated"):
        risks = [squared_risk_bound(found, given, name) for found, given in ((here, targets), (there, targets))]
        assert risks[0] == pytest.approx(risks[1], rel=1e-9)
        assert squared_risk_bound(there, device.put(targets), name) == pytest.approx(risks[0], rel=1e-9)
        radii = [conformal_radius(found.largest[name]) for found in (here, there)]
        assert radii[0] == pytest.approx(radii[1], rel=1e-9)


def test_norms_are_those_of_the_cpu(device, rng: np.random.Generator):
    kernel = torch.from_numpy(rng.standard_normal((6, 2, 3, 3)))
    for bound in (spectral_norm_bound, row_norm_bound, frobenius_norm_bound):
        assert bound(device.put(kernel.flatten(1))) == pytest.approx(bound(kernel.flatten(1)), rel=1e-9)
    found = conv_norm_bounds(device.put(kernel), 1, 1, (8, 8), groups=3)
    assert found == pytest.approx(conv_norm_bounds(kernel, 1, 1, (8, 8), groups=3), rel=1e-9)


def test_inputs_elsewhere_are_refused_in_one_sentence(device):
    if device.name == "cpu":
        pytest.skip("there is no elsewhere")
    net = exact.network("mlp", 1)
    with pytest.raises(ShapeError, match=r"does not take inputs of shape \(2, 6\) on cpu"):
        network_bounds(device.put(net), device.put(net), exact.inputs("mlp", 2, 3), bounds=[*BOUNDS])
