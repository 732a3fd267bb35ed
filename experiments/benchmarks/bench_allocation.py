"""Exact allocation of one budget over many rows against one sort of all their entries.

The conventions are those of :mod:`bench_norms`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.quantities.allocation import allocate_by_scores
from lqtheory.quantities.allocation_rules import row_rule_for_budget
from lqtheory.rng import generator_for

ROW_LENGTH, SHARE = 1000, 0.1


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Rows of 1000 Gaussian weights, in both precisions, with a positive weight for each row; a tenth is kept."""
    rng = generator_for(0, "bench_allocation")
    rows = rng.standard_normal((max(1, size // ROW_LENGTH), ROW_LENGTH))
    weights = rng.random(len(rows)) + 0.1
    return {"double": rows, "single": rows.astype(np.float32), "weights": weights, "K": int(SHARE * rows.size)}


def time_allocation(data: dict[str, Any]) -> np.ndarray:
    """Exact counts and value for float64 rows."""
    return allocate_by_scores(data["double"], data["weights"], data["K"]).counts


def time_allocation_single(data: dict[str, Any]) -> np.ndarray:
    """Exact counts and value for float32 rows, compared in float64."""
    return allocate_by_scores(data["single"], data["weights"], data["K"]).counts


def time_stechkin_rule(data: dict[str, Any]) -> np.ndarray:
    """Counts of the closed-form relative rule (reconstructed) for the same budget, by bisection on the tolerance."""
    return row_rule_for_budget(data["double"], data["K"], "stechkin", 0.5).counts


def time_sort(data: dict[str, Any]) -> np.ndarray:
    """One sort of all entries."""
    return np.sort(data["double"], axis=None)


def time_sort_single(data: dict[str, Any]) -> np.ndarray:
    """One sort of all entries in float32, which is faster by vector instructions."""
    return np.sort(data["single"], axis=None)


def track_excess(data: dict[str, Any]) -> float:
    """Relative excess of the value over the multiplier's lower bound, computed from scratch."""
    result = allocate_by_scores(data["double"], data["weights"], data["K"])
    scores = data["weights"][:, None] * data["double"] ** 2
    threshold = result.threshold**2
    bound = float(np.minimum(scores, threshold).sum()) - threshold * data["K"]
    return abs(result.value - bound) / bound


RATIOS = {
    "exact allocation / sort": ("time_allocation", "time_sort", 3.0, "at most"),
    "exact allocation / sort (float32)": ("time_allocation_single", "time_sort_single", 3.0, "at most"),
    "relative rule for a budget / sort": ("time_stechkin_rule", "time_sort", 10.0, "at most"),
}

LIMITS = {"excess over the lower bound": ("track_excess", 1e-10)}
