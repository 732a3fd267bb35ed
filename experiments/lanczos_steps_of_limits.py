"""How many Lanczos steps a predicted pruning limit needs: the same runs cut after fewer steps.

Loss over the first 2000 training examples of MNIST (all of the digits) in float64, tolerance as in the study of limits,
one Gaussian probe of the Hessian with full reorthogonalisation. ``ratio`` is the published prediction or the slice with
|λ| or max(λ, 0); ``low, high`` its interval: for |λ| by Gauss and Radau rules of the run of the square, for max(λ, 0)
by Chebyshev, Markov and Stieltjes, both with the sampling error at 99 % and the round-off.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

PROBES, EXAMPLES = 1, 2000
#: Numbers of steps after which the predictions are looked at.
STEPS = (50, 100, 150, 200, 250, 300, 400, 500, 600)


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for every number of steps up to that of the point.

    Parameters
    ----------
    point : dict
        ``model`` and ``steps``.
    rng : numpy.random.Generator
        Draws the probes.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from lqtheory import limits
    from lqtheory.curvature import hessian, objective, probe_runs, squared_run

    (network,), dataset = _models.load(point["model"], models), _models.dataset(point["model"])
    network, size = network.double(), min(EXAMPLES, len(dataset.x_train))
    data = (dataset.x_train[:size].astype(np.float64), dataset.y_train[:size])
    made = objective(network, data)
    epsilon = limits.batch_deviation(limits.batch_losses(objective(network, data, batch_size=128)), batch_size=1)
    path, _ = limits.network_path(made)
    runs = probe_runs(hessian(made), PROBES, point["steps"], rng=rng)
    rows = []
    for steps in (m for m in STEPS if m <= point["steps"]):
        cut = [one.leading(steps) for one in runs]
        both = (
            limits.sampled_shares([squared_run(one) for one in cut], "absolute", traces=cut),
            limits.sampled_shares(cut, "clipped"),
        )
        for predictor, shares in itertools.product((limits.published, limits.slice_generic), both):
            found = predictor(path, shares, epsilon)
            rows.append(
                {
                    "used": steps,
                    "predictor": found.name,
                    "ratio": found.ratio,
                    "low": found.interval[0],
                    "high": found.interval[1],
                    "dimension": path.dimension,
                    "examples": size,
                    "epsilon": epsilon,
                    "weights": _models.digest(point["model"], models),
                }
            )
    return rows


EXPERIMENT = Experiment(
    name="lanczos_steps_of_limits",
    title="predicted pruning limits after so many Lanczos steps",
    grid=[
        {"model": ["sgd_mnist@0", "sgd_mnist_l1@0", "long_digits@0", "long_digits_l1_strong@0"], "steps": [600]},
        {"model": ["long_digits_narrow@0"], "steps": [100]},
    ],
    run=run,
    version=3,
    row_keys=("used", "predictor"),
    small=[{"model": "long_digits_narrow@0", "steps": 100}],
    models=True,
    long=True,
    sources=("experiments._networks", "lqtheory.curvature.squares", "lqtheory.limits.spectra"),
)
