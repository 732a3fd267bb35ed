"""The telescoping decomposition: an identity on small and trained networks, and the dossier's example."""

import numpy as np
import pytest
import torch

from lqtheory.compression import compress
from lqtheory.compression.certificates import attribute_error
from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.networks import zoo
from lqtheory.quantities.network_attribution import CARRIED_CHANGE, LAYER_ATTRIBUTION
from lqtheory.quantities.tiny_networks import TinyNetwork, ball_network, tiny_network


def linear(weights: list[list[list[float]]], activation: type[torch.nn.Module] = torch.nn.ReLU) -> torch.nn.Sequential:
    parts: list[torch.nn.Module] = []
    for w in weights:
        layer = torch.nn.Linear(len(w[0]), len(w), bias=False, dtype=torch.float64)
        layer.weight.data = torch.tensor(w, dtype=torch.float64)
        parts += [layer, activation()]
    return torch.nn.Sequential(*parts[:-1])


def test_the_example_of_the_dossier() -> None:
    net = linear([[[1, -0.5, 2], [-1, 1.5, 0.5]], [[2, -1], [0.5, 1]]])
    small = linear([[[1.2, 0, 2], [-1, 1.5, 0]], [[2, 0], [0, 1.25]]])
    found = attribute_error(net, small, torch.tensor([[1.0, 2.0, 0.5]], dtype=torch.float64))
    assert found.parts[0].tolist() == [pytest.approx([2.65, 0.35]), pytest.approx([2, -0.6])]
    assert found.error[0].tolist() == pytest.approx([4.65, -0.25])
    assert found.norms[0].tolist() == pytest.approx([float(np.hypot(2.65, 0.35)), float(np.hypot(2, 0.6))])
    assert float(found.norm_bound) >= float(found.error.norm())


@pytest.mark.parametrize("activation", [torch.nn.ReLU, torch.nn.Tanh, torch.nn.GELU, torch.nn.LeakyReLU])
def test_parts_add_up_on_random_networks(activation: type[torch.nn.Module]) -> None:
    generator = torch.Generator().manual_seed(0)
    shapes = ((6, 5), (5, 6), (3, 5))
    weights = [torch.randn(s, generator=generator, dtype=torch.float64) for s in shapes]
    pruned = [w * (torch.rand(w.shape, generator=generator) < 0.5) for w in weights]
    net, small = (linear([w.tolist() for w in ws], activation) for ws in (weights, pruned))
    found = attribute_error(net, small, torch.randn(50, 5, generator=generator), batch_size=7)
    residual = (found.parts.sum(1) - found.error).abs().max()
    assert residual <= 1e-9 * found.error.abs().max()
    assert (found.error.norm(dim=1) <= found.norm_bound).all()
    assert found.layers == ("0", "2", "4")


def test_averages_and_convolutions_are_carried() -> None:
    generator = torch.Generator().manual_seed(2)
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 3, 3, padding=1),
        torch.nn.ReLU(),
        torch.nn.AvgPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(48, 4),
    ).double()
    small = torch.nn.Sequential(*(type(m)(*a) for m, a in zip(net, ((1, 3, 3), (), (2,), (), (48, 4)), strict=True)))
    small[0] = torch.nn.Conv2d(1, 3, 3, padding=1)
    small = small.double()
    x = torch.randn(9, 1, 8, 8, generator=generator, dtype=torch.float64)
    found = attribute_error(net, small, x)
    assert (found.parts.sum(1) - found.error).abs().max() <= 1e-9 * found.error.abs().max()
    assert (found.error.norm(dim=1) <= found.norm_bound).all()


def test_sequences_and_batch_normalisation_are_carried() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(3)
        net = torch.nn.Sequential(
            torch.nn.Conv1d(2, 4, 3), torch.nn.BatchNorm1d(4), torch.nn.ReLU(), torch.nn.BatchNorm1d(4),
            torch.nn.AvgPool1d(2), torch.nn.Flatten(), torch.nn.Linear(12, 3),
        ).double()  # fmt: skip
        x = torch.randn(9, 2, 8, dtype=torch.float64)
    net(x)
    pruned = compress(net.eval(), "magnitude", density=0.5).network
    found = attribute_error(net, pruned, x)
    assert found.layers == ("0", "3", "6")
    assert float(found.norms[:, 1].max()) == 0.0  # the normalisation that is left was not changed
    assert float(found.error.abs().min()) > 0
    assert (found.parts.sum(1) - found.error).abs().max() <= 1e-9 * found.error.abs().max()
    assert (found.error.norm(dim=1) <= found.norm_bound).all()


@pytest.mark.parametrize("name", ["mlp_digits", "cnn_digits"])
def test_parts_add_up_on_trained_networks(name: str) -> None:
    trained = zoo.train(name, seed=0)
    pruned = compress(trained, "magnitude", density=0.3).network
    x = torch.rand(20, 1, 8, 8, generator=torch.Generator().manual_seed(1))
    if name == "cnn_digits" and any("Pool" in type(m).__name__ for m in trained.modules()):
        with pytest.raises(UnsupportedError, match="PoolPart"):
            attribute_error(trained, pruned, x)
        return
    found = attribute_error(trained, pruned, x)
    assert (found.parts.sum(1) - found.error).abs().max() <= 1e-9 * found.error.abs().max()
    assert (found.error.norm(dim=1) <= found.norm_bound).all()


def test_other_parts_and_other_shapes_are_refused() -> None:
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.MaxPool2d(2))
    with pytest.raises(UnsupportedError, match="PoolPart"):
        attribute_error(net, net, torch.ones(1, 1, 6, 6))
    with pytest.raises(ShapeError, match="the same parts"):
        attribute_error(torch.nn.Linear(2, 3), torch.nn.Linear(2, 2), torch.ones(1, 2))


def as_torch(net: TinyNetwork, L: int, pruned: bool) -> torch.nn.Sequential:
    modules = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}
    parts: list[torch.nn.Module] = []
    n = min(L, len(net.weights))
    for i in range(n):
        w, b = (net.pruned_weights[i], net.pruned_biases[i]) if pruned else (net.weights[i], net.biases[i])
        layer = torch.nn.Linear(w.shape[1], w.shape[0], dtype=torch.float64)
        layer.weight.data, layer.bias.data = torch.tensor(w), torch.tensor(b)
        parts.append(layer)
        if i < n - 1:
            name = net.activations[i]
            parts.append(torch.nn.LeakyReLU(0.25) if name == "leaky_relu" else modules[name]())
    return torch.nn.Sequential(*parts)


def test_quantities_balls_and_networks_agree() -> None:
    rng = np.random.default_rng(3)
    for _ in range(25):
        net = tiny_network(rng)
        L = int(rng.integers(1, 5))
        found = attribute_error(as_torch(net, L, False), as_torch(net, L, True), torch.tensor(net.x)[None])
        exact = ball_network(net)
        for layer in range(1, L + 1):
            for j in (1, 2):
                value = LAYER_ATTRIBUTION.array(net, L, layer, j)
                part = found.parts[0, layer - 1] if layer <= found.parts.shape[1] else torch.zeros(0)
                assert value == pytest.approx(float(part[j - 1]) if j <= len(part) else 0.0, abs=1e-12)
                for quantity in (LAYER_ATTRIBUTION, CARRIED_CHANGE):
                    enclosed = quantity.ball(exact, L, layer, j)
                    low, high = float(enclosed.lower()), float(enclosed.upper())
                    assert low - 1e-9 <= quantity.array(net, L, layer, j) <= high + 1e-9
