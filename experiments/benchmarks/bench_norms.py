"""Norms of a long float32 vector for ten exponents, and certified brackets, against powers and a memory copy.

Every benchmark module has ``setup(size)``, functions ``time_*(data)`` (timed), ``peakmem_*(data)`` (return bytes),
``track_*(data)`` (return a number), and two tables: ``RATIOS``, name -> (ours, baseline, target, sense), where
"at most" bounds ours/baseline and "at least" bounds baseline/ours; ``LIMITS``, name -> (function, largest value).
"""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.quantities.bulk_norms import lq_norm_bracket, lq_norms
from lqtheory.rng import generator_for

EXPONENTS = tuple(i / 10 for i in range(1, 11))

#: Entries of the ball reference; balls take microseconds each.
REFERENCE_SIZE = 20_000


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Gaussian weights in float32, and a place to copy them to."""
    weights = generator_for(0, "bench_norms").standard_normal(size, dtype=np.float32)
    return {"weights": weights, "copy": np.empty_like(weights)}


def time_copy(data: dict[str, Any]) -> None:
    """One memory copy, the unit of the ratios."""
    np.copyto(data["copy"], data["weights"])


def time_lq_norms(data: dict[str, Any]) -> None:
    """Ten norms in one pass."""
    lq_norms(data["weights"], EXPONENTS)


def time_powers_per_exponent(data: dict[str, Any]) -> None:
    """Ten norms by the one-liner, in float64."""
    for q in EXPONENTS:
        (np.abs(data["weights"].astype(np.float64)) ** q).sum() ** (1 / q)


def time_bracket(data: dict[str, Any]) -> None:
    """Certified bounds on one norm."""
    lq_norm_bracket(data["weights"], 0.5)


def peakmem_lq_norms(data: dict[str, Any]) -> int:
    """Bytes of the input and of all arrays alive at once while ten norms are computed."""
    tracemalloc.start()
    lq_norms(data["weights"], EXPONENTS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return data["weights"].nbytes + peak


def peakmem_input(data: dict[str, Any]) -> int:
    """Bytes of the input."""
    return data["weights"].nbytes


def track_relative_error(data: dict[str, Any]) -> float:
    """Largest relative error of the ten norms against balls, on the first entries."""
    weights = data["weights"][:REFERENCE_SIZE]
    values = lq_norms(weights, EXPONENTS)
    worst = 0.0
    with balls.precision(128):
        magnitudes = [abs(v) for v in balls.ball_vector(weights)]
        for value, q in zip(values, EXPONENTS, strict=True):
            exponent = balls.ball(q)
            exact = balls.power(balls.total(balls.power(v, exponent) for v in magnitudes), 1 / exponent)
            worst = max(worst, float(abs(balls.ball(value) / exact - 1).upper()))
    return worst


RATIOS = {
    "ten lq norms / powers per exponent": ("time_lq_norms", "time_powers_per_exponent", 5.0, "at least"),
    "ten lq norms / copy": ("time_lq_norms", "time_copy", 35.0, "at most"),
    "certified bracket / copy": ("time_bracket", "time_copy", 6.0, "at most"),
    "memory of ten lq norms / input": ("peakmem_lq_norms", "peakmem_input", 1.3, "at most"),
}

LIMITS = {"relative error of ten lq norms": ("track_relative_error", 1e-14)}
