"""The network dictionary theorem as an algorithm: combinations of inputs for all neurons, bounds and certificates."""

import math

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory import dictionaries
from lqtheory.compression import compress
from lqtheory.compression.combinations import CONSTRUCTIONS, sparse_combinations
from lqtheory.compression.network_theorem import LayerTerms, certified_errors, theorem_bounds
from lqtheory.compression.samples import Sample
from lqtheory.errors import DomainError
from lqtheory.networks import Residual, data, zoo
from lqtheory.quantities.dictionary_constants import uniform_dictionary_constant
from lqtheory.quantities.sampled_networks import SampledNetwork, activations_of

ALONE = {
    "combined": dictionaries.combined,
    "greedy": dictionaries.orthogonal_greedy,
    "maurey": dictionaries.maurey_greedy,
}


@pytest.fixture(scope="module")
def digits():
    return data.load("digits")


@pytest.fixture(scope="module", params=["mlp_digits", "mlp_digits_l1", "cnn_digits"])
def trained(request):
    return zoo.train(request.param, seed=0)


def drawn(rng, trial):
    samples, inputs = int(rng.integers(2, 30)), int(rng.integers(2, 12))
    atoms = rng.standard_normal((samples, inputs)) * rng.choice([1, 1, 0], inputs) + 3 * (trial % 2)
    weights = rng.standard_normal((5, inputs)) * (rng.random((5, inputs)) < 0.8)
    return atoms, weights, rng.integers(0, inputs + 1, 5)


@pytest.mark.parametrize("construction", ALONE)
def test_all_neurons_at_once_get_what_each_gets_alone(construction, rng):
    for trial in range(20):
        atoms, weights, counts = drawn(rng, trial)
        gram = torch.from_numpy(atoms.T @ atoms / len(atoms))
        found = sparse_combinations(gram, torch.from_numpy(weights), torch.from_numpy(counts), construction)
        for row, k, new, bound in zip(weights, counts, found.weights.numpy(), found.bounds.tolist(), strict=True):
            if k == 0:
                assert not new.any()
                continue
            alone = ALONE[construction](atoms, row, int(k))
            error = math.sqrt(np.mean((atoms @ (new - row)) ** 2))
            assert error == pytest.approx(alone.error, rel=1e-6, abs=1e-10) or error < alone.error
            if alone.method != "exact":
                assert bound == pytest.approx(alone.bound, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_counts_and_bounds_are_respected(construction, rng):
    for trial in range(20):
        atoms, weights, counts = drawn(rng, trial)
        gram = torch.from_numpy(atoms.T @ atoms / len(atoms))
        found = sparse_combinations(gram, torch.from_numpy(weights), torch.from_numpy(counts), construction)
        assert np.all((found.weights != 0).sum(dim=1).numpy() <= counts)
        assert not bool((found.weights != 0)[~found.masks].any())
        changes = np.sqrt(np.mean((atoms @ (found.weights.numpy() - weights).T) ** 2, axis=0))
        assert np.all(changes <= found.bounds.numpy() * (1 + 1e-9) + 1e-12)
        np.testing.assert_allclose(found.errors, changes, atol=1e-6)  # roots of differences of squares


def test_largest_terms_of_orthogonal_inputs_attain_their_tail():
    weights = torch.tensor([[4.0, 2.0, 1.0, 0.5]]).double()
    found = sparse_combinations(torch.eye(4).double(), weights, torch.tensor([3]), "coordinate")
    assert found.errors.tolist() == found.bounds.tolist() == [0.5]


def common_component(size):
    """The dictionary of lq.dict.lower at m = 1: f_j = √F e_0 + √(1-F) e_j, in L_2 of a sample of size + 1 points."""
    share = (size - 2) / (2 * (size - 1))
    atoms = np.zeros((size + 1, size))
    atoms[0], atoms[1:] = math.sqrt(share), math.sqrt(1 - share) * np.eye(size)
    return math.sqrt(size + 1) * atoms


def test_the_bound_is_attained_by_a_network_whose_inputs_have_a_common_component():
    for size in (3, 10, 400):
        layer = nn.Linear(size, 1, bias=False).double()
        nn.init.constant_(layer.weight, 1 / size)
        result = compress(layer, "dictionary", kept=1, sample=torch.from_numpy(common_component(size)), q=1.0)
        told = result.report.dictionary
        assert told["certified"]["l2"] <= told["theorem"]["l2"] * (1 + 1e-8) <= told["theorem"]["l2_closed"]
        assert told["measured"]["l2"] == pytest.approx(told["theorem"]["l2"], rel=1e-9) == pytest.approx(0.5, rel=1e-9)


def test_an_atom_kept_for_free_makes_constant_inputs_free(rng):
    x = torch.from_numpy(rng.standard_normal((50, 6)) + 5)
    x[:, 0] = 7.0
    layer = nn.Linear(6, 3).double()
    before = layer(x)
    kept, atom = (compress(layer, "dictionary", kept=9, sample=x, bias=bias) for bias in ("kept", "atom"))
    assert torch.equal(kept.network.bias, layer.bias)
    assert not torch.equal(atom.network.bias, layer.bias)
    assert atom.report.dictionary["theorem"]["l2"] < kept.report.dictionary["theorem"]["l2"]
    assert atom.report.dictionary["measured"]["l2"] < kept.report.dictionary["measured"]["l2"]
    torch.testing.assert_close((atom.network(x) - before).mean(dim=0), torch.zeros(3).double(), atol=1e-9, rtol=0)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
@pytest.mark.parametrize(("bias", "density"), [("kept", 0.05), ("atom", 0.3)])
def test_trained_networks_respect_the_theorem_in_every_norm(trained, digits, construction, bias, density):
    x = digits.x_train[:200]
    result = compress(trained, "dictionary", density=density, sample=x, construction=construction, bias=bias)
    told = result.report.dictionary
    for norm in ("l2", "max"):
        assert 0 < told["measured"][norm] <= told["certified"][norm]
        assert told["certified"][norm] <= told["theorem"][norm] < math.inf
        assert told["theorem"][norm] <= told["theorem"].get(f"{norm}_closed", math.inf)
    assert told["theorem"].get("l2_closed", 0) <= told["theorem"].get("uniform", math.inf)
    assert told["measured"]["l2"] <= told["ladder"] <= told["theorem"]["l2"]
    for name, layer in told["layers"].items():
        assert layer["step"] <= layer["bound"] <= layer.get("closed", math.inf) <= layer.get("uniform", math.inf)
        nonzero = result.network.get_parameter(name).flatten(1).count_nonzero(dim=1)
        assert bool((nonzero <= torch.tensor(layer["counts"])).all())
    assert sum(sum(layer["counts"]) for layer in told["layers"].values()) == round(density * result.report.n)
    with torch.no_grad():
        change = (result.network(torch.from_numpy(x)) - trained(torch.from_numpy(x))).double()
    assert told["measured"]["l2"] == pytest.approx(float(change.square().sum(dim=1).mean().sqrt()), rel=1e-4)
    assert told["measured"]["max"] == pytest.approx(float(change.square().mean(dim=0).max().sqrt()), rel=1e-4)
    assert told["measured"]["largest"] == pytest.approx(float(change.norm(dim=1).max()), rel=1e-4)


def test_the_construction_of_the_theorem_beats_the_largest_terms_on_a_trained_network(digits):
    network = zoo.train("mlp_digits", seed=0)
    errors = {
        construction: compress(
            network, "dictionary", density=0.1, sample=digits.x_train, construction=construction
        ).report.dictionary["measured"]["l2"]
        for construction in ("combined", "coordinate")
    }
    assert errors["combined"] < 0.7 * errors["coordinate"]


def test_bounds_are_those_of_the_theorem_term_by_term(rng):
    """Against the sums of the statement, with norms by NumPy, for two layers and a leaky activation."""
    network = nn.Sequential(nn.Linear(5, 4), nn.LeakyReLU(-1.5), nn.Linear(4, 3)).double()
    x, q = torch.from_numpy(rng.standard_normal((40, 5))), 0.6
    result = compress(network, "dictionary", kept=24, sample=x, q=q)
    told = result.report.dictionary
    weights = [network[i].weight.detach().numpy() for i in (0, 2)]
    biases = [network[i].bias.detach().numpy() for i in (0, 2)]
    inner = np.asarray(result.network[:2](x).detach())
    steps = []
    for weight, inputs, layer in zip(weights, (x.numpy(), inner), told["layers"].values(), strict=True):
        sizes = np.sqrt(np.mean(inputs**2, axis=0))
        masses, counts = np.abs(weight) * sizes, np.array(layer["counts"])
        closed = 2 * _c(q) * counts ** (0.5 - 1 / q) * np.sum(masses**q, axis=1) ** (1 / q)
        largest = sizes.max() * np.max(np.sum(np.abs(weight) ** q, axis=1)) ** (1 / q)
        assert counts.min() > 0
        steps.append((closed, 2 * _c(q) * counts ** (0.5 - 1 / q) * largest))
    slope, after, row = 1.5, np.linalg.norm(weights[1], 2), np.abs(weights[1]).sum(axis=1).max()
    (first, wide), (second, wider) = steps
    norm = np.linalg.norm
    assert told["theorem"]["l2_closed"] == pytest.approx(slope * after * norm(first) + norm(second), rel=1e-8)
    assert told["theorem"]["max_closed"] == pytest.approx(slope * row * first.max() + second.max(), rel=1e-8)
    assert told["theorem"]["uniform"] == pytest.approx(slope * after * norm(wide) + norm(wider), rel=1e-8)
    toy = SampledNetwork(tuple(weights), tuple(biases), ("leaky_relu",), ((1,) * 4, (1,) * 3), x.numpy())
    assert activations_of(toy, toy.weights, 1, before=True).shape == (40, 4)


def _c(q):
    return uniform_dictionary_constant(q) / 2


def test_residual_blocks_pools_and_groups_are_bounded(rng):
    network = nn.Sequential(
        nn.Conv2d(2, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), Residual(nn.Conv2d(4, 4, 3, padding=1, groups=2)),
        nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(16, 3),
    )  # fmt: skip
    x = torch.from_numpy(rng.standard_normal((30, 2, 8, 8)).astype("float32"))
    told = compress(network, "dictionary", density=0.3, sample=x).report.dictionary
    for norm in ("l2", "max"):
        assert 0 < told["certified"][norm] <= told["theorem"][norm] <= told["theorem"][f"{norm}_closed"]
    assert told["ladder"] <= told["theorem"]["l2"]
    assert told["arithmetic"] == "float32"


def test_the_largest_of_a_window_is_bounded_by_the_window(rng):
    """Maxima over a window of L_2 functions: each moves by 1 at another input, the maximum at all of them."""
    pool = nn.Sequential(nn.Conv1d(1, 1, 1), nn.MaxPool1d(4))
    one = LayerTerms(torch.tensor([1]), 4.0, {"bound": torch.tensor([0.5]).double()}, torch.zeros(1))
    assert theorem_bounds(pool, {"0": one}, torch.ones(1, 1, 4)) == {"l2": 1.0, "max": 2.0}


def test_a_network_without_constants_is_replaced_and_the_reason_told(rng):
    class Softmaxed(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(6, 3)

        def forward(self, x):
            return self.layer(x).softmax(dim=1)

    result = compress(Softmaxed(), "dictionary", density=0.5, sample=torch.from_numpy(rng.standard_normal((20, 6))))
    assert result.report.kept == 9
    assert result.report.dictionary["theorem"] is None
    assert "Softmaxed" in result.report.dictionary["missing"]
    assert "no bound of the network theorem" in result.report.summary()


def test_certified_errors_enclose_exact_ones(rng):
    layer, moved = nn.Linear(3, 2), nn.Linear(3, 2)
    x = torch.from_numpy(rng.standard_normal((7, 3)).astype("float32"))
    told = certified_errors(layer, moved, Sample(x, 3))
    change = (
        np.stack([x.numpy().astype(float) @ (moved.weight - layer.weight).detach().numpy().astype(float).T])[0]
        + (moved.bias.detach().double() - layer.bias.detach().double()).numpy()
    )
    exact = {"l2": np.sqrt((change**2).sum(1).mean()), "max": np.sqrt((change**2).mean(0).max())}
    exact["largest"] = np.sqrt((change**2).sum(1).max())
    for name, value in exact.items():
        assert value * (1 - 1e-7) <= told["certified"][name] <= value * (1 + 1e-4)


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"q": 1.5}, r"q=1.5 is outside \(0, 1\]"),
        ({"construction": "best"}, "construction='best' is not one of combined, greedy, maurey, coordinate"),
        ({"bias": "free"}, "bias='free' is not one of kept, atom"),
    ],
)
def test_wrong_arguments_are_named(settings, text):
    with pytest.raises(DomainError, match=text):
        compress(nn.Linear(4, 2), "dictionary", density=0.5, sample=torch.ones(3, 4), **settings)
    with pytest.raises(DomainError, match="needs a sample"):
        compress(nn.Linear(4, 2), "dictionary", density=0.5)


def test_tiny_exponents_give_infinite_closed_forms_and_nothing_else(digits):
    told = compress(
        zoo.build("mlp_digits"), "dictionary", density=0.2, sample=digits.x_train[:50], q=0.005
    ).report.dictionary
    assert told["theorem"]["uniform"] == math.inf
    assert told["theorem"]["l2"] < math.inf
