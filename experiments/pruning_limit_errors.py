"""Errors of every predictor of the pruning limit against every measured truth, paired with the null baselines.

Computed from the table of :mod:`experiments.pruning_limits_of_networks`; ``source`` is the digest of that file. What
stands behind ``against 1`` to ``4``: mean absolute error minus that of the weights below 1 % of the largest, of the
layer's largest, of the constant 0.9, and of the mean measured on all other settings; below 0 is closer than the
baseline.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _limit_summaries
from experiments._cache import digest_of
from experiments._runner import Experiment
from lqtheory import tables

STUDY = "pruning_limits_of_networks"
DEFINITIONS = ("one-shot", "retrained", "test 0.1", "test 0.5")
BASELINES = ("below 0.01 of the largest", "below 0.01 of the layer's largest", "constant 0.9")


def run(point: dict[str, Any], rng: np.random.Generator, source: Path) -> list[dict[str, Any]]:
    """Rows for every predictor; nothing is random.

    Parameters
    ----------
    point : dict
        ``definition`` and ``subset``.
    rng : numpy.random.Generator
        Unused.
    source : pathlib.Path
        Table of the study.

    Returns
    -------
    list of dict
    """
    part = _limit_summaries.chosen(tables.read(source), point["subset"])
    digest = digest_of(source)
    return [{**row, "source": digest} for row in _limit_summaries.errors(part, point["definition"], BASELINES)]


EXPERIMENT = Experiment(
    name="pruning_limit_errors",
    title="errors of predicted pruning limits of trained networks, paired with null baselines",
    grid={"subset": ["all", "strong l1"], "definition": list(DEFINITIONS)},
    run=run,
    version=2,
    row_keys=("predictor",),
    small=[{"subset": "strong l1", "definition": "retrained"}],
    sources=("experiments._limit_summaries",),
    of=STUDY,
)
