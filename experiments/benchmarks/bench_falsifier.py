"""How many instances the search needs to notice a sharp constant that is lowered by 0.1 %.

Counts, not seconds: every sharp theorem about numbers and vectors, three seeds each, without its own worst instances.
The conventions are those of :mod:`experiments.benchmarks.run`.
"""

from __future__ import annotations

from typing import Any

from lqtheory.checks import twin_is_falsified
from lqtheory.registry import all_theorems

FACTOR = 0.999
SEEDS = (0, 1, 2)
#: Sizes below this try a few theorems only.
WHOLE = 1_000_000
FEW = 3


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """For every twin whether it was caught, and after how many instances."""
    sharp = [
        theorem
        for theorem in all_theorems()
        if theorem.sharp_at and theorem.expected == "holds" and theorem.applies_to in ("scalar", "vector")
    ]
    whole = size >= WHOLE
    found = (
        twin_is_falsified(theorem, FACTOR, budget="standard", seed=seed)
        for theorem in (sharp if whole else sharp[:FEW])
        for seed in (SEEDS if whole else SEEDS[:1])
    )
    return {"twins": [twin for twin in found if twin is not None]}


def track_missed(data: dict[str, Any]) -> float:
    """How many twins were not caught."""
    return float(sum(not twin.falsified for twin in data["twins"]))


def track_instances(data: dict[str, Any]) -> float:
    """The largest number of instances tried until a twin was caught."""
    return float(max(twin.examples for twin in data["twins"] if twin.falsified))


RATIOS: dict[str, tuple[str, str, float, str]] = {}

LIMITS = {
    "sharp constants lowered by 0.1 % that are not caught": ("track_missed", 0.0),
    "instances until one is caught, at most": ("track_instances", 199.0),
}
