"""The two factors of a pruning limit on trained networks, one at a time: size of the weights, and sharpness.

Training changes both at once. Here one is scaled exactly while the other stays: sharpness by a factor s of the loss,
so that s L may rise by ε; the weights by moving the loss along, v -> L(w* + v - c w*), whose minimum is at c w* with
the same spectrum. Predictors at a minimum know R² λ only, and say the same for s = c²; the one with the gradient, whose
first-order term grows with s and c, does not. What the networks do is measured for both, so that the difference is what
lies beyond the quadratic model at a minimum.

``one-shot`` looks at every point of the path; ``retrained`` is the real loss after L-BFGS on the mask, within the
budget of the study of limits. Networks, examples and tolerances are those of :mod:`experiments._limits`.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments import pruning_limits_of_networks as study
from experiments._runner import Experiment
from lqtheory import limits

SCALES = tuple(4.0**i for i in range(-3, 4))


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows of one network: every factor, scale and predictor.

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

    ((network_name, _),) = _networks.members(point["model"])
    (network,) = _models.load(point["model"], models)
    network, data, _ = _limits.prepared(network, _models.dataset(network_name))
    spent = dataclasses.replace(study.spent(network_name), mask_steps=0, own_steps=0, zero_rows=0)
    known = limits.curvature_report(network, data, rng=rng, settings=spent)
    path, made, epsilon = known.path, known.made, known.batch_epsilon
    found = []
    for scale in SCALES:
        for factor in ("weights", "sharpness"):
            size, tolerated = (float(np.sqrt(scale)), epsilon) if factor == "weights" else (1.0, epsilon / scale)
            predicted = {one.name: one.ratio for one in predictions(known, size, tolerated, spent)}
            seen = {name: measure(path, made, size, tolerated) for name, measure in MEASURED.items()}
            found += [
                {"factor": factor, "scale": scale, "predictor": predictor, "predicted": ratio, **seen}
                for predictor, ratio in predicted.items()
            ]
    return found


def predictions(
    known: limits.CurvatureReport, size: float, epsilon: float, settings: limits.LimitSettings
) -> list[limits.Prediction]:
    """Predictions where the weights are scaled: ½ c² y'Hy - c ∇L·y <= ε, in units of c² one at ε/c² with ∇L/c.

    Parameters
    ----------
    known : lqtheory.limits.CurvatureReport
        At the trained weights.
    size : float
        c, > 0.
    epsilon : float
        Tolerated loss, >= 0.
    settings : lqtheory.limits.LimitSettings
        As for :func:`lqtheory.limits.predictions_at`.

    Returns
    -------
    list of lqtheory.limits.Prediction
    """
    scaled = dataclasses.replace(known, gradient=known.gradient / size)
    return limits.predictions_at(scaled, epsilon / size**2, settings=settings)


def _moved(path: limits.MagnitudePath, size: float, k: int) -> np.ndarray:
    """The network's weights where the scaled ones, c w*, lose the k smallest: w* - c y_k."""
    return path.weights - size * path.pruned(k)


def _one_shot(path: limits.MagnitudePath, made: Any, size: float, epsilon: float) -> float:
    """Pruned share up to which the loss stays below the tolerance, looked at point by point."""
    limit = made.value(path.weights) + epsilon
    for k in range(1, path.prunable + 1):
        if not made.value(_moved(path, size, k)) <= limit:
            return (k - 1) / path.prunable
    return 1.0


def _retrained(path: limits.MagnitudePath, made: Any, size: float, epsilon: float) -> float:
    """The same after retraining what is kept, by bisection."""
    from experiments._limits import EVALUATIONS, RESOLUTION

    limit = made.value(path.weights) + epsilon
    low, high = 0, path.prunable + 1
    while high - low > max(1, int(RESOLUTION * path.prunable)):
        k = (low + high) // 2
        tried = limits.retrain_kept(made, _moved(path, size, k), path.kept(k), evaluations=EVALUATIONS, enough=limit)
        low, high = (k, high) if tried.loss <= limit else (low, k)
    return low / path.prunable


#: What is measured, by column.
MEASURED = {"one-shot": _one_shot, "retrained": _retrained}

EXPERIMENT = Experiment(
    name="pruning_limit_factors_of_networks",
    title="pruning limit of trained networks, size of the weights and sharpness scaled one at a time",
    grid={
        "model": [
            f"{name}@{replicate}"
            for name in ("long_digits", "long_digits_l1", "long_digits_narrow", "mlp_housing", "mlp_housing_l1")
            for replicate in (0, 1, 2)
        ]
    },
    run=run,
    version=2,
    row_keys=("factor", "scale", "predictor"),
    small=[{"model": "long_digits_narrow@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._limits", "lqtheory.limits.predictions"),
)
