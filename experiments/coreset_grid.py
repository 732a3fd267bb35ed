"""Accuracy of compressed perceptrons of several depths and widths, as in the appendix of the paper on coresets.

2, 3 or 5 hidden layers of 100, 500 or 1000 neurons each, on MNIST, trained without l1 by three epochs of Adam (see
:mod:`experiments._networks`): as few as let all nine be trained on one core within minutes. No retraining; definitions
of the methods are in :mod:`experiments._coresets`, of which the sampled ones are repeated three times here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

#: The paper's networks (coresets.md, section 9, from memory).
DEPTHS, WIDTHS = (2, 3, 5), (100, 500, 1000)
#: Of :data:`experiments._coresets.NAMED`, which needs torch.
METHODS = ("corenet", "corenet_plus_plus", "poisson_neyman", "pivotal_neyman", "magnitude")
DENSITIES = (0.5, 0.3, 0.15, 0.1, 0.05)
REPETITIONS = 3


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all densities of one network compressed by one method.

    Parameters
    ----------
    point : dict
        Model and method.
    rng : numpy.random.Generator
        Unused; repetitions have seeds of their own.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _coresets, _networks

    ((name, _),) = _networks.members(point["model"])
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False)
    dataset, widths = _models.dataset(name), _networks.hidden_widths(network)
    epochs = _networks.resolved(name).recipe.epochs
    known = _coresets.outputs_of(network, dataset)
    seeds = _coresets.repetitions(point["method"])[:REPETITIONS]
    rows = []
    for density in DENSITIES:
        measured = _coresets.measured(known, network, point["method"], density, seeds)
        if measured is None:  # below one draw for every class
            continue
        rows.append(
            {
                "density": density,
                **measured,
                "network": name,
                "data": dataset.name,
                "depth": len(widths),
                "width": widths[0],
                "epochs": epochs,
                "repetitions": len(seeds),
                "weights": _models.digest(point["model"], models),
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="coreset_grid",
    title="accuracy of compressed perceptrons of 2, 3 and 5 hidden layers of 100, 500 and 1000 neurons",
    grid={
        "model": [f"grid_mnist_{depth}x{width}@0" for width in WIDTHS for depth in DEPTHS],
        "method": list(METHODS),
    },
    run=run,
    version=1,
    row_keys=("density",),
    small=[{"model": "grid_mnist_2x100@0", "method": "magnitude"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets", "lqtheory.compression.coresets"),
)
