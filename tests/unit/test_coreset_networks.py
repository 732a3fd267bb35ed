"""Whole networks sampled class by class: the acceptance test of the dossier, and the tools that theorems draw with."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import beta

from lqtheory.errors import RegistryError
from lqtheory.quantities.coreset_budgets import BUDGET, BUDGET_QUANTITIES, LayerBudget, budget_quantity
from lqtheory.quantities.coreset_counts import iclr_count, kl_count
from lqtheory.quantities.coreset_layers import layer_cancellations
from lqtheory.quantities.coreset_networks import SIGNED_NETWORK, budgeted_outputs, sampled_rows
from lqtheory.quantities.coreset_sensitivities import sensitivity_details
from lqtheory.quantities.coreset_splits import (
    optimal_layer_accuracies,
    propagated_error,
    published_layer_accuracies,
)


def test_networks_are_accurate_at_a_fraction_of_the_published_counts(rng: np.random.Generator) -> None:
    """60-20-5, 21 points, ε = 0.8, δ = 0.1; 400 coresets, of which at most a tenth may fail."""
    epsilon, delta, draws = 0.8, 0.1, 400
    weights = [
        rng.gamma(1.0, 1.0, shape) * np.where(rng.random(shape) < 0.1, -0.3, 1.0) for shape in ((20, 60), (5, 20))
    ]
    points = rng.random((21, 60))
    inputs = [points, np.maximum(points @ weights[0].T, 0.0)]
    ratios = [float(np.max(layer_cancellations(w, a))) for w, a in zip(weights, inputs, strict=True)]
    assert max(ratios) < 2.0
    classes = [
        [
            (sign, np.maximum(sign * row, 0.0), sensitivity_details(np.maximum(sign * row, 0.0), a))
            for row in w
            for sign in (1, -1)
        ]
        for w, a in zip(weights, inputs, strict=True)
    ]
    products = [ratios[0] * ratios[1], ratios[1]]
    costs = [
        2 * sum(max(float(d.total) - 1, 0.01) for _, _, d in layer) * math.log(4 * 25 / delta) for layer in classes
    ]
    accuracies = optimal_layer_accuracies(products, costs, math.log1p(epsilon))
    assert float(propagated_error(ratios, accuracies)) <= epsilon
    published = published_layer_accuracies(ratios, epsilon)
    spent, asked, sampled = 0, 0.0, []
    for layer, accuracy, recipe in zip(classes, accuracies, published, strict=True):
        rows = []
        for sign, part, found in layer:
            total = float(found.total)
            m = 1 if total <= 1 else int(kl_count(total, float(accuracy), delta / 50))
            spent += m
            asked += 0.0 if total == 0 else float(iclr_count(total, 1.0, float(recipe), 25, delta))
            rows.append(sign * sampled_rows(rng, draws, part, np.asarray(found.q), m))
        sampled.append(np.stack([a + b for a, b in zip(rows[::2], rows[1::2], strict=True)], axis=1))
    assert spent < asked / 10
    true = inputs[1] @ weights[1].T
    failures, largest = np.zeros(draws, dtype=bool), 0.0
    for x, f in zip(points, true, strict=True):
        outputs = np.einsum("soh,sh->so", sampled[1], np.maximum(sampled[0] @ x, 0.0))
        errors = np.abs(outputs - f) / np.abs(f)
        failures |= (errors > epsilon).any(axis=1)
        largest = max(largest, float(errors.max()))
    count = int(failures.sum())
    assert (0.0 if count == 0 else beta.ppf(1e-6, count, draws - count + 1)) <= delta
    assert largest < epsilon / 3  # 0.074 of 0.8 in the dossier's draw


def test_sampled_rows_are_unbiased(rng: np.random.Generator) -> None:
    w, q = np.array([0.5, 2.0, 1.0]), np.array([0.2, 0.5, 0.3])
    rows = sampled_rows(rng, 40_000, w, q, 5)
    deviation = np.abs(rows.mean(0) - w) / (rows.std(0) / 200)
    assert deviation.max() < 6  # 2e-9 for each of three means
    each = sampled_rows(rng, 4, w, np.tile(q, (4, 1)), np.array([1, 2, 3, 4]))
    assert each.shape == (4, 3)
    assert not sampled_rows(rng, 3, w, np.zeros(3), 2).any()


def test_counts_of_dead_and_constant_classes_are_one(rng: np.random.Generator) -> None:
    for _ in range(20):
        net = SIGNED_NETWORK.sample(rng, {})
        true, outputs = budgeted_outputs(rng, 50, net, 0.5, 0.2)
        assert outputs.shape == (50, len(true))
        assert np.isfinite(outputs).all()


def test_budgets_have_the_formulas_of_the_vectors(rng: np.random.Generator) -> None:
    for _ in range(50):
        budget = BUDGET.sample(rng, {})
        D = len(budget.ratios)
        error = BUDGET_QUANTITIES["layer_error"](budget, D)
        assert error == pytest.approx(float(propagated_error(budget.ratios, budget.accuracies)), rel=1e-13)
        assert BUDGET_QUANTITIES["layer_error"](budget, D + 3) == pytest.approx(error, rel=1e-14)
        products = [BUDGET_QUANTITIES["remaining_product"](budget, i + 1) for i in range(D)]
        published = published_layer_accuracies(budget.ratios, 0.5)
        assert (0.5 / (2 * D) / np.array(products)).tolist() == pytest.approx(published.tolist(), rel=1e-13)
        compounded = BUDGET_QUANTITIES["compounded_accuracy"](budget, D)
        assert (
            1 + error
            <= compounded * (1 + 1e-14)
            <= math.exp(BUDGET_QUANTITIES["spent_accuracy"](budget, D)) * (1 + 1e-13)
        )
    assert BUDGET_QUANTITIES["layer_error"](LayerBudget((2.25, 3.0), (0.02, 0.03)), 2) == pytest.approx(0.22905)
    with pytest.raises(RegistryError, match="no quantity of budgets is called 'error'"):
        budget_quantity("error")
