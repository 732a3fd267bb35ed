"""The published theorem without its assumptions fails on sparse inputs; reports measure whether they hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from scipy.stats import binom

from lqtheory.compression import compress
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.assumptions import assumption_sentences, published_assumptions
from lqtheory.quantities.coreset_counts import iclr_count
from lqtheory.quantities.coreset_layers import published_cancellation_margin, published_point_count
from lqtheory.quantities.coreset_networks import sampled_rows
from lqtheory.quantities.coreset_splits import published_layer_accuracies
from lqtheory.registry import find


def test_the_published_recipe_fails_on_inputs_of_one_pixel_more_often_than_it_says(rng: np.random.Generator) -> None:
    """N = 64 unit vectors, δ = 0.05: all of it is done, sample, draws and fresh input; 400 times, fixed beforehand."""
    n, epsilon, delta, times = 64, 0.5, 0.05, 400
    theorem = find("published_network_theorem_for_every_law")
    w = rng.gamma(1.0, 1.0, n) + 0.1
    points = published_point_count(1, n, delta)
    (accuracy,) = published_layer_accuracies([1.0 + published_cancellation_margin(1, n, delta)], epsilon)
    failed = missed = 0
    for _ in range(times):
        sensitivities = np.zeros(n)
        sensitivities[rng.integers(n, size=points)] = 1.0  # each sampled point has one active edge
        total = sensitivities.sum()
        m = int(np.ceil(iclr_count(total, math.log(n), float(accuracy), 1, delta)))
        (drawn,) = sampled_rows(rng, 1, w, sensitivities / total, m)
        fresh = int(rng.integers(n))
        failed += abs(drawn[fresh] - w[fresh]) > epsilon * w[fresh]
        missed += drawn[fresh] == 0
    expected = theorem.lhs(n=n, delta=delta)
    assert expected == pytest.approx((1 - 1 / n) ** points)
    assert expected > 9 * delta
    assert failed == missed  # with so many draws nothing that was seen is off
    assert min(binom.cdf(missed, times, expected), binom.sf(missed - 1, times, expected)) > 1e-9
    assert binom.sf(failed - 1, times, delta) < 1e-9


def _oracle(weights, sample, fresh, K, estimates):
    """Failures of the assumptions, edge by edge and neuron by neuron."""
    counts = {name: [0, 0, 0] for name in weights}
    failures = 0

    def shares(w, a):
        classes = [np.maximum(w, 0), np.maximum(-w, 0)]
        return [np.divide(c * a, (c @ a)[:, None], out=np.zeros_like(c), where=(c @ a)[:, None] > 0) for c in classes]

    known, inputs = {}, sample
    for name, (w, b) in weights.items():
        known[name] = [np.max([shares(w, a)[c] for a in inputs], axis=0) for c in range(2)]
        inputs = np.maximum(inputs @ w.T + b, 0)
    for x in fresh:
        a, any_failed = x, False
        for name, (w, b) in weights.items():
            new = shares(w, a)
            matters = any((g > K * s).any() for g, s in zip(new, known[name], strict=True))
            unseen_edge = any(((g > 0) & (s == 0)).any() for g, s in zip(new, known[name], strict=True))
            cancels = (np.abs(w) @ a > estimates[name] * np.abs(w @ a + b)).any()
            for i, failed in enumerate((matters, unseen_edge, cancels)):
                counts[name][i] += int(failed)
            any_failed |= matters or cancels
            a = np.maximum(w @ a + b, 0)
        failures += int(any_failed)
    return failures, counts


def test_failures_of_the_assumptions_are_those_of_a_loop_over_all_edges(rng: np.random.Generator) -> None:
    generator = torch.Generator().manual_seed(3)
    net = torch.nn.Sequential(torch.nn.Linear(12, 6), torch.nn.ReLU(), torch.nn.Linear(6, 3)).double()
    for parameter in net.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
    inputs = rng.random((60, 12)) * (rng.random((60, 12)) < 0.4)
    sample, fresh = torch.from_numpy(inputs[:20]), torch.from_numpy(inputs[20:])
    K, estimates = 2.0, {"0.weight": 20.0, "2.weight": 8.0}
    plan = {"K": K, "delta": 0.1, "layers": [{"name": k, "ratio": v} for k, v in estimates.items()]}
    found = published_assumptions(subject_of(net), Sample(sample), Sample(fresh), plan, 0.05)
    weights = {f"{i}.weight": (net[i].weight.detach().numpy(), net[i].bias.detach().numpy()) for i in (0, 2)}
    failures, counts = _oracle(weights, inputs[:20], inputs[20:], K, estimates)
    assert 0 < failures < 40
    assert (found["n"], found["failures"]) == (40, failures)
    for layer in found["layers"]:
        assert [layer["importance"], layer["unseen"], layer["ratio"]] == counts[layer["name"]]
    assert any(layer["ratio"] for layer in found["layers"])
    assert any(layer["importance"] for layer in found["layers"])


def test_a_report_says_that_the_theorem_is_not_applicable_and_by_how_much() -> None:
    """Inputs of one pixel: the fresh ones use edges that the sample never used."""
    net = torch.nn.Linear(8, 2)
    pixels = torch.eye(8)
    report = compress(net, "corenet", eps=0.5, delta=0.05, sample=pixels[:3], held_out=pixels[3:].repeat(4, 1)).report
    told = report.held_out["assumptions"]
    assert (told["n"], told["failures"], told["applicable"]) == (20, 20, False)
    assert told["limit"] == pytest.approx(0.05 ** (1 / 20), abs=1e-9)
    assert "the published theorem is NOT_APPLICABLE: its assumptions fail at 20 of 20 inputs" in report.summary()


def test_where_the_assumptions_hold_nothing_is_contradicted(rng: np.random.Generator) -> None:
    net = torch.nn.Linear(5, 2)
    with torch.no_grad():
        net.weight.copy_(torch.full((2, 5), 0.5))
    inputs = torch.from_numpy(rng.random((40, 5)) + 0.5).float()
    report = compress(net, "corenet", eps=0.5, delta=0.05, sample=inputs[:20], held_out=inputs[20:]).report
    told = report.held_out["assumptions"]
    assert (told["failures"], told["limit"], told["applicable"]) == (0, 0.0, True)
    assert "not contradicted here" in assumption_sentences(told)[0]


def test_budgets_say_nothing_of_the_assumptions_of_a_theorem_that_they_do_not_use(rng: np.random.Generator) -> None:
    inputs = torch.from_numpy(rng.random((40, 5))).float()
    report = compress(torch.nn.Linear(5, 2), "corenet", density=0.8, sample=inputs[:20], held_out=inputs[20:]).report
    assert "assumptions" not in report.held_out
