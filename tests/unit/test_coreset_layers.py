"""Cancellation, the recursion over layers, splits of a budget, channels: the values of the dossier, edges, errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.coreset_filters import (
    channel_sample_bound,
    channel_sensitivities,
    released_channel_sensitivities,
)
from lqtheory.quantities.coreset_layers import (
    cancellation_ratio,
    layer_cancellations,
    published_cancellation_margin,
    published_point_count,
    refined_cancellation_margin,
)
from lqtheory.quantities.coreset_splits import (
    equal_split_saving,
    least_split_cost,
    optimal_layer_accuracies,
    propagated_error,
    published_layer_accuracies,
    sharp_layer_accuracies,
)

W1 = np.array([[1, -0.5, 2], [-1, 1.5, 0.5]])
W2 = np.array([[2, -1], [0.5, 1]])
X = np.array([[1, 2, 0.5], [0.5, 1, 1]])


def test_reference_network_of_the_dossier() -> None:
    z = X @ W1.T
    assert z.tolist() == [[1, 2.25], [2, 1.5]]
    assert (np.abs(X) @ np.abs(W1).T).tolist() == [[3, 4.25], [3, 2.5]]
    first, second = layer_cancellations(W1, X), layer_cancellations(W2, np.maximum(z, 0))
    assert first.tolist() == [pytest.approx([3, 17 / 9]), pytest.approx([1.5, 5 / 3])]
    assert second.tolist() == [pytest.approx([17, 1]), pytest.approx([2.2, 1])]
    assert (np.maximum(z, 0) @ W2.T).tolist() == [[-0.25, 2.75], [2.5, 2.5]]
    means = [float(delta.mean(0).max()) for delta in (first, second)]
    assert means == pytest.approx([2.25, 9.6], rel=1e-14)
    safe = np.array(means) + published_cancellation_margin(4, 2, 0.1)
    assert safe.tolist() == pytest.approx([17.1282722, 24.4782722], abs=6e-8)
    expected = [2.98136875e-4, 5.10656957e-3]
    assert published_layer_accuracies(safe, 0.5).tolist() == pytest.approx(expected, rel=2e-9)
    plain = published_layer_accuracies(means, 0.5)
    assert plain.tolist() == pytest.approx([5.78703704e-3, 1.30208333e-2], abs=5e-11)


def test_margins_of_the_dossier() -> None:
    assert published_cancellation_margin(410, 300, 0.05) == pytest.approx(200.261155519, abs=6e-10)
    assert published_point_count(410, 300, 0.05) == 197
    assert refined_cancellation_margin(410, 300, 0.05) == pytest.approx(3.422 + 104.279, abs=1e-3)
    assert published_cancellation_margin(4, 2, 0.1) == pytest.approx(14.8782722328, abs=6e-11)
    assert published_point_count(4, 2, 0.1) == 14
    assert published_cancellation_margin(1, 1, 0.5) == 0.0
    assert published_point_count(1, 1, 0.5) == 1


def test_optimal_split_of_the_dossier() -> None:
    products, costs, budget = np.array([2.25 * 9.6, 9.6]), np.array([100.0, 40.0]), math.log(1.5)
    best = optimal_layer_accuracies(products, costs, budget)
    assert best.tolist() == pytest.approx([0.0131351542, 0.0126818519], abs=6e-11)
    value = float(least_split_cost(products, costs, budget))
    assert value == pytest.approx(828312.497, abs=6e-4)
    assert float((costs / best**2).sum()) == pytest.approx(value, rel=1e-13)
    equal = float((costs / (budget / 2 / products) ** 2).sum())
    assert equal == pytest.approx(1224861.355, abs=6e-4)
    assert float((costs / published_layer_accuracies([2.25, 9.6], 0.5) ** 2).sum()) == pytest.approx(
        3221913.6, rel=1e-12
    )


def test_optimal_split_is_what_a_solver_finds() -> None:
    rng = np.random.default_rng(2)
    for _ in range(5):
        products, costs = rng.uniform(1, 9, 4), rng.uniform(0.5, 3, 4)
        found = minimize(
            lambda u, P=products, c=costs: float(np.log((c * P**2 / np.exp(u) ** 2).sum() * np.exp(u).sum() ** 2)),
            np.zeros(4), method="BFGS", options={"gtol": 1e-10},
        )  # fmt: skip
        assert math.exp(found.fun) == pytest.approx(float(least_split_cost(products, costs, 1.0)), rel=1e-8)


def test_recursion_of_the_dossier_and_its_splits() -> None:
    assert float(propagated_error([2.25], [0.02])) == pytest.approx(0.045, rel=1e-14)
    assert float(propagated_error([2.25, 3], [0.02, 0.03])) == pytest.approx(0.22905, rel=1e-14)
    assert [equal_split_saving(0.5, d) for d in (2, 3, 5)] == pytest.approx([3.23, 3.02, 2.85], abs=5e-3)
    assert equal_split_saving(1e-9, 4) == pytest.approx(4, rel=1e-8)
    for D in (1, 2, 5):
        ones = np.ones(D)
        assert float(propagated_error(ones, sharp_layer_accuracies(ones, 0.7))) == pytest.approx(0.7, rel=1e-13)
        deltas = np.linspace(1, 3, D)
        assert float(propagated_error(deltas, sharp_layer_accuracies(deltas, 0.7))) <= 0.7 * (1 + 1e-13)
        assert float(propagated_error(deltas, published_layer_accuracies(deltas, 0.7))) <= 0.7


def test_recursion_bounds_networks_and_is_attained() -> None:
    """ReLU networks whose classes are accurate at the true activations."""
    rng = np.random.default_rng(0)
    largest = 0.0
    for trial in range(400):
        widths = [4, 3, 3, 2]
        accuracies = rng.uniform(0.0, 0.08, 3)
        signs = 0.0 if trial % 2 else 0.15
        a = a_hat = rng.random(4)
        error, fits = 0.0, True
        for layer in range(3):
            W = rng.random((widths[layer + 1], widths[layer])) * np.where(
                rng.random((widths[layer + 1], 1)) < signs, -1, 1
            )
            W *= np.where(rng.random(W.shape) < signs, -1, 1)
            factors = np.where(W > 0, 1 + accuracies[layer], 1 - accuracies[layer])
            z, z_hat = W @ a, (W * factors) @ a_hat
            if not z.all():
                fits = False
                break
            delta = float(np.max(np.abs(W) @ a / np.abs(z)))
            error = delta * ((1 + error) * (1 + accuracies[layer]) - 1)
            fits = fits and error <= 1
            if not fits:
                break
            assert (np.abs(z_hat - z) <= error * np.abs(z) * (1 + 1e-12)).all()
            a, a_hat = np.maximum(z, 0), np.maximum(z_hat, 0)
            if layer == 2 and error > 0:
                largest = max(largest, float(np.max(np.abs(z_hat - z) / np.abs(z))) / error)
    assert largest == pytest.approx(1.0, rel=1e-12)


def test_cancellation_at_edges() -> None:
    assert cancellation_ratio([2, -1], [1, 2]) == math.inf
    assert cancellation_ratio([0, 0], [1, 2]) == 1.0
    assert cancellation_ratio([1, 2], [3, 4]) == 1.0
    assert cancellation_ratio([1, 2], [3, 4], 11.0) == 0.5
    assert cancellation_ratio([1, -2], [3, 4]) == layer_cancellations([[1, -2]], [[3, 4]])[0, 0] == 11 / 5
    assert layer_cancellations([[1, -2]], [[3, 4]], [5])[0, 0] == math.inf
    with pytest.raises(ShapeError, match="give one input per weight"):
        cancellation_ratio([1, 2], [3])
    with pytest.raises(ShapeError, match="bias has shape"):
        layer_cancellations([[1, 2]], [[3, 4]], [1, 2])
    with pytest.raises(DomainError, match=r"delta=1\.0 is outside"):
        published_cancellation_margin(4, 2, 1.0)
    with pytest.raises(DomainError, match="omega must be > 0"):
        propagated_error([0, 1], [1, 1])


def test_channels_of_the_dossier() -> None:
    W = np.array([[[0.5], [0.2], [0.3]], [[0.1], [0.6], [0.4]]])
    points = np.array([[[1], [2], [1]], [[3], [0], [1]]], dtype=float)
    found = channel_sensitivities(W, points)
    assert found.sensitivities.tolist() == pytest.approx([5 / 6, 12 / 17, 4 / 7], rel=1e-14)
    assert found.total == pytest.approx(2.110644257703, abs=6e-13)
    assert channel_sample_bound(found.total, 0.5, 0.05, 2, 1, 1) == pytest.approx(45.424145, abs=6e-7)
    assert channel_sample_bound(found.total, 0.5, 0.05, 2, 1, 2) == pytest.approx(52.609318, abs=6e-7)


def test_maximum_over_the_kernel_is_no_sensitivity() -> None:
    W, ones = np.ones((1, 2, 3)), np.ones((5, 2, 3))
    assert channel_sensitivities(W, ones).sensitivities.tolist() == pytest.approx([0.5, 0.5])
    released = released_channel_sensitivities(W, ones)
    assert released.total == pytest.approx(1 / 3)
    assert released.probabilities.tolist() == pytest.approx([0.5, 0.5])


def test_sensitivities_of_channels_lie_in_their_range() -> None:
    rng = np.random.default_rng(4)
    for k in (1, 3):
        W = rng.standard_normal((4, 6, k))
        patches = np.maximum(rng.standard_normal((20, 6, k)), 0)
        found = channel_sensitivities(W, patches)
        each = [
            channel_sensitivities(s * np.maximum(s * W[i : i + 1], 0), patches).total for i in range(4) for s in (1, -1)
        ]
        assert max(each) <= found.total * (1 + 1e-12) <= min(6, sum(each)) * (1 + 1e-11)
        assert found.total >= 1
        scaled = channel_sensitivities(1e-30 * W, patches * rng.uniform(1e-20, 1e3, (20, 1, 1)))
        np.testing.assert_allclose(channel_sensitivities(W, patches).sensitivities, found.sensitivities)
        assert scaled.total <= found.total * (1 + 1e-12)
    assert channel_sensitivities(np.zeros((1, 2, 1)), np.ones((1, 2, 1))).total == 0.0
    with pytest.raises(DomainError, match="stack positive and negative parts"):
        channel_sensitivities(np.ones((1, 2, 1)), -np.ones((1, 2, 1)))
    with pytest.raises(ShapeError, match="W has shape"):
        channel_sensitivities(np.ones((1, 2, 1)), np.ones((1, 3, 1)))


def test_all_filters_are_accurate_at_once() -> None:
    """At the prescribed count no draw of 400 fails, at a failure probability of at most 0.1."""
    rng = np.random.default_rng(11)
    W = rng.gamma(0.5, 1.0, (6, 40, 1)) * np.where(rng.random((6, 40, 1)) < 0.3, -1, 1)
    points = np.maximum(rng.standard_normal((15, 40, 1)), 0)
    found = channel_sensitivities(W, points)
    epsilon = 0.5
    count = math.ceil(channel_sample_bound(found.total, epsilon, 0.1, 6 * 15, 1, 2))
    draws = rng.multinomial(count, found.probabilities, size=400)
    with np.errstate(invalid="ignore"):
        factors = np.where(found.probabilities > 0, draws / (count * found.probabilities), 0.0)
    failures = np.zeros(400, dtype=bool)
    for sign in (1, -1):
        part = np.maximum(sign * W[:, :, 0], 0)
        for point in points[:, :, 0]:
            true = part @ point
            failures |= (np.abs(factors * point @ part.T - true) > epsilon * true * (1 + 1e-12)).any(1)
    assert failures.sum() <= 40  # P(Bin(400, .1) > 40) is not what is tested: the bound holds with a wide margin
