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
    from lqtheory.curvature import hessian

    settings = smaller.spent(point["model"])
    known = _limits.studied(point["model"], settings, models)
    path, layers = limits.network_path(known.made)
    operator, gradient = hessian(known.made), np.asarray(known.made.gradient().cpu())
    forms = limits.PathForms(path, operator)
    if path.dimension <= settings.every_form:
        forms.at()
    truth = limits.one_shot_sublevel(path, known.made, known.epsilon, **_limits.looked_at(path, known.made))
    found = [
        *(limits.path_quadratic(path, operator, known.epsilon, forms=forms, gradient=one) for one in (None, gradient)),
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
            "strong": int(_limits.is_strong(known.dataset.name, known.recipe.l1)),
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
