"""Methods as pruning methods of torch and as parametrisations, and files of masks."""

import copy

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.utils import parametrize, prune

from lqtheory.compression import Masked, Pruning, compress, hold_masks, load_masks, prune_weight, save_masks
from lqtheory.compression.protocol import METHODS
from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError, UnsupportedError

SETTINGS = {
    "magnitude": {"density": 0.3},
    "magnitude_layer": {"tolerance": 0.4},
    "magnitude_neuron": {"density": 0.3},
    "adaptive": {"tolerance": 0.5, "rule": "exact"},
    "relative": {"tolerance": 0.5},
    "absolute": {"tolerance": 0.5},
    "allocation": {"density": 0.4},
}


@pytest.fixture
def network() -> nn.Sequential:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Sequential(nn.Conv2d(2, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(16, 6), nn.ReLU(), nn.Linear(6, 3))


@pytest.mark.parametrize("method", SETTINGS)
@pytest.mark.parametrize("index", [0, 3])
def test_the_mask_of_a_layer_is_the_one_of_compress(network, method, index):
    wanted = compress({"weight": network[index].weight}, method, **SETTINGS[method]).masks["weight"]
    layer = prune_weight(network[index], "weight", method, **SETTINGS[method])
    assert torch.equal(layer.weight_mask.bool(), wanted)
    assert 0 < int(wanted.sum()) < wanted.numel()
    assert torch.equal(layer.weight, layer.weight_orig * layer.weight_mask)
    assert prune.is_pruned(network)
    prune.remove(layer, "weight")
    assert torch.equal(layer.weight != 0, wanted)


def test_all_other_methods_are_refused_by_name():
    others = set(METHODS) - set(SETTINGS)
    for method in others:
        with pytest.raises(DomainError, match=rf"method='{method}' gives no mask .*expected one of magnitude, "):
            Pruning(method)
    with pytest.raises(DomainError, match="method='magnitud'"):
        Pruning("magnitud")


def test_methods_follow_one_another_in_the_manner_of_torch(network):
    layer = network[3]
    before = layer.weight.detach().clone()
    prune.random_unstructured(layer, "weight", amount=0.5)
    first = layer.weight_mask.clone()
    prune_weight(layer, "weight", "magnitude_neuron", density=0.25)
    expected = compress({"weight": before * first}, "magnitude_neuron", density=0.25).masks["weight"]
    assert torch.equal(layer.weight_mask.bool(), expected & first.bool())
    assert isinstance(next(iter(layer._forward_pre_hooks.values())), prune.PruningContainer)


def test_scores_may_be_given_as_torch_does_it(network):
    layer = network[3]
    scores = torch.arange(96.0).reshape(6, 16)
    Pruning.apply(layer, "weight", "magnitude", density=0.25, importance_scores=scores)
    assert torch.equal(layer.weight_mask.bool(), scores >= 72)


def test_biases_are_pruned_as_one_row(network):
    layer = prune_weight(network[3], "bias", "magnitude", kept=2)
    assert int(layer.bias_mask.sum()) == 2


def test_a_weight_stored_in_x_out_is_pruned_by_neuron():
    class Conv1D(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.nf = 3
            self.weight = nn.Parameter(torch.arange(1.0, 13.0).reshape(4, 3))
            self.bias = nn.Parameter(torch.zeros(3))

    layer = prune_weight(Conv1D(), "weight", "magnitude_neuron", density=0.25)
    assert layer.weight_mask.tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 0], [1, 1, 1]]


@pytest.mark.parametrize("through", ["parametrize", "prune"])
@pytest.mark.parametrize("method", ["adaptive", "corenet", "obd"])
def test_masks_hold_during_training(network, through, method):
    sample = torch.randn(32, 2, 4, 4, generator=torch.Generator().manual_seed(1))
    result = compress(network, method, density=0.4, sample=sample)
    held = hold_masks(copy.deepcopy(result.network), result, through)
    torch.testing.assert_close(held(sample), result.network(sample))
    optimiser = torch.optim.SGD(held.parameters(), lr=0.1, momentum=0.9, weight_decay=0.01)
    for _ in range(3):
        optimiser.zero_grad()
        held(sample).square().sum().backward()
        optimiser.step()
    for name, mask in result.masks.items():
        index = int(name.split(".")[0])
        assert not held[index].weight[~mask].any()
        assert not torch.equal(held[index].weight, result.network[index].weight)
        if through == "prune":
            prune.remove(held[index], "weight")
        else:
            parametrize.remove_parametrizations(held[index], "weight")
        assert not held[index].weight[~mask].any()


def test_a_parametrisation_takes_assigned_weights(network):
    mask = torch.rand(6, 16, generator=torch.Generator().manual_seed(0)) < 0.5
    parametrize.register_parametrization(network[3], "weight", Masked(mask))
    network[3].weight = torch.ones(6, 16)
    assert torch.equal(network[3].weight, mask.float())
    assert "3.parametrizations.weight.0.mask" in network.state_dict()


def test_masks_go_to_safetensors_and_back(network, tmp_path):
    result = compress(network, "adaptive", density=0.3)
    size = save_masks(tmp_path / "masks.safetensors", result)
    assert size == (tmp_path / "masks.safetensors").stat().st_size
    for read in (load_masks, load_file):
        masks = read(tmp_path / "masks.safetensors")
        assert set(masks) == set(result.masks)
        assert all(torch.equal(masks[name], result.masks[name]) for name in masks)
    held = hold_masks(network, load_masks(tmp_path / "masks.safetensors"))
    assert sum(int((held[i].weight != 0).sum()) for i in (0, 3, 5)) == result.report.kept


def test_bad_input_is_named(network, tmp_path):
    result = compress(network, "magnitude", density=0.5)
    with pytest.raises(DomainError, match="through='hook' is not one of parametrize, prune"):
        hold_masks(network, result, "hook")
    with pytest.raises(InputTypeError, match=r"network is a dict .*expected a torch"):
        hold_masks({}, result)
    with pytest.raises(InputTypeError, match=r"no weight 9\.weight"):
        hold_masks(network, {"9.weight": torch.ones(2, 2)})
    with pytest.raises(ShapeError, match=r"3\.weight has shape \(2, 2\) .*expected \(6, 16\)"):
        hold_masks(network, {"0.weight": result.masks["0.weight"], "3.weight": torch.ones(2, 2)})
    assert not parametrize.is_parametrized(network[0])  # nothing was changed
    with pytest.raises(
        InputTypeError, match=r"name='wieght' is no parameter of the Linear .*expected one of weight, bias"
    ):
        prune_weight(network[3], "wieght")
    with pytest.raises(DomainError, match="exactly one of density"):
        prune_weight(network[3], "weight", "magnitude")
    with pytest.raises(DataError, match="does not end in"):
        save_masks(tmp_path / "masks.pt", result)
    with pytest.raises(DataError, match="there is no folder"):
        save_masks(tmp_path / "none" / "masks.safetensors", result)
    with pytest.raises(InputTypeError, match="masks is a list"):
        save_masks(tmp_path / "masks.safetensors", [1])
    save_file({"a": torch.ones(2)}, tmp_path / "weights.safetensors")
    with pytest.raises(DataError, match=r"holds a of torch\.float32 .*expected Boolean masks"):
        load_masks(tmp_path / "weights.safetensors")


def test_masks_are_held_once_and_what_holds_them_already_is_named(network):
    result = compress(network, "magnitude", density=0.5)
    pruned = hold_masks(copy.deepcopy(result.network), result, "prune")
    before = {name: value.clone() for name, value in pruned.state_dict().items()}
    with pytest.raises(UnsupportedError, match=r'pruned by torch.nn.utils.prune already .* give through="prune"'):
        hold_masks(pruned, result)
    assert all(torch.equal(value, before[name]) for name, value in pruned.state_dict().items())
    assert hold_masks(pruned, result, "prune") is pruned  # torch's masks may follow one another
    held = hold_masks(copy.deepcopy(result.network), result)
    with pytest.raises(UnsupportedError, match=r"parametrised already .*remove_parametrizations"):
        hold_masks(held, result, "prune")
    assert hold_masks(held, result) is held


def test_a_refused_second_mask_leaves_the_first_at_work():
    layer = prune_weight(torch.nn.Linear(4, 4), density=0.5)
    kept = int(layer.weight_mask.sum())
    with pytest.raises(DomainError):
        prune_weight(layer, density=-1)
    assert len(layer._forward_pre_hooks) == 1
    layer(torch.ones(1, 4))
    assert int((layer.weight != 0).sum()) == kept


def test_global_pruning_of_torch_joins_all_tensors():
    layers = [nn.Linear(2, 1), nn.Linear(3, 1)]
    with torch.no_grad():
        layers[0].weight.copy_(torch.tensor([[5.0, 1.0]]))
        layers[1].weight.copy_(torch.tensor([[0.1, 4.0, 0.2]]))
    places = [(layer, "weight") for layer in layers]
    prune.global_unstructured(places, Pruning, method="magnitude", density=0.6)
    assert [layer.weight_mask.tolist() for layer in layers] == [[[1, 1]], [[0, 1, 0]]]
    prune.global_unstructured(places, Pruning, method="magnitude", density=2 / 3)  # of the three that are left
    assert [layer.weight_mask.tolist() for layer in layers] == [[[1, 0]], [[0, 1, 0]]]


@pytest.mark.parametrize("method", ["magnitude_neuron", "adaptive", "allocation"])
def test_global_pruning_refuses_methods_that_look_at_rows(method):
    layer = nn.Linear(4, 3)
    with pytest.raises(DomainError, match=f"method='{method}' looks at rows"):
        prune.global_unstructured([(layer, "weight")], Pruning, method=method, density=0.5)
    assert not prune.is_pruned(layer)
