"""How many weights of a trained neuron or layer must stay for a relative error: true, sharp and Stechkin counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _enclosures, _models
from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.quantities.instance_keep_counts import kmin
from lqtheory.quantities.keep_counts import kmin_exact, kmin_stechkin_count
from lqtheory.quantities.sparsity_indices import effective_sparsity

EXPONENTS = (0.25, 0.5, 0.75, 1.0)
P = 2.0
TOLERANCES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
N_NEURONS = 16
BITS = 96


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for one layer as a whole and for 16 of its neurons, evenly spaced by index; nothing is random.

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
    matrix = _models.layer(point["model"], point["layer"], models)
    chosen = np.unique(np.linspace(0, len(matrix) - 1, N_NEURONS).round().astype(int))
    units = {"layer": matrix.ravel(), **{f"neuron {i}": matrix[i] for i in chosen}}
    digest = _models.digest(point["model"], models)
    return [{"unit": unit, **row, "weights": digest} for unit, x in units.items() for row in _rows(x)]


def _rows(x: np.ndarray) -> list[dict[str, Any]]:
    n = x.size
    counts = []
    for q in EXPONENTS:
        s = min(float(effective_sparsity(x, q, P)), float(n))
        for eta in TOLERANCES:
            counts.append(
                {
                    "q": q,
                    "eta": eta,
                    "n": n,
                    "p": P,
                    "effective_sparsity": s,
                    "measured": int(kmin(x, eta, P)),
                    "predicted": int(kmin_exact(s, eta, q, P, n)),
                    "predicted_stechkin": int(min(kmin_stechkin_count(s, eta, q, P), n)),
                }
            )
    with balls.precision(BITS):
        magnitudes = _enclosures.descending(x)
        total = _enclosures.norm(magnitudes, P)
        errors = _enclosures.best_k_term_errors(magnitudes, {row["predicted"] for row in counts}, P)
        return [
            {**row, "holds": balls.compare(errors[row["predicted"]], "<=", balls.ball(row["eta"]) * total)}
            for row in counts
        ]


EXPERIMENT = Experiment(
    name="keep_counts_of_trained_neurons",
    title="true, sharp and Stechkin keep counts of trained neurons and layers",
    grid={
        "model": ["mlp_digits", "mlp_digits_l1", "mlp_mnist", "mlp_mnist_l1"],
        "layer": ["1.weight"],
    },
    run=run,
    version=1,
    row_keys=("unit", "q", "eta"),
    small=[{"model": "mlp_digits", "layer": "1.weight"}],
    models=True,
    sources=("experiments._enclosures", "lqtheory.quantities.keep_counts", "lqtheory.quantities.sharp_threshold"),
)
