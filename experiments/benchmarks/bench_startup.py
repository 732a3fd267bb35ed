"""How long the package takes to start: seconds over a bare interpreter, each in processes of their own.

The conventions are those of :mod:`experiments.benchmarks.run`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TURNS = 9


def setup(size: int = 0) -> dict[str, Any]:
    """Commands; the size does not matter."""
    script = Path(sys.executable).with_name("lqtheory")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "lqtheory"]
    return {
        "bare": [sys.executable, "-c", "pass"],
        "import": [sys.executable, "-c", "import lqtheory"],
        "help": [*program, "--help"],
    }


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def track_import_over_bare(data: dict[str, Any]) -> float:
    """Seconds of ``import lqtheory`` beyond those of a bare interpreter, median over turns."""
    _seconds(data["import"])
    return statistics.median(_seconds(data["import"]) - _seconds(data["bare"]) for _ in range(TURNS))


def track_help(data: dict[str, Any]) -> float:
    """Seconds of ``lqtheory --help``, median over turns."""
    _seconds(data["help"])
    return statistics.median(_seconds(data["help"]) for _ in range(TURNS))


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "seconds of import lqtheory over a bare interpreter": ("track_import_over_bare", 0.2),
    "seconds of lqtheory --help": ("track_help", 0.5),
}
