"""Layers that store their weights in x out, as the ``Conv1D`` of transformers, in everything that takes a network."""

import copy

import pytest
import torch
from torch import nn

from lqtheory.compression import compress, gauss_newton_diagonal, load, save
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.protocol import METHODS
from lqtheory.compression.stored import transposed_names
from lqtheory.errors import UnsupportedError
from lqtheory.networks import tensor_views


class Conv1D(nn.Module):
    """The layer of transformers, as that library writes it."""

    def __init__(self, nf: int, nx: int) -> None:
        super().__init__()
        self.nf = nf
        self.nx = nx
        self.weight = nn.Parameter(torch.empty(nx, nf))
        self.bias = nn.Parameter(torch.zeros(nf))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        size_out = (*x.size()[:-1], self.nf)
        return torch.addmm(self.bias, x.view(-1, x.size(-1)), self.weight).view(size_out)


@pytest.fixture
def plain() -> nn.Sequential:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(8, 12), nn.ReLU(), nn.Linear(12, 12), nn.ReLU(), nn.Linear(12, 3)).eval()


@pytest.fixture
def turned(plain) -> nn.Sequential:
    """The same function with the first two layers stored the other way round."""
    network = copy.deepcopy(plain)
    for i in (0, 2):
        layer = Conv1D(plain[i].out_features, plain[i].in_features)
        layer.weight = nn.Parameter(plain[i].weight.detach().t().contiguous())
        layer.bias = nn.Parameter(plain[i].bias.detach().clone())
        network[i] = layer
    return network.eval()


@pytest.fixture
def sample() -> torch.Tensor:
    return torch.randn(64, 8, generator=torch.Generator().manual_seed(1))


def test_views_show_one_row_for_each_neuron(plain, turned):
    for view, twin in zip(tensor_views(turned), tensor_views(plain), strict=True):
        assert torch.equal(view.matrix, twin.matrix)
        assert torch.equal(view.bias, twin.bias)
        assert (view.name, view.kind) == (twin.name, "linear")
    assert [view.transposed for view in tensor_views(turned)] == [True, True, False]
    assert [view.shape for view in tensor_views(turned)] == [(8, 12), (12, 12), (3, 12)]


def test_a_state_dict_shows_its_orientation_by_the_biases(plain, turned):
    stored = {name: tensor for name, tensor in turned.state_dict().items() if not name.startswith("4")}
    assert transposed_names(stored) == ("0.weight", "2.weight")  # the square one goes with the others
    assert transposed_names(turned.state_dict()) == ("0.weight",)  # with an ordinary one beside it, it does not
    assert transposed_names(plain.state_dict()) == ()
    assert transposed_names({"a.weight": torch.ones(4, 4), "a.bias": torch.ones(4)}) == ()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_the_same_network_stored_as_it_was(plain, turned, sample, method):
    goal = {"density": 0.5}
    before = {name: tensor.clone() for name, tensor in turned.state_dict().items()}
    one, other = compress(plain, method, sample=sample, **goal), compress(turned, method, sample=sample, **goal)
    torch.testing.assert_close(other.network(sample), one.network(sample))
    assert other.report.kept == one.report.kept
    for name in ("0.weight", "2.weight"):
        assert torch.equal(other.masks[name], one.masks[name].t())
    assert torch.equal(other.masks["4.weight"], one.masks["4.weight"])
    if method != "svd":
        assert [type(other.network[i]) for i in (0, 2, 4)] == [Conv1D, Conv1D, nn.Linear]
    assert all(torch.equal(tensor, before[name]) for name, tensor in turned.state_dict().items())


@pytest.mark.parametrize("method", ["magnitude", "structured", "corenet_plus"])
def test_checkpoints_of_compressed_networks_are_read_back(turned, sample, method, tmp_path):
    result = compress(turned, method, sample=sample, density=0.5)
    save(tmp_path / "net.safetensors", result)
    read = load(tmp_path / "net.safetensors", turned)
    torch.testing.assert_close(read(sample), result.network(sample))


@pytest.mark.parametrize("method", ["magnitude_neuron", "adaptive", "relative"])
def test_state_dicts_are_compressed_neuron_by_neuron(plain, turned, method):
    names = ("0.weight", "0.bias", "2.weight", "2.bias")
    one = compress({name: plain.state_dict()[name] for name in names}, method, density=0.5)
    other = compress({name: turned.state_dict()[name] for name in names}, method, density=0.5)
    for name in ("0.weight", "2.weight"):
        assert torch.equal(other.network[name], one.network[name].t())
        assert torch.equal(other.masks[name], one.masks[name].t())


def test_refitting_goes_through_compress(plain, turned, sample):
    one = compress(plain, "magnitude", sample=sample, density=0.5, refit=True)
    other = compress(turned, "magnitude", sample=sample, density=0.5, refit=True)
    torch.testing.assert_close(other.network(sample), one.network(sample))


def test_curvature_of_the_weights_is_stored_as_they_are(plain, turned, sample):
    one, other = (gauss_newton_diagonal(network, sample, "classification") for network in (plain, turned))
    assert torch.equal(other["0.weight"], one["0.weight"].t())
    assert torch.equal(other["4.weight"], one["4.weight"])


def test_functions_that_would_mistake_rows_for_columns_refuse(turned):
    with pytest.raises(UnsupportedError, match=r"0\.weight is stored in x out"):
        subject_of(turned.state_dict())


def test_a_network_that_is_such_a_layer_itself(sample):
    layer = Conv1D(5, 8)
    result = compress(layer, "magnitude", density=0.5)
    assert type(result.network) is Conv1D
    assert int(result.masks["weight"].sum()) == 20
    assert torch.equal(result.network.weight, layer.weight * result.masks["weight"])
