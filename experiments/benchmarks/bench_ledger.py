"""Time of the whole ledger: every theorem checked at the budget quick in two processes, and all stored certificates.

The conventions are those of :mod:`bench_norms`, but that nothing is compared: a number of minutes was asked for.
Meant for an idle machine with two cores.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

#: What is checked at small sizes.
FEW = ("cloning_lowers_hoyer", "mask_floor_is_lowest", "cloning_keeps_hoyer")


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Names of the theorems: all of them at full size."""
    return {"targets": ("all",) if size >= 1_000_000 else FEW}


def track_check_seconds(data: dict[str, Any]) -> float:
    """Seconds that ``lqtheory check`` takes in two processes, from its start to its end."""
    return _seconds("check", *data["targets"], "--budget", "quick", "--jobs", "2")


def track_replay_seconds(data: dict[str, Any]) -> float:
    """Seconds that ``lqtheory replay`` takes."""
    return _seconds("replay", *data["targets"])


def _seconds(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "lqtheory", *words], check=True, capture_output=True)
    return time.perf_counter() - start


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "seconds of check all --budget quick --jobs 2": ("track_check_seconds", 240.0),
    "seconds of replay": ("track_replay_seconds", 60.0),
}
