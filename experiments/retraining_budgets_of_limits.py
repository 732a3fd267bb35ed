"""How far the measured limit with retraining, and that of the quadratic model, depend on what is spent on each mask.

The magnitude masks of three networks of :mod:`experiments.pruning_limits_of_networks`, first seed; that study spends 60
evaluations of loss and gradient on the real loss and 100 products on the quadratic model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> dict[str, Any]:
    """One row: both limits of the magnitude masks at one budget.

    Parameters
    ----------
    point : dict
        ``model``, ``evaluations`` of the real loss, ``products`` of the Gauss-Newton matrix.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    dict
    """
    from experiments import _limits
    from lqtheory import limits
    from lqtheory.curvature import gauss_newton, objective

    (network,), dataset = _models.load(point["model"], models), _models.dataset(point["model"])
    data = (dataset.x_train, dataset.y_train)
    made = objective(network, data)
    epsilon = limits.batch_deviation(limits.batch_losses(objective(network, data, batch_size=128)), batch_size=1)
    path, _ = limits.network_path(made)
    real = limits.retrained_sublevel(
        path, made, epsilon, evaluations=point["evaluations"], resolution=_limits.RESOLUTION
    )
    model = limits.exact_mask(path, gauss_newton(made), epsilon, steps=point["products"])
    return {
        "retrained": real.ratio,
        "retrained high": real.interval[1],
        "exact mask": model.ratio,
        "status": model.status or "-",
        "epsilon": epsilon,
        "weights": _models.digest(point["model"], models),
    }


EXPERIMENT = Experiment(
    name="retraining_budgets_of_limits",
    title="measured pruning limits with retraining against the budget for each mask",
    grid=[
        {"model": [f"long_digits{kind}@0" for kind in ("_narrow", "", "_l1")], "evaluations": [n], "products": [m]}
        for n, m in ((30, 50), (60, 100), (120, 200), (240, 400))
    ],
    run=run,
    version=2,
    small=[{"model": "long_digits_narrow@0", "evaluations": 30, "products": 50}],
    models=True,
    long=True,
    sources=("experiments._networks", "lqtheory.limits.retraining", "lqtheory.limits.real_masks"),
)
