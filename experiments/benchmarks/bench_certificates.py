"""Certificates of a pruned 784-300-100-10 network on 10 000 float32 samples, against one forward pass.

The conventions are those of :mod:`bench_norms`. Norms of the weights are part of what is timed.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from lqtheory.rng import generator_for

DENSITY = 0.1


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """One sample for every 1000 entries asked for, an untrained network and its largest tenth; one thread."""
    import torch

    from lqtheory.networks import zoo

    torch.set_num_threads(1)
    network = zoo.build("mlp_mnist").requires_grad_(False)
    pruned = copy.deepcopy(network)
    for weight in pruned.parameters():
        if weight.ndim > 1:
            weight *= weight.abs() > weight.abs().quantile(1 - DENSITY)
    samples = generator_for(0, "bench_certificates").random((max(1, size // 1000), 1, 28, 28), dtype=np.float32)
    return {"network": network, "pruned": pruned, "samples": torch.from_numpy(samples)}


def _bounds(data: dict[str, Any], name: str, dtype: str) -> Any:
    import torch

    from lqtheory.compression.certificates import network_bounds

    return network_bounds(data["network"], data["pruned"], data["samples"], bounds=[name], dtype=getattr(torch, dtype))


def time_forward(data: dict[str, Any]) -> Any:
    """One forward pass, the unit of the ratios."""
    import torch

    with torch.no_grad():
        return data["network"](data["samples"])


def time_row(data: dict[str, Any]) -> Any:
    """The row-wise certificate in float32."""
    return _bounds(data, "row", "float32")


def time_gated(data: dict[str, Any]) -> Any:
    """The gated certificate in float32."""
    return _bounds(data, "gated", "float32")


def time_row_double(data: dict[str, Any]) -> Any:
    """The row-wise certificate in float64."""
    return _bounds(data, "row", "float64")


def time_gated_double(data: dict[str, Any]) -> Any:
    """The gated certificate in float64."""
    return _bounds(data, "gated", "float64")


def track_samples_outside(data: dict[str, Any]) -> float:
    """Samples whose error, measured in float64, lies outside a float32 certificate: must be none."""
    with_double = _bounds(data, "gated", "float64")
    moved = with_double.pruned_outputs - with_double.outputs
    outside = 0
    for name in ("row", "gated"):
        low, high = _bounds(data, name, "float32").entries[name]
        outside += int(((moved < low.double() - 1e-9) | (moved > high.double() + 1e-9)).any(1).sum())
    return float(outside)


RATIOS = {
    "row certificate, float32 / forward pass": ("time_row", "time_forward", 20.0, "at most"),
    "gated certificate, float32 / forward pass": ("time_gated", "time_forward", 40.0, "at most"),
    "row certificate, float64 / forward pass": ("time_row_double", "time_forward", 20.0, "at most"),
    "gated certificate, float64 / forward pass": ("time_gated_double", "time_forward", 40.0, "at most"),
}

LIMITS = {"samples outside a float32 certificate": ("track_samples_outside", 0.0)}
