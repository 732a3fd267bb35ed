"""Masks of many float32 weights against torch.topk; the exact allocation over neurons against one sort.

The conventions are those of :mod:`bench_norms`. Layers have 1000 inputs, so that at full size there are 10^4 neurons of
10^3 weights.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.rng import generator_for

FAN_IN, NEURONS_OF_A_LAYER, DENSITY = 1000, 500, 0.1


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Gaussian layers of up to 500 neurons, of different scales; one thread for torch, as for NumPy."""
    import torch

    torch.set_num_threads(1)
    rng = generator_for(0, "bench_compression")
    neurons = max(2, size // FAN_IN)
    layers = []
    for first in range(0, neurons, NEURONS_OF_A_LAYER):
        shape = (min(NEURONS_OF_A_LAYER, neurons - first), FAN_IN)
        layers.append(torch.from_numpy(rng.standard_normal(shape, dtype=np.float32) * (1.0 + first / neurons)))
    flat = torch.cat([layer.reshape(-1) for layer in layers])
    return {"layers": layers, "flat": flat, "kept": round(DENSITY * flat.numel())}


def time_masks(data: dict[str, Any]) -> Any:
    """Masks of the globally largest weights, layer by layer."""
    from lqtheory.compression.budgets import Goal
    from lqtheory.compression.magnitude import keep_globally

    return keep_globally(data["layers"], Goal(kept=data["kept"]))


def time_topk(data: dict[str, Any]) -> Any:
    """One torch.topk over all magnitudes, from weights that lie in one piece already."""
    import torch

    return torch.topk(data["flat"].abs(), data["kept"], sorted=False)


def time_allocation(data: dict[str, Any]) -> Any:
    """Masks that minimise the squared errors of all neurons, weighted by layers."""
    from lqtheory.compression.budgets import Goal
    from lqtheory.compression.magnitude import keep_globally

    scaled = [layer * (1.0 + i) for i, layer in enumerate(data["layers"])]
    return keep_globally(scaled, Goal(kept=data["kept"]))


def time_absolute(data: dict[str, Any]) -> Any:
    """Masks that minimise the largest error of a neuron: a sort inside every neuron."""
    from lqtheory.compression.adaptive import keep_absolute
    from lqtheory.compression.budgets import Goal

    return keep_absolute(data["layers"], Goal(kept=data["kept"]))


def time_sort(data: dict[str, Any]) -> Any:
    """One sort of all magnitudes."""
    import torch

    return torch.sort(data["flat"].abs())


def track_disagreements(data: dict[str, Any]) -> float:
    """Weights above the smallest of torch.topk that are pruned, or below it that are kept, and a wrong number kept."""
    import torch

    smallest = time_topk(data).values.min()
    mask = torch.cat([part.reshape(-1) for part in time_masks(data)])
    magnitudes = data["flat"].abs()
    misplaced = ((magnitudes > smallest) & ~mask) | ((magnitudes < smallest) & mask)
    return float(misplaced.sum() + abs(int(mask.sum()) - data["kept"]))


RATIOS = {
    "masks / torch.topk": ("time_masks", "time_topk", 2.0, "at most"),
    "exact allocation / one sort": ("time_allocation", "time_sort", 3.0, "at most"),
    "equal absolute errors / one sort": ("time_absolute", "time_sort", 3.0, "at most"),
}

LIMITS = {"weights on the wrong side of the smallest of torch.topk": ("track_disagreements", 0.0)}
