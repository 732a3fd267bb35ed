"""Keep counts of many float32 rows against a loop over rows and against torch.sort.

The conventions are those of :mod:`bench_norms`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.quantities.keep_counts import kmin
from lqtheory.rng import generator_for

ROW_LENGTH, TOLERANCE = 1024, 0.1


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """One row of 1024 Gaussian weights for every 1000 entries asked for; torch gets one thread, as NumPy has."""
    import torch

    torch.set_num_threads(1)
    shape = (max(1, size // 1000), ROW_LENGTH)
    return {"rows": generator_for(0, "bench_keep_counts").standard_normal(shape, dtype=np.float32)}


def time_kmin(data: dict[str, Any]) -> np.ndarray:
    """Counts of all rows at once."""
    return kmin(data["rows"], TOLERANCE, 2.0)


def time_row_loop(data: dict[str, Any]) -> np.ndarray:
    """Row by row: sort in float32, cumulative sum in float64, binary search."""
    counts = np.empty(len(data["rows"]), dtype=np.int64)
    for i, row in enumerate(data["rows"]):
        sums = np.cumsum(np.sort(np.abs(row)).astype(np.float64) ** 2)
        counts[i] = ROW_LENGTH - np.searchsorted(sums, TOLERANCE**2 * sums[-1], side="right")
    return counts


def time_torch_sort_rows(data: dict[str, Any]) -> np.ndarray:
    """All rows at once by torch.sort(dim=1)."""
    import torch

    ordered = torch.sort(torch.from_numpy(data["rows"]).abs(), dim=1)[0]
    sums = torch.cumsum(ordered.double() ** 2, dim=1)
    return (sums > TOLERANCE**2 * sums[:, -1:]).sum(dim=1).numpy()


def track_disagreements(data: dict[str, Any]) -> float:
    """Number of rows whose count differs from that of the loop."""
    return float(np.count_nonzero(time_kmin(data) != time_row_loop(data)))


RATIOS = {
    "row keep counts / row loop": ("time_kmin", "time_row_loop", 2.0, "at least"),
    "row keep counts / torch.sort(dim=1)": ("time_kmin", "time_torch_sort_rows", 5.0, "at least"),
}

LIMITS = {"row keep counts that differ from the loop": ("track_disagreements", 0.0)}
