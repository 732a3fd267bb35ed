"""Sampling by sensitivities against a loop over samples and filters.

The conventions are those of :mod:`bench_norms`. At full size the network is 784-300-100-10 with its initial weights and
512 points, of whose entries 19 % are not 0, as of MNIST; at small sizes it is a small one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.rng import generator_for

DENSITY, ACTIVE = 0.2, 0.19


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Network, points, sensitivities and draws; one thread for torch, as for NumPy."""
    import torch

    from experiments.benchmarks.coreset_loop import loop_shares
    from lqtheory.compression.inputs import subject_of
    from lqtheory.compression.samples import Sample
    from lqtheory.compression.sampling.classes import layer_classes
    from lqtheory.compression.sampling.drawing import urns_of
    from lqtheory.compression.sampling.points import doubled
    from lqtheory.compression.sampling.rates import draws_for_budget
    from lqtheory.networks.zoo.architectures import perceptron

    torch.set_num_threads(1)
    rng = generator_for(0, "bench_coresets")
    widths, n = ((784, 300, 100, 10), 512) if size >= 1_000_000 else ((64, 32, 16, 10), 16)
    network = perceptron(*widths)(rng).eval()
    pixels = rng.uniform(0, 1, (n, widths[0])) * (rng.uniform(0, 1, (n, widths[0])) < ACTIVE)
    x = torch.from_numpy(pixels.astype(np.float32))
    classes = layer_classes(doubled(subject_of(network)), Sample(x, n))
    draws = {
        name: draws_for_budget([one.weights], [one.sensitivities], round(DENSITY * one.weights.numel()))[0]
        for name, one in classes.items()
    }
    urns = {name: urns_of(one) for name, one in draws.items()}
    shares = {name: loop_shares(one.weights, one.scores) for name, one in draws.items()}
    return {"network": network, "x": x, "draws": draws, "urns": urns, "shares": shares}


def time_sensitivities(data: dict[str, Any]) -> Any:
    """Sensitivities of all edges, whole layers at once, in float64; with it second moments and cancellation ratios."""
    from lqtheory.compression.inputs import subject_of
    from lqtheory.compression.samples import Sample
    from lqtheory.compression.sampling.classes import layer_classes
    from lqtheory.compression.sampling.points import doubled

    return layer_classes(doubled(subject_of(data["network"])), Sample(data["x"], len(data["x"])))


def time_sensitivities_loop(data: dict[str, Any]) -> Any:
    """Sample by sample, filter by filter."""
    from experiments.benchmarks.coreset_loop import loop_sensitivities

    return loop_sensitivities(_double(data), data["x"])


def time_draws(data: dict[str, Any]) -> Any:
    """Draws from all classes of all layers, whose distributions are at hand, and the new weights."""
    from lqtheory.compression.sampling.drawing import drawn_weights

    return [drawn_weights(draws, 0, name, urns=data["urns"][name]) for name, draws in data["draws"].items()]


def time_draws_loop(data: dict[str, Any]) -> Any:
    """The same with one multinomial for each class of each filter."""
    import torch

    from experiments.benchmarks.coreset_loop import loop_draws

    generator = torch.Generator().manual_seed(0)
    pairs = zip(data["draws"].values(), data["shares"].values(), strict=True)
    return [loop_draws(one.weights, shares, one.counts, generator) for one, shares in pairs]


def time_compress(data: dict[str, Any]) -> Any:
    """A whole compression with its report, and the error of the output on the sample."""
    from lqtheory.compression import compress

    return compress(data["network"], "corenet", density=DENSITY, sample=data["x"], batch_size=len(data["x"]))


def time_compress_loop(data: dict[str, Any]) -> Any:
    """The new weights alone, sample by sample and filter by filter."""
    from experiments.benchmarks.coreset_loop import loop_compress

    return loop_compress(_double(data), data["x"], DENSITY)


def track_sensitivity_gap(data: dict[str, Any]) -> float:
    """Largest difference between the sensitivities and those of the loop."""
    loop, ours = time_sensitivities_loop(data), time_sensitivities(data)
    return max(float((one.sensitivities - loop[name]).abs().max()) for name, one in ours.items())


def track_budget_gap(data: dict[str, Any]) -> float:
    """How far the number of weights expected to be stored is from what was asked for, relative to it."""
    wanted = sum(round(DENSITY * one.weights.numel()) for one in data["draws"].values())
    return abs(sum(one.expected() for one in data["draws"].values()) / wanted - 1)


def _double(data: dict[str, Any]) -> Any:
    import copy

    return copy.deepcopy(data["network"]).double()


RATIOS = {
    "sensitivities / loop over samples and filters": (
        "time_sensitivities",
        "time_sensitivities_loop",
        80.0,
        "at least",
    ),
    "draws of all layers / one multinomial for each class": ("time_draws", "time_draws_loop", 10.0, "at least"),
    "whole compression / loop over points and filters": ("time_compress", "time_compress_loop", 50.0, "at least"),
}

LIMITS = {
    "difference of the sensitivities from the loop": ("track_sensitivity_gap", 1e-12),
    "relative gap of expected and requested weights": ("track_budget_gap", 0.001),
}
