"""Whole best-k-term curves and order statistics of a long float32 vector, against sorting and a memory copy.

The conventions are those of :mod:`bench_norms`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.quantities.bulk_curves import sigma_curves
from lqtheory.quantities.selection import kth_largest_magnitude
from lqtheory.rng import generator_for

EXPONENTS = (0.5, 1.0, 2.0, math.inf)

#: Tails this long are compared with balls, which take microseconds for each entry.
LONGEST_REFERENCE = 100_000


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Gaussian weights in float32, and a place to copy them to; torch gets one thread, as NumPy has."""
    import torch

    torch.set_num_threads(1)
    weights = generator_for(0, "bench_best_k_term").standard_normal(size, dtype=np.float32)
    return {"weights": weights, "copy": np.empty_like(weights), "rank": max(1, size // 10)}


def time_copy(data: dict[str, Any]) -> None:
    """One memory copy, the unit of the ratios."""
    np.copyto(data["copy"], data["weights"])


def time_sigma_curves(data: dict[str, Any]) -> None:
    """All k, four norms."""
    sigma_curves(data["weights"], EXPONENTS)


def time_sort_and_cumulative_sums(data: dict[str, Any]) -> np.ndarray:
    """One np.sort; for each norm powers, one float64 cumulative sum and a root, each by the cheapest function.

    The least work that gives the values: sums in place, in the order in which they come, tails as rounded as they are.
    """
    ordered = np.sort(np.abs(data["weights"])).astype(np.float64)
    curves = np.empty((len(EXPONENTS), ordered.size))
    for curve, p in zip(curves, EXPONENTS, strict=True):
        if p == 0.5:
            np.cumsum(np.sqrt(ordered), out=curve)
            np.multiply(curve, curve, out=curve)
        elif p == 1.0:
            np.cumsum(ordered, out=curve)
        elif p == 2.0:
            np.cumsum(ordered * ordered, out=curve)
            np.sqrt(curve, out=curve)
        else:
            curve[...] = ordered
    return curves


def time_torch_sort_route(data: dict[str, Any]) -> list[Any]:
    """The same by torch.sort and torch.cumsum."""
    import torch

    ordered = torch.sort(torch.from_numpy(data["weights"]).abs())[0].double()
    curves = []
    for p in EXPONENTS:
        curve = ordered if math.isinf(p) else torch.cumsum(ordered**p, 0) ** (1 / p)
        curves.append(torch.cat([curve.flip(0), curve.new_zeros(1)]))
    return curves


def time_kth_largest(data: dict[str, Any]) -> None:
    """The magnitude at which a tenth of the entries is kept."""
    kth_largest_magnitude(data["weights"], data["rank"])


def track_tail_error(data: dict[str, Any]) -> float:
    """Largest relative error against balls over the shortest tails of all finite norms, doubling in length."""
    weights = data["weights"]
    curves = sigma_curves(weights, EXPONENTS)
    worst = 0.0
    with balls.precision(128):
        smallest = balls.ball_vector(np.sort(np.abs(weights))[:LONGEST_REFERENCE])
        for curve, p in zip(curves, EXPONENTS, strict=True):
            if math.isinf(p):
                continue
            exponent, tail = balls.ball(p), balls.ball(0)
            for length, magnitude in enumerate(smallest, start=1):
                tail = tail + balls.power(magnitude, exponent)
                if length & (length - 1) == 0 or length == len(smallest):
                    exact = balls.power(tail, 1 / exponent)
                    value = balls.ball(float(curve[weights.size - length]))
                    worst = max(worst, float(abs(value / exact - 1).upper()) if exact > 0 else float(value))
    return worst


RATIOS = {
    "sigma curves / np.sort and cumulative sums": (
        "time_sigma_curves",
        "time_sort_and_cumulative_sums",
        1.15,
        "at most",
    ),
    "sigma curves / torch.sort route": ("time_sigma_curves", "time_torch_sort_route", 2.0, "at least"),
    "k-th largest magnitude / copy": ("time_kth_largest", "time_copy", 8.0, "at most"),
}

LIMITS = {"relative error of the tails": ("track_tail_error", 1e-12)}
