"""Which assumption of the predicted pruning limit breaks on trained networks, and by how much: one at a time.

Computed from the table of :mod:`experiments.pruning_limits_of_networks`; ``source`` is the digest of that file. Each
row is a pair of its rows that differ in one assumption, see :data:`experiments._limit_summaries.PAIRS`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _limit_summaries
from experiments._cache import digest_of
from experiments._runner import Experiment
from experiments.pruning_limit_errors import STUDY
from lqtheory import tables


def run(point: dict[str, Any], rng: np.random.Generator, source: Path) -> list[dict[str, Any]]:
    """Rows for every assumption; nothing is random.

    Parameters
    ----------
    point : dict
        ``subset``.
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
    return [{**row, "source": digest} for row in _limit_summaries.shifts(part)]


EXPERIMENT = Experiment(
    name="pruning_limit_assumptions",
    title="what each assumption of predicted pruning limits shifts on trained networks",
    grid={"subset": ["all", "strong l1"]},
    run=run,
    version=2,
    row_keys=("assumption",),
    small=[{"subset": "strong l1"}],
    sources=("experiments._limit_summaries",),
    of=STUDY,
)
