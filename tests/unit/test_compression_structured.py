"""Removing whole neurons and channels."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from lqtheory.compression import compress
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.neurons import mask_neurons, remove_neurons
from lqtheory.compression.pairs import Pair, find_pairs
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.networks import Residual


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


def perceptron() -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Linear(6, 9),
        torch.nn.ReLU(),
        torch.nn.Linear(9, 7, bias=False),
        torch.nn.Sigmoid(),
        torch.nn.Linear(7, 3),
    )


def convolutions() -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Sequential(torch.nn.Conv2d(2, 5, 3, padding=1), torch.nn.BatchNorm2d(5), torch.nn.ReLU(inplace=True)),
        torch.nn.AvgPool2d(2),
        torch.nn.Conv2d(5, 6, 3, padding=1, bias=False),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(24, 8),
        torch.nn.Tanh(),
        torch.nn.Linear(8, 3),
    )


def signals() -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Conv1d(2, 5, 3),
        torch.nn.GELU(),
        torch.nn.AdaptiveMaxPool1d(4),
        torch.nn.Flatten(),
        torch.nn.Linear(20, 3),
    )


def residual() -> torch.nn.Sequential:
    inner = torch.nn.Sequential(torch.nn.Linear(6, 10), torch.nn.ReLU(), torch.nn.Linear(10, 6))
    return torch.nn.Sequential(torch.nn.Linear(6, 6), torch.nn.ReLU(), Residual(inner), torch.nn.Linear(6, 2))


CASES = {
    "perceptron": (perceptron, (6,), [("0", "2", 1), ("2", "4", 1)]),
    "convolutions": (convolutions, (2, 8, 8), [("0.0", "2", 9), ("2", "6", 4), ("6", "8", 1)]),
    "signals": (signals, (2, 9), [("0", "4", 4)]),
    "residual": (residual, (6,), [("2.inner.0", "2.inner.2", 1)]),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, rng: np.random.Generator):
    make, shape, pairs = CASES[request.param]
    return make().double().eval(), torch.from_numpy(rng.standard_normal((50, *shape))), pairs


def test_pairs_are_found(case):
    net, _, wanted = case
    found = find_pairs(subject_of(net).network)
    assert [(pair.first, pair.second, pair.block) for pair in found] == [
        (f"{first}.weight", f"{second}.weight", block) for first, second, block in wanted
    ]


def test_the_smaller_network_computes_what_the_masked_one_does(case, rng):
    net, x, _ = case
    folded = subject_of(net).network
    pairs = find_pairs(folded)
    keep = {pair.first: torch.from_numpy(rng.random(pair.neurons) < 0.6) for pair in pairs}
    for mask in keep.values():
        mask[0], mask[-1] = True, False
    means = {pair.first: torch.from_numpy(rng.standard_normal(pair.neurons * pair.block)) for pair in pairs}
    masked, smaller = (change(folded, pairs, keep, means) for change in (mask_neurons, remove_neurons))
    assert torch.allclose(masked(x), smaller(x), rtol=1e-12, atol=1e-12)
    assert not torch.allclose(masked(x), net(x))
    assert sum(p.numel() for p in smaller.parameters()) < sum(p.numel() for p in masked.parameters())


@pytest.mark.parametrize("weighting", ["activation", "activation_jacobian"])
def test_budgets_are_kept_and_reported(case, weighting):
    net, x, _ = case
    n = compress(net, "magnitude", density=1.0).report.n
    previous = 0
    for kept in (round(0.7 * n), round(0.9 * n), n):
        result = compress(net, "structured", kept=kept, sample=x, weighting=weighting)
        weights = [p for p in result.network.parameters() if p.ndim > 1]
        assert sum(p.numel() for p in weights) == result.report.kept == sum(int(m.sum()) for m in result.masks.values())
        assert previous <= result.report.kept <= kept
        previous = result.report.kept
        for module in result.network.modules():
            if isinstance(module, torch.nn.Linear):
                assert (module.out_features, module.in_features) == module.weight.shape
    assert result.report.output_error == pytest.approx(0, abs=1e-9)


def test_neurons_that_never_change_are_removed_at_no_cost(rng):
    net = perceptron().double()
    x = torch.from_numpy(rng.standard_normal((50, 6)))
    with torch.no_grad():
        net[0].weight[:4] = 0.0
        net[0].bias[:4] = torch.tensor([-1.0, 0.0, 1.0, 2.0])
    result = compress(net, "structured", tolerance=0.0, sample=x)
    assert result.network[0].weight.shape == (5, 6)
    assert torch.allclose(result.network(x), net(x))
    assert result.network[2].bias is not None  # it takes the constant contributions


def test_the_reported_bound_holds_for_the_layer(case):
    net, x, _ = case
    folded = subject_of(net).network
    for pair in find_pairs(folded):
        names = [pair.first.removesuffix(".weight"), pair.second.removesuffix(".weight")]
        result = compress(net, "structured", tolerance=0.4, sample=x, layers=names)
        (report,) = (layer for layer in result.report.layers if layer.name == pair.second)
        outputs = []
        for network in (folded, result.network):
            module = network.get_submodule(names[1])
            handle = module.register_forward_hook(lambda m, i, out, found=outputs: found.append(out.detach()))
            network(x)
            handle.remove()
        z = outputs[0].transpose(1, -1).reshape(-1, outputs[0].shape[1])
        spread = (z - z.mean(dim=0)).square().sum().sqrt()
        assert float((outputs[1] - outputs[0]).norm() / spread) <= report.sample_error * (1 + 1e-9) <= 0.4 * (1 + 1e-9)


def test_refitting_what_remains_reduces_the_error(case):
    net, x, _ = case
    n = compress(net, "magnitude", density=1.0).report.n
    plain = compress(net, "structured", kept=round(0.7 * n), sample=x)
    fitted = compress(net, "structured", kept=round(0.7 * n), sample=x, refit=True, ridge=1e-6)
    assert fitted.report.kept == plain.report.kept
    assert fitted.report.output_error < plain.report.output_error
    shapes = [[p.shape for p in result.network.parameters() if p.ndim > 1] for result in (plain, fitted)]
    assert shapes[0] == shapes[1]
    assert all(layer.sample_error < 1 for layer in fitted.report.layers)
    assert fitted.report.settings["ridge"] == 1e-6


def test_layers_used_elsewhere_lose_nothing():
    shared = torch.nn.Linear(4, 4)
    net = torch.nn.Sequential(shared, torch.nn.ReLU(), shared, torch.nn.ReLU(), torch.nn.Linear(4, 2))
    assert find_pairs(net) == []
    tied = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.ReLU(), torch.nn.Linear(4, 4))
    tied[2].weight = tied[0].weight
    assert find_pairs(tied) == []
    odd = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Softmax(dim=1), torch.nn.Linear(4, 4))
    assert find_pairs(odd) == []
    grouped = torch.nn.Sequential(
        torch.nn.Conv2d(4, 4, 1), torch.nn.Conv2d(4, 4, 1, groups=2), torch.nn.Conv2d(4, 2, 1)
    )
    assert find_pairs(grouped) == []


class Tapped(torch.nn.Module):
    """Uses the outputs of a hidden layer twice."""

    def __init__(self) -> None:
        super().__init__()
        self.part = torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.ReLU(), torch.nn.Linear(6, 3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.part(x) + 5 * self.part[0](x).sum(dim=1, keepdim=True)


def test_a_network_that_uses_hidden_outputs_elsewhere_is_refused(rng):
    x = torch.from_numpy(rng.standard_normal((20, 4)).astype("float32"))
    with pytest.raises(UnsupportedError, match="removing neurons changes the outputs by"):
        compress(Tapped(), "structured", density=0.5, sample=x)


def test_bad_input_is_refused(rng):
    x = torch.from_numpy(rng.standard_normal((20, 6)).astype("float32"))
    with pytest.raises(DomainError, match="kept=3 is below the 10 weights that remain"):
        compress(perceptron(), "structured", kept=3, sample=x)
    with pytest.raises(DomainError, match="weighting='obd' is not"):
        compress(perceptron(), "structured", density=0.5, sample=x, weighting="obd")
    assert compress(perceptron(), "structured", kept=10, sample=x).report.kept == 10
    assert Pair("a", "b", 1, 1) == Pair("a", "b", 1, 1)


def size_of(network: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


@pytest.mark.parametrize("biases", [True, False])
def test_removed_neurons_take_their_biases_with_them(biases, rng):
    x = torch.from_numpy(rng.standard_normal((20, 6)).astype("float32"))
    net = torch.nn.Sequential(torch.nn.Linear(6, 8, bias=biases), torch.nn.ReLU(), torch.nn.Linear(8, 3))
    each, last = 6 + int(biases) + 3, 3
    for allowed in range(each + last, 8 * each + last + 2):
        found = size_of(compress(net, "structured", parameters=allowed, sample=x).network)
        assert found == min(8, (allowed - last) // each) * each + last
    least = each + last
    with pytest.raises(DomainError, match=f"parameters={least - 1} is below the {least} parameters, biases included"):
        compress(net, "structured", parameters=least - 1, sample=x)


@pytest.mark.parametrize("refit", [False, True])
def test_budgets_of_parameters_hold_where_means_give_a_layer_biases(refit, rng):
    x = torch.from_numpy(rng.standard_normal((60, 6)).astype("float32"))
    sizes = {
        allowed: size_of(compress(perceptron(), "structured", parameters=allowed, sample=x, refit=refit).network)
        for allowed in range(15, 160, 3)
    }
    assert all(size <= allowed for allowed, size in sizes.items())
    assert sizes[15] == 6 + 1 + 1 + 1 + 3 + 3
    assert max(sizes.values()) == size_of(perceptron())
    # One neuron of the widest layer with its bias, and the biases that its mean gives to the next layer.
    assert all(allowed - size <= 6 + 1 + 9 + 7 for allowed, size in sizes.items() if allowed < size_of(perceptron()))


def test_wide_networks_shrink_to_one_neuron_in_every_layer():
    net = torch.nn.Sequential(
        torch.nn.Linear(784, 300), torch.nn.ReLU(), torch.nn.Linear(300, 100), torch.nn.ReLU(), torch.nn.Linear(100, 10)
    )
    x = torch.rand(30, 784, generator=torch.Generator().manual_seed(0))
    assert size_of(compress(net, "structured", parameters=807, sample=x).network) == 807
    assert size_of(compress(net, "structured", parameters=1200, sample=x).network) <= 1200
    with pytest.raises(DomainError, match="parameters=806 is below the 807 parameters"):
        compress(net, "structured", parameters=806, sample=x)


@pytest.mark.parametrize("method", ["structured", "pfp", "pfp_top"])
def test_what_stands_between_layers_is_named(method):
    net = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.LayerNorm(4), torch.nn.PReLU(), torch.nn.Linear(4, 2))
    with pytest.raises(UnsupportedError, match=r"1 \(LayerNorm\), 2 \(PReLU\) are in the way"):
        compress(net, method, density=0.5, sample=torch.ones(3, 4))
