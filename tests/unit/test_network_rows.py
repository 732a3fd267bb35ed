"""The row bound of small networks from norms, and errors in L_2 of a sample."""

from dataclasses import replace

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.network_errors import NETWORK_QUANTITIES
from lqtheory.quantities.network_rows import ROW_QUANTITIES, SAMPLED_PAIR, SampledPair, row_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network
from tests.unit.test_network_errors import reference

SAMPLED = [name for name in ROW_QUANTITIES if name.startswith("sampled_")]


@pytest.mark.parametrize("name", ROW_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = ROW_QUANTITIES[name]
    for _ in range(15):
        pair = SAMPLED_PAIR.sampler(rng)
        net = pair if name in SAMPLED else replace(tiny_network(rng))
        layers, values = int(rng.integers(1, 6)), {"l": int(rng.integers(1, 6)), "q": float(rng.choice([0.25, 0.9]))}
        arguments = [values[letter] for letter in quantity.arguments[2:]]
        with balls.precision(160):
            exact = SAMPLED_PAIR.ball(net) if name in SAMPLED else ball_network(net)
            numbers = [balls.ball(v) if isinstance(v, float) else v for v in arguments]
            low, high = balls.enclosure(quantity.ball(exact, layers, *numbers))
        value = quantity(net, layers, *arguments)
        assert low - 1e-12 * (1 + low) <= value <= high + 1e-12 * (1 + high)


def test_the_row_bound_of_the_reference_network_from_norms():
    """By hand: tails (1, 1, 0) and 1/2, largest inputs 2 and 5, row sums of the last layer 3.5."""
    at = lambda name, layer, *q: ROW_QUANTITIES[name](reference(), 2, layer, *q)  # noqa: E731
    assert [at("downstream_rows", layer) for layer in (1, 2)] == [3.5, 1.0]
    assert [at("tail_rows", layer) for layer in (1, 2)] == [2.0, 2.5]
    total = lambda name: sum(at("downstream_rows", layer) * at(name, layer) for layer in (1, 2))  # noqa: E731
    assert total("row_perturbation") == NETWORK_QUANTITIES["row_error"](reference(), 2) == 8
    assert total("tail_rows") == 9.5
    # W(1, 2, 1/2, 1) = 1/4, W(2, 3, 1/2, 1) = 1/9 and l_1/2 norms
    first = (np.sqrt(3) + 1) ** 2 / 4 * 2
    second = (1 + np.sqrt(2) + np.sqrt(0.5)) ** 2 / 9 * 5
    assert at("class_rows", 1, 0.5) == pytest.approx(first, rel=1e-14)
    assert at("class_rows", 2, 0.5) == pytest.approx(second, rel=1e-14)


def test_errors_over_a_sample_are_root_mean_squares():
    net = reference()
    samples = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    for name in SAMPLED:
        layer = () if name.endswith("error") else (1,)
        one = NETWORK_QUANTITIES[name.removeprefix("sampled_")]
        each = [one(replace(net, x=x), 2, *layer) for x in samples]
        assert ROW_QUANTITIES[name](SampledPair(net, samples), 2, *layer) == pytest.approx(
            float(np.sqrt(np.mean(np.square(each)))), rel=1e-14
        )


def test_unknown_quantities_are_named():
    with pytest.raises(DomainError, match="no quantity 'row_mass'"):
        row_quantity("row_mass")
