"""The two factors of a pruning limit, one at a time: size of the weights at fixed spectrum, sharpness at fixed weights.

Planted quadratic losses: fixed Gaussian weights, eigenvectors in general position, drawn anew for every point. The
measured limit is that along the magnitude path after exact retraining (geom.prune.model): with H^{-1} ordered as the
path and its Cholesky factor L, the loss without the first k weights is half the sum of the first k squares of
L^{-1} w. One factorisation gives it for every k.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from scipy.stats import binom

from experiments._runner import Experiment
from experiments.planted_pruning_limits import spectrum
from lqtheory import limits

#: Level of the exact interval of the median over the rotations.
LEVEL = 0.01
#: Standard deviation of the weights where nothing is scaled.
SIZE = 0.5


def path_limits(
    lam: np.ndarray, path: limits.MagnitudePath, epsilon: float, rotations: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Largest numbers of weights that can go along the magnitude path, retrained and one-shot.

    Parameters
    ----------
    lam : array, shape (D,)
        Eigenvalues, positive.
    path : MagnitudePath
        Weights.
    epsilon : float
        Tolerated loss.
    rotations : int
        Number of draws of the eigenvectors.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    retrained, one_shot : array of int, shape (rotations,)
    """
    d, ordered = lam.size, path.weights[path.order]
    retrained, one_shot = np.empty(rotations, dtype=int), np.empty(rotations, dtype=int)
    for r in range(rotations):
        q = np.linalg.qr(rng.standard_normal((d, d)))[0]
        factor = cholesky((q / lam) @ q.T, lower=True)
        losses = 0.5 * np.cumsum(solve_triangular(factor, ordered, lower=True) ** 2)
        retrained[r] = int((losses <= epsilon).sum())
        h = (q * lam) @ q.T
        diagonal, below = np.diag(h), np.tril(h, -1) @ ordered
        quadratic = 0.5 * np.cumsum(ordered * (diagonal * ordered + 2.0 * below))
        one_shot[r] = int(np.argmin(np.r_[quadratic <= epsilon, False]))
    return retrained, one_shot


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for every predictor at one scale of one factor.

    Parameters
    ----------
    point : dict
        ``spectrum``, ``factor``, ``scale`` (of R² λ), dimension ``d``, number of ``rotations``.
    rng : numpy.random.Generator
        Draws the eigenvectors.

    Returns
    -------
    list of dict
    """
    lam, epsilon = spectrum(point["spectrum"], point["d"])
    w = SIZE * np.random.default_rng(5).standard_normal(point["d"])
    if point["factor"] == "weights":
        w = w * np.sqrt(point["scale"])
    else:
        lam = lam * point["scale"]
    path, shares = limits.magnitude_path(w), limits.exact_shares(lam)
    retrained, one_shot = path_limits(lam, path, epsilon, point["rotations"], rng)
    predictors = (limits.slice_generic, limits.published, limits.generic_cone, limits.jensen, limits.one_shot_trace)
    tail = int(binom.ppf(LEVEL / 2, retrained.size, 0.5))
    measured = {}
    for name, counts in (("retrained", retrained), ("one-shot", one_shot)):
        found = np.sort(counts) / point["d"]
        measured[name] = float(np.median(found))
        measured[f"{name} low"] = float(found[max(tail - 1, 0)])
        measured[f"{name} high"] = float(found[min(found.size - tail, found.size - 1)])
    return [
        {"predictor": made.name.split(",")[0], "predicted": made.ratio, **measured}
        for made in (predictor(path, shares, epsilon) for predictor in predictors)
    ]


EXPERIMENT = Experiment(
    name="pruning_limit_factors",
    title="pruning limit of planted quadratic losses, weights and sharpness scaled one at a time",
    grid={
        "spectrum": ["power law", "outliers"],
        "factor": ["weights", "sharpness"],
        "scale": [2.0**i for i in range(-6, 9)],
        "d": 200,
        "rotations": 400,
    },
    run=run,
    version=1,
    row_keys=("predictor",),
    small=[{"spectrum": "outliers", "factor": "weights", "scale": 1.0, "d": 200, "rotations": 400}],
    sources=("lqtheory.limits.spectral", "lqtheory.limits.paths", "experiments.planted_pruning_limits"),
)
