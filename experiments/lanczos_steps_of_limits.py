"""How many Lanczos steps a predicted pruning limit needs: the same runs cut after fewer steps.

Loss over the first 2000 training examples of MNIST (all of the digits), tolerance as in the study of limits, one
Gaussian probe of the Hessian with full reorthogonalisation. ``ratio`` is the published prediction or the slice, from
Gauss rules in |λ| or max(λ, 0); ``low, high``, for clipped curvature, the Chebyshev-Markov-Stieltjes bracket with the
sampling error at 99 %.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

PROBES, EXAMPLES = 1, 2000


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
    from lqtheory.curvature import hessian, objective, probe_runs

    (network,), dataset = _models.load(point["model"], models), _models.dataset(point["model"])
    size = min(EXAMPLES, len(dataset.x_train))
    data = (dataset.x_train[:size], dataset.y_train[:size])
    made = objective(network, data)
    epsilon = limits.batch_deviation(limits.batch_losses(objective(network, data, batch_size=128)), batch_size=1)
    path, _ = limits.network_path(made)
    runs = probe_runs(hessian(made), PROBES, point["steps"], rng=rng)
    rows = []
    for steps in (m for m in (50, 100, 150, 200, 250, 300) if m <= point["steps"]):
        cut = [one.leading(steps) for one in runs]
        rules = [one.rule() for one in cut]
        total = sum(one.norm**2 for one in cut)
        nodes = np.concatenate([nodes for nodes, _ in rules])
        weights = np.concatenate([one.norm**2 / total * w for one, (_, w) in zip(cut, rules, strict=True)])
        bracket = limits.published(path, limits.sampled_shares(cut, "clipped"), epsilon).interval
        for treatment in ("absolute", "clipped"):
            shares = limits.weighted_shares(nodes, weights, path.dimension, treatment)
            for predictor in (limits.published, limits.slice_generic):
                found = predictor(path, shares, epsilon)
                inside = predictor is limits.published and treatment == "clipped"
                rows.append(
                    {
                        "used": steps,
                        "predictor": found.name,
                        "ratio": found.ratio,
                        "low": bracket[0] if inside else None,
                        "high": bracket[1] if inside else None,
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
        {"model": ["sgd_mnist@0", "long_digits@0", "long_digits_l1_strong@0"], "steps": [300]},
        {"model": ["long_digits_narrow@0"], "steps": [100]},
    ],
    run=run,
    version=1,
    row_keys=("used", "predictor"),
    small=[{"model": "long_digits_narrow@0", "steps": 100}],
    models=True,
    long=True,
    sources=("experiments._networks", "lqtheory.limits.spectra"),
)
