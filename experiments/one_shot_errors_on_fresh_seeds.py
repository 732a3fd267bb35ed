"""Errors of the one-shot limits on fresh seeds, paired; see :mod:`experiments.pruning_limit_errors`."""

from __future__ import annotations

import dataclasses

from experiments import pruning_limit_errors as study

EXPERIMENT = dataclasses.replace(
    study.EXPERIMENT,
    name="one_shot_errors_on_fresh_seeds",
    title="errors of predicted one-shot limits on fresh seeds, paired with null baselines",
    grid={"subset": ["all", "strong l1"], "definition": ["one-shot"]},
    small=[{"subset": "strong l1", "definition": "one-shot"}],
    of="one_shot_limits_on_fresh_seeds",
)
