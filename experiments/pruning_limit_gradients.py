"""What the gradient at the trained weights does to the quadratic prediction of the one-shot limit.

Every predictor of the studies supposes that the trained weights are a minimum of the loss. Those that were trained with
an l1 penalty are a minimum of the loss plus the penalty: the loss itself has a gradient there that points against every
weight, and pruning costs -∇L · y at first order. Here the quadratic form along the path is asked for its limit with and
without that term, on the networks of both studies, with their examples, tolerances and measured one-shot limits
(:mod:`experiments._limits`). Nothing is drawn: one gradient and the products of the quadratic form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments import pruning_limits_of_larger_networks as larger
from experiments import pruning_limits_of_networks as smaller
from experiments._runner import Experiment
from lqtheory import limits


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> dict[str, Any]:
    """One row, at the base tolerance of the studies.

    Parameters
    ----------
    point : dict
        Model with its replicate.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    dict
        ``first order`` is the part of the tolerance that the first-order term takes at the limit with it.
    """
    from experiments import _limits, _networks
    from lqtheory.curvature import hessian, objective

    ((name, replicate),) = _networks.members(point["model"])
    settings = smaller.spent(name)
    (network,) = _models.load(point["model"], models)
    dataset, recipe = _models.dataset(name), _networks.resolved(name).recipe
    network, data, _ = _limits.prepared(network, dataset)
    network = network.double()
    batches = limits.batch_losses(objective(network, data, batch_size=settings.batch_size))
    epsilon = limits.batch_deviation(batches, batch_size=1)
    made = objective(network, data, batch_size=settings.micro_batch)
    operator, (path, _) = hessian(made), limits.network_path(made)
    gradient = np.asarray(made.gradient().cpu())
    forms = limits.path_forms(path, operator) if path.dimension <= settings.every_form else None
    looked = _limits.looked_at(path, made)
    plain = limits.path_quadratic(path, operator, epsilon, forms=forms)
    first = limits.path_quadratic(path, operator, epsilon, forms=forms, gradient=gradient)
    return {
        "network": name,
        "replicate": replicate,
        "strong": int(_limits.is_strong(dataset.name, recipe.l1)),
        "one-shot": limits.one_shot_sublevel(path, made, epsilon, **looked).ratio,
        "path quadratic": plain.ratio,
        "with gradient": first.ratio,
        "first order": float(-gradient @ path.pruned(first.count)) / epsilon,
    }


EXPERIMENT = Experiment(
    name="pruning_limit_gradients",
    title="one-shot limits by the quadratic form along the path, with and without the gradient",
    grid={"model": [*smaller.EXPERIMENT.grid["model"], *larger.PLANNED]},
    run=run,
    version=1,
    small=[{"model": "long_digits_narrow@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._limits", "lqtheory.limits.quadratic"),
)
