"""Networks without removed neurons in the original shape, and the certificates of such networks."""

import copy
import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.compression import Compressed, compress, expanded, expansion
from lqtheory.compression.certificates import network_bounds
from lqtheory.errors import InputTypeError, ShapeError
from lqtheory.networks.views import fold_batch_norm, network_parts
from tests.networks import exact

NAMES = ("mlp", "residual", "cnn", "averages")
BUDGETS = {"mlp": 0.6, "residual": 0.8, "cnn": 0.8, "averages": 0.75}


def removed(name: str, seed: int = 1, **settings) -> tuple[nn.Module, Compressed]:
    net = exact.network(name, seed)
    result = compress(net, "structured", density=BUDGETS[name], sample=exact.inputs(name, 20, seed), **settings)
    assert result.report.kept < result.report.n
    return net, result


def outputs(net: nn.Module, x: torch.Tensor) -> list[np.ndarray]:
    return [exact.run(network_parts(net), exact.rational(instance)) for instance in x]


@pytest.mark.parametrize("refit", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_the_expanded_network_computes_exactly_what_the_smaller_one_does(name, refit):
    net, result = removed(name, refit=refit)
    before = copy.deepcopy(net.state_dict())
    wide, x = expanded(net, result), exact.inputs(name, 2, 3)
    for one, other in zip(outputs(wide, x), outputs(result.network, x), strict=True):
        assert (one == other).all()  # rational numbers, no rounding
    assert [p.shape for p in wide.parameters() if p.ndim > 1] == [p.shape for p in net.parameters() if p.ndim > 1]
    assert all(torch.equal(before[key], value) for key, value in net.state_dict().items())


@pytest.mark.parametrize("refit", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_certificates_of_removed_neurons_are_above_the_exact_error(name, refit):
    net, result = removed(name, refit=refit)
    x = exact.inputs(name, 3, 3)
    found = network_bounds(net, expanded(net, result), x)
    with torch.no_grad():
        inferred = result.network(x)
    changed = False
    for i, (original, smaller) in enumerate(zip(outputs(net, x), outputs(result.network, x), strict=True)):
        change = smaller - original
        changed = changed or any(change)
        for bound, values in found.l2.items():
            assert Fraction(float(values[i])) ** 2 >= sum(v * v for v in change), bound
        for bound, (low, high) in found.entries.items():
            assert all(float(low[i, j]) <= moved <= float(high[i, j]) for j, moved in enumerate(change)), bound
        for j, exactly in enumerate(smaller):  # inference of the smaller network itself, in float32
            assert abs(Fraction(float(inferred[i, j])) - exactly) <= float(found.inference["pruned"][i, j])
    assert changed
    assert ("B5" in found.missing) == refit


def test_removed_neurons_change_nothing_in_their_own_layer():
    net, result = removed("mlp")
    wide = expanded(net, result)
    lost = ~result.masks["0.weight"].any(dim=1)
    assert bool(lost.any())
    assert torch.equal(wide[0].weight, net[0].weight)
    assert torch.equal(wide[0].bias, net[0].bias)
    assert not wide[2].weight[result.masks["2.weight"].any(dim=1)][:, lost].any()


def test_a_wrong_expansion_would_be_noticed(monkeypatch: pytest.MonkeyPatch):
    """If removed neurons were still read, or kept ones stood in the wrong rows, certificates would be false."""

    def still_read(module, smaller, rows, columns, name):
        weight = module.weight.detach().clone()
        part = weight[rows]
        part[:, columns] = smaller.weight.detach()
        weight[rows] = part
        expansion.resized(module, weight, module.bias)

    def in_wrong_rows(module, smaller, rows, columns, name):
        right(module, smaller, rows, columns, name)
        if not rows.all():
            expansion.resized(module, module.weight.detach().roll(1, 0), module.bias)

    right = expansion._fill
    for wrong in (still_read, in_wrong_rows):
        monkeypatch.setattr(expansion, "_fill", wrong)
        violations = 0
        for seed in range(6):
            net, result = removed("mlp", seed)
            x = exact.inputs("mlp", 3, seed)
            low, high = network_bounds(net, expanded(net, result), x, bounds=["measured"]).entries["measured"]
            with torch.no_grad():
                change = result.network(x) - net(x)
            violations += int(((change < low - 1e-4) | (change > high + 1e-4)).sum())
        assert violations > 0, wrong


def test_other_neurons_of_the_same_number_give_the_same_function():
    """Soundness rests on the masks of two layers agreeing, not on which neurons they name."""
    net, result = removed("mlp")
    order = torch.arange(5).roll(1)
    masks = dict(result.masks)
    masks["0.weight"], masks["2.weight"] = masks["0.weight"][order], masks["2.weight"][:, order]
    other = expanded(net, dataclasses.replace(result, masks=masks))
    x = exact.inputs("mlp", 2, 3)
    for one, another in zip(outputs(other, x), outputs(result.network, x), strict=True):
        assert (one == another).all()
    for one, another in zip(other.parameters(), expanded(net, result).parameters(), strict=True):
        if one.ndim > 1:
            assert one.shape == another.shape
    assert not torch.equal(other[0].weight, expanded(net, result)[0].weight)


def test_a_network_with_batch_normalisation_is_certified(rng):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        net = nn.Sequential(
            nn.Conv2d(2, 6, 3, bias=False), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(54, 8, bias=False), nn.Tanh(), nn.Linear(8, 3),
        )  # fmt: skip
        x = torch.from_numpy(rng.standard_normal((30, 2, 8, 8)).astype(np.float32))
        net.train()(x)
    net.eval()
    result = compress(net, "structured", density=0.5, sample=x, certify=True)
    certificate = result.report.certificate
    assert certificate["inputs"] == 30
    folded = fold_batch_norm(net)
    with torch.no_grad():
        error = (result.network.double()(x.double()) - folded.double()(x.double())).abs().amax(1)
    for name in ("gated", "B0", "B1", "row"):
        assert certificate["bounds"][name]["max"] >= float(error.max()), name
    assert certificate["bounds"]["measured"]["max"] >= float(error.max()) > 0


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda masks: {**masks, "0.weight": masks["0.weight"][:, :3]}, "the mask of 0.weight has shape"),
        (lambda masks: {**masks, "0.weight": masks["0.weight"] & ~torch.eye(5, 6, dtype=bool)}, "does not keep whole"),
        (lambda masks: {**masks, "0.weight": masks["0.weight"].roll(1, 0)}, "no longer reads"),
        (lambda masks: {"0.weight": masks["0.weight"]}, "0.weight lost rows that no other layer"),
        (lambda masks: {"4.weight": masks["4.weight"]}, "4.weight lost columns that no other layer"),
        (lambda masks: {name: torch.ones_like(mask) for name, mask in masks.items()}, "its mask says"),
    ],
)
def test_masks_that_do_not_fit_are_refused(change, text):
    net, result = removed("mlp")
    with pytest.raises(ShapeError, match=text):
        expanded(net, dataclasses.replace(result, masks=change(dict(result.masks))))


def test_state_dicts_are_refused():
    net, result = removed("mlp")
    with pytest.raises(InputTypeError, match=r"compressed\.network is a OrderedDict"):
        expanded(net, dataclasses.replace(result, network=result.network.state_dict()))
