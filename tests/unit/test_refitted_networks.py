"""Networks with re-fitted neurons: floats against balls, and what re-fitting may not change."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.quantities.refitted_networks import REFIT_QUANTITIES
from lqtheory.quantities.sampled_networks import SampledNetwork, activations_of, refitted_weights, sampled_network


@pytest.mark.parametrize("name", REFIT_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = REFIT_QUANTITIES[name]
    for _ in range(15):
        net = sampled_network(rng)
        values = {"L": int(rng.integers(1, 5)), "l": int(rng.integers(1, 5)), "k": int(rng.integers(1, 5)), "q": 0.5}
        arguments = [values[letter] for letter in quantity.arguments[1:]]
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(net, *(balls.ball(v) if v == 0.5 else v for v in arguments)))
        assert low - 1e-10 * (1 + low) <= float(quantity(net, *arguments)) <= high + 1e-10 * (1 + high)


def test_neurons_keep_as_many_inputs_as_allowed_and_fit_best(rng):
    net = sampled_network(rng)
    new = refitted_weights(net, 3, 1)
    assert all((np.count_nonzero(row) <= 1) or len(row) == 1 for weight in new for row in weight)
    assert all(np.array_equal(a, b) for a, b in zip(refitted_weights(net, 3, 4), net.weights, strict=True))


def test_a_duplicate_input_is_absorbed():
    """Two equal inputs with weights 1 and 2 are one input with weight 3."""
    samples = np.array([[1.0, 1.0], [2.0, 2.0], [-1.0, -1.0]])
    net = SampledNetwork((np.array([[1.0, 2.0]]),), (np.array([0.5]),), samples)
    (weight,) = refitted_weights(net, 1, 1)
    assert weight == pytest.approx(np.array([[3.0, 0.0]]))
    assert REFIT_QUANTITIES["refitted_error"](net, 1, 1) == pytest.approx(0.0, abs=1e-13)
    assert activations_of(net, (weight,), 1)[:, 0] == pytest.approx([3.5, 6.5, -2.5])
    assert repr(net).startswith("SampledNetwork([([[1.0, 2.0]], [0.5])]")
