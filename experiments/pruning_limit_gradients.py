"""What the gradient at the trained weights does to the quadratic prediction of one-shot limits, and where it is from.

Weights that were trained with a penalty λ|w|₁ + ½ μ|w|² are a minimum of the loss plus the penalty: the loss itself has
the gradient -(λ sign w + μ w) there, and pruning y costs λ|y|₁ + μ|y|² at first order. Here the limit by the quadratic
form along the path is asked for without a term of first order, with the measured one, -∇L · y, and with that of the
penalty, which the recipe of training alone tells. Networks, examples, tolerances and measured one-shot limits are those
of both studies (:mod:`experiments._limits`), of which the first two predictions are rows; all at the base tolerance.
Nothing is drawn.

Networks whose batch normalisations were folded have other weights than those that were penalised, and no prediction
from the penalty.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

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
        ``first order`` and ``of the penalty`` are the parts of the tolerance that either term takes at the limit with
        the measured one.
    """
    from experiments import _limits

    known = _limits.studied(point["model"], smaller.spent(point["model"]), models)
    path, epsilon, first = known.path, known.epsilon, known.path_quadratic(known.gradient)
    shares = {"with penalty": None, "of the penalty": None}
    if not known.folded:
        penalty = penalty_slope(path, known.recipe)
        shares = {
            "with penalty": known.path_quadratic(penalty).ratio,
            "of the penalty": float(limits.first_order(path, penalty)[first.count]) / epsilon,
        }
    return {
        "network": known.name,
        "replicate": known.replicate,
        "strong": known.strong,
        "one-shot": known.one_shot().ratio,
        "path quadratic": known.path_quadratic(None).ratio,
        "with gradient": first.ratio,
        "first order": float(limits.first_order(path, known.gradient)[first.count]) / epsilon,
        **shares,
    }


def penalty_slope(path: limits.MagnitudePath, recipe: Any) -> np.ndarray:
    """Gradient of the loss where its sum with the penalties of a recipe is stationary, -(λ sign w + μ w).

    Parameters
    ----------
    path : lqtheory.limits.MagnitudePath
        Weights; those that may be pruned are those that the l1 penalty is on.
    recipe : lqtheory.networks.Recipe
        How they were trained.

    Returns
    -------
    array of float64, shape (D,)
    """
    slope = -recipe.weight_decay * path.weights
    slope[path.order] -= recipe.l1 * np.sign(path.weights[path.order])
    return slope


EXPERIMENT = Experiment(
    name="pruning_limit_gradients",
    title="one-shot limits by the quadratic form along the path: no term of first order, the measured, the penalty's",
    grid={"model": [*smaller.EXPERIMENT.grid["model"], *larger.PLANNED]},
    run=run,
    version=2,
    small=[{"model": "long_digits_narrow@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._limits", "lqtheory.limits.displacements"),
)
