"""Pruning limits of trained networks: every predictor with its interval, four measured truths, null baselines.

The grid, written down before the first network was measured: twelve settings, three seeds each, 36 networks.

* digits, 60 epochs: 64-32-16-10 with l1 0, 1e-4, 5e-4, 1e-3 and with weight decay 1e-3; 64-64-32-10 with l1 0, 5e-4,
  1e-3; 64-16-10 with l1 0, 5e-4;
* California Housing, 8-100-50-1 with l1 0, 1e-4; loss over the first 2000 training examples.

Estimated at 36 x 20 s of one free core, 12 minutes, and 3 more for training; it is the subset of the study that takes
under 20 minutes on two cores. The larger networks, :data:`LARGER`, are in
:mod:`experiments.pruning_limits_of_larger_networks`. Rows are the cache: a run that was killed goes on where it was.

Definitions are in :mod:`experiments._limits`. With ``LQTHEORY_DEVICE=cuda`` products, losses and retraining are done on
a GPU.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment
from lqtheory.limits import LimitSettings

SMALLER = (
    "long_digits",
    "long_digits_l1_weak",
    "long_digits_l1",
    "long_digits_l1_strong",
    "mlp_housing",
    "mlp_housing_l1",
    "long_digits_wide",
    "long_digits_wide_l1",
    "long_digits_decay",
    "long_digits_narrow",
    "long_digits_narrow_l1",
    "long_digits_wide_l1_strong",
)
RESIDUAL = ("sgd_resnet_cifar_l1", "sgd_resnet_cifar")
LARGER = (
    "sgd_mnist",
    "sgd_mnist_l1_weak",
    "sgd_mnist_l1",
    "sgd_mnist_l1_strong",
    "sgd_fashion",
    "sgd_fashion_l1_weak",
    "sgd_fashion_l1",
    "sgd_fashion_l1_strong",
    "sgd_mnist_cnn",
    "sgd_mnist_cnn_l1",
    "sgd_cifar",
    "sgd_cifar_l1",
    *RESIDUAL,
)
#: Size up to which the spectrum is exact, probes, Lanczos steps, steps for real masks and from pruned weights.
#: Curvature and losses are in float64: in float32 rounding alone makes intervals for small tolerances vacuous.
SPENT = {"dense": 2000, "every_form": 10_000, "probes": 2, "steps": 256, "mask_steps": 100, "own_steps": 40}
#: One probe of a larger network is worth less than its steps: at D = 266610 the tail bound of a single one is narrower
#: than any bracket, and without l1 the published formula says .74 after 300 steps and .91 after 400, 500 and 600.
SPENT_LARGER = {"probes": 1, "steps": 400, "mask_steps": 100, "own_steps": 64}
#: Products with residual networks are the dearest, almost a second each.
SPENT_RESIDUAL = {"probes": 1, "steps": 300, "mask_steps": 60, "own_steps": 32, "micro_batch": 100}


def spent(model: str) -> LimitSettings:
    """What is spent on the curvature of a network of the studies.

    Parameters
    ----------
    model : str
        With or without replicate.

    Returns
    -------
    lqtheory.limits.LimitSettings
    """
    name = model.partition("@")[0]
    if name not in LARGER:
        return LimitSettings(**SPENT)
    return LimitSettings(**(SPENT_RESIDUAL if name in RESIDUAL else SPENT_LARGER))


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows of one network.

    Parameters
    ----------
    point : dict
        Model with its replicate.
    rng : numpy.random.Generator
        Draws the probes.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _limits, _networks

    ((name, replicate),) = _networks.members(point["model"])
    recipe, dataset = _networks.resolved(name).recipe, _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    network = network.to(os.environ.get("LQTHEORY_DEVICE", "cpu"))
    shared = {
        "network": name,
        "replicate": replicate,
        "data": dataset.name,
        "l1": recipe.l1,
        "weight_decay": recipe.weight_decay,
        "strong": int(_limits.is_strong(dataset.name, recipe.l1)),
        "weights": _models.digest(point["model"], models),
    }
    return [{**row, **shared} for row in _limits.rows_of(network, dataset, rng, spent(name))]


EXPERIMENT = Experiment(
    name="pruning_limits_of_networks",
    title="pruning limits of trained networks: predictors, four measured truths and null baselines",
    grid={"model": [f"{name}@{replicate}" for name in SMALLER for replicate in (0, 1, 2)]},
    run=run,
    version=5,
    row_keys=("factor", "predictor"),
    small=[{"model": "long_digits_narrow@0"}],
    models=True,
    long=True,
    sources=(
        "experiments._networks",
        "experiments._limits",
        "lqtheory.limits.predictions",
        "lqtheory.limits.retraining",
    ),
)
