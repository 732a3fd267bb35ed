"""Best k-term error of trained layers: measured, predicted by the exact worst case, predicted by Stechkin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _enclosures, _models
from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.quantities import find_quantity

EXPONENTS = (0.25, 0.5, 0.75, 1.0)
P = 2.0
DENSITIES = (
    *(0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    *(0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99),
)
BITS = 96


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all exponents and densities of one layer; nothing is random once the network is trained.

    Parameters
    ----------
    point : dict
        Model and layer.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    weights = _enclosures.descending(_models.layer(point["model"], point["layer"], models))
    n = len(weights)
    counts = sorted({max(1, round(density * n)) for density in DENSITIES})
    shared = {"n": n, "p": P, "weights": _models.digest(point["model"], models)}
    with balls.precision(BITS):
        total = _enclosures.norm(weights, P)
        errors = _enclosures.best_k_term_errors(weights, counts, P)
        norms = {q: _enclosures.norm(weights, q) for q in EXPONENTS}
        return [
            {"q": q, "k": k, **_compared(errors[k], k, n, q, norms[q], total), **shared}
            for q in EXPONENTS
            for k in counts
        ]


def _compared(error: Any, k: int, n: int, q: float, norm: Any, total: Any) -> dict[str, Any]:
    """Errors relative to the l_2 norm of the layer, and whether the bounds hold, decided in balls."""
    exponents = balls.ball(q), balls.ball(P)
    sharp = find_quantity("worst_case").ball(k, n, *exponents) * norm
    stechkin = find_quantity("stechkin_bound").ball(k, *exponents) * norm
    return {
        "density": k / n,
        "measured": float((error / total).mid()),
        "predicted": float((sharp / total).mid()),
        "predicted_stechkin": float((stechkin / total).mid()),
        "ratio": float((error / sharp).mid()),
        "holds": balls.compare(error, "<=", sharp),
        "holds_stechkin": balls.compare(error, "<=", stechkin),
    }


EXPERIMENT = Experiment(
    name="best_k_term_of_trained_layers",
    title="measured and predicted best k-term error of every layer of trained networks",
    grid={
        "model": ["mlp_digits", "mlp_digits_l1", "mlp_mnist", "mlp_mnist_l1"],
        "layer": ["1.weight", "3.weight", "5.weight"],
    },
    run=run,
    version=1,
    row_keys=("q", "k"),
    small=[{"model": "mlp_digits", "layer": "5.weight"}],
    models=True,
    sources=("experiments._enclosures", "lqtheory.networks.zoo.models", "lqtheory.networks.train"),
)
