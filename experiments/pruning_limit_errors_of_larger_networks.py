"""Errors of predicted pruning limits of the larger networks; see :mod:`experiments.pruning_limit_errors`."""

from __future__ import annotations

import dataclasses

from experiments import pruning_limit_errors as smaller

STUDY = "pruning_limits_of_larger_networks"

EXPERIMENT = dataclasses.replace(
    smaller.EXPERIMENT,
    name="pruning_limit_errors_of_larger_networks",
    title="errors of predicted pruning limits of larger trained networks, paired with null baselines",
    of=STUDY,
)
