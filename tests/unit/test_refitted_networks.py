"""Networks with re-fitted neurons: floats against balls, torch, and what re-fitting may not change."""

import numpy as np
import pytest
import torch

from lqtheory import balls
from lqtheory.dictionaries.measured import best_dictionary_error
from lqtheory.errors import DomainError
from lqtheory.quantities.refitted_networks import REFIT_QUANTITIES, refit_quantity
from lqtheory.quantities.sampled_networks import (
    SAMPLED,
    SampledNetwork,
    activations_of,
    refitted_weights,
    sampled_network,
)


@pytest.mark.parametrize("name", REFIT_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = REFIT_QUANTITIES[name]
    for _ in range(15):
        net = sampled_network(rng, L=3, N=4)
        arguments = [int(rng.integers(1, 4)) for _ in quantity.arguments[1:]]
        with balls.precision(160):
            exact = quantity.ball(net, *arguments)
            pairs = [balls.enclosure(v) for v in exact] if quantity.vector else [balls.enclosure(exact)]
        for found, (low, high) in zip(np.atleast_1d(quantity(net, *arguments)), pairs, strict=True):
            assert low - 1e-10 * (1 + abs(low)) <= float(found) <= high + 1e-10 * (1 + abs(high))


def test_a_neuron_is_best_on_as_many_inputs_as_it_keeps(rng):
    for _ in range(10):
        net = sampled_network(rng, L=2, N=3)
        new = refitted_weights(net)
        for layer, (weight, counts) in enumerate(zip(net.weights, net.keep, strict=True), start=1):
            atoms = activations_of(net, new, layer - 1, before=False) / np.sqrt(len(net.samples))
            for i, (row, k) in enumerate(zip(weight, counts, strict=True), start=1):
                assert np.count_nonzero(new[layer - 1][i - 1]) <= k or len(row) <= k
                step = REFIT_QUANTITIES["neuron_step"](net, layer, i)
                assert step == pytest.approx(best_dictionary_error(row, atoms, k), rel=1e-9, abs=1e-12)


def test_errors_are_those_of_torch(rng):
    net = sampled_network(rng, L=3, N=4)
    acts = {"relu": torch.relu, "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.25),
            "tanh": torch.tanh, "sigmoid": torch.sigmoid}  # fmt: skip

    def output(weights):
        x = torch.from_numpy(net.samples)
        for number, (w, b) in enumerate(zip(weights, net.biases, strict=True), start=1):
            x = torch.nn.functional.linear(x, torch.from_numpy(w), torch.from_numpy(b))
            x = acts[net.activations[number - 1]](x) if number < 3 else x
        return x

    change = output(refitted_weights(net)) - output(net.weights)
    error = float((change**2).sum(1).mean().sqrt())
    assert REFIT_QUANTITIES["preactivation_error"](net, 3) == pytest.approx(error, abs=1e-13)
    largest = float((change**2).mean(0).sqrt().max())
    assert REFIT_QUANTITIES["largest_preactivation_error"](net, 3) == pytest.approx(largest, abs=1e-13)


def test_a_duplicate_input_is_absorbed():
    """Two equal inputs with weights 1 and 2 are one input with weight 3."""
    samples = np.array([[1.0, 1.0], [2.0, 2.0], [-1.0, -1.0]])
    net = SampledNetwork((np.array([[1.0, 2.0]]),), (np.array([0.5]),), (), ((1,),), samples)
    (weight,) = refitted_weights(net)
    assert weight == pytest.approx(np.array([[3.0, 0.0]]))
    assert REFIT_QUANTITIES["preactivation_error"](net, 1) == pytest.approx(0.0, abs=1e-13)
    assert activations_of(net, (weight,), 1, before=False)[:, 0] == pytest.approx([3.5, 6.5, -2.5])
    assert repr(net).startswith("SampledNetwork([([[1.0, 2.0]], [0.5])]")


def test_what_is_not_there_is_refused(rng):
    net = sampled_network(rng, L=2, N=3)
    with pytest.raises(DomainError, match="there is no quantity 'norm' of re-fitted networks"):
        refit_quantity("norm")
    with pytest.raises(DomainError, match="l=3 is outside"):
        REFIT_QUANTITIES["refit_step"](net, 3)
    with pytest.raises(DomainError, match=r"net is not a network of L layers .* with L=3, N=3"):
        SAMPLED.validate("net", net, {"L": 3, "N": 3}, "demo")
