"""One-shot limits of networks that were not there when the predictor with the gradient was found.

That the gradient belongs into the quadratic form was seen on the networks of both studies of limits. So the same
settings are trained with seeds of which no limit had been measured: seeds 3 and 4 of the twelve small settings, seed 3
of the eight perceptrons on MNIST and Fashion-MNIST. Networks, predictors and definitions were committed before the
first limit was. Rows are those of the studies (:mod:`experiments._limits`), at the base tolerance, so that errors are
computed and paired as theirs (:mod:`experiments._limit_summaries`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import pruning_limits_of_larger_networks as larger
from experiments import pruning_limits_of_networks as smaller
from experiments._runner import Experiment
from lqtheory import limits


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows of one network: the quadratic form along the path without and with the gradient, and null baselines.

    Parameters
    ----------
    point : dict
        Model with its replicate.
    rng : numpy.random.Generator
        Unused: nothing is drawn.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _limits

    known = _limits.studied(point["model"], smaller.spent(point["model"]), models)
    path, layers = limits.network_path(known.made)
    truth = known.one_shot()
    found = [
        *(known.path_quadratic(slope) for slope in (None, known.gradient)),
        limits.near_zero(path),
        limits.near_zero_by_layer(path, layers),
        limits.constant_ratio(path, 0.9),
    ]
    return [
        {
            "factor": 1.0,
            "predictor": one.name,
            "role": "baseline" if one.name in _limits.BASELINES else "predictor",
            "ratio": one.ratio,
            "low": one.interval[0],
            "high": one.interval[1],
            "measured one-shot": truth.ratio,
            "network": known.name,
            "replicate": known.replicate,
            "prunable": path.prunable,
            "strong": known.strong,
        }
        for one in found
    ]


EXPERIMENT = Experiment(
    name="one_shot_limits_on_fresh_seeds",
    title="one-shot limits of networks trained with seeds that the predictor with the gradient was not found on",
    grid={
        "model": [
            *(f"{name}@{replicate}" for name in smaller.SMALLER for replicate in (3, 4)),
            *(f"{name}@3" for name in larger.DENSE),
        ]
    },
    run=run,
    version=1,
    row_keys=("predictor",),
    small=[{"model": "long_digits_narrow@3"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._limits", "lqtheory.limits.displacements"),
)
