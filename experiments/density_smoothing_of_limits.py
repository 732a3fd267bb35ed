"""Share of flat directions from a density smoothed on a grid, against direct quadrature of the same Ritz values.

The public code of the published predictor smooths the Ritz values of one run on 10^5 grid points with kernels whose
width over the spacing is 1/sqrt(range): beyond a range of 10 they fall between the points (dossier geom.prune.audit).
Here the spectrum is known: nine tenths of the eigenvalues are near zero and the others reach up to the range, so that
the error of both is that against the exact mean of s/(s + λ), at a level s for which it is about one half.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory.curvature import matrix_operator, probe_runs
from lqtheory.limits import smoothed_share
from lqtheory.limits.exhibit import GRID_POINTS, KERNEL, OVERHEAD

DIMENSION, STEPS, OUTLIERS = 1000, 96, 0.1


def spectrum(largest: float) -> np.ndarray:
    """Eigenvalues, shape (DIMENSION,): a bulk from 10^-4 to 10^-1, and outliers from there to the largest one."""
    outliers = round(OUTLIERS * DIMENSION)
    return np.r_[np.geomspace(1e-4, 1e-1, DIMENSION - outliers), np.geomspace(0.1, largest, outliers + 1)[1:]]


def run(point: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """One row: quantiles over the runs of both errors.

    Parameters
    ----------
    point : dict
        ``range``, the largest eigenvalue, and the number of ``runs``.
    rng : numpy.random.Generator
        Draws the first vectors.

    Returns
    -------
    dict
        Quartiles of the absolute errors, and of how far both are ``apart``; ``lost`` runs are those in which every
        kernel underflows on the grid.
    """
    eigenvalues = spectrum(point["range"])
    level = float(np.median(eigenvalues))
    exact = float(np.mean(level / (level + eigenvalues)))
    operator = matrix_operator(np.diag(eigenvalues), semidefinite=True)
    found: dict[str, list[float]] = {"direct": [], "smoothed": [], "apart": []}
    for one in probe_runs(operator, point["runs"], STEPS, rng=rng):
        nodes, weights = one.rule()
        direct = float(weights @ (level / (level + np.abs(nodes))))
        smoothed = smoothed_share(nodes, weights, level)
        found["direct"].append(abs(direct - exact))
        if not math.isnan(smoothed):
            found["smoothed"].append(abs(smoothed - exact))
            found["apart"].append(abs(smoothed - direct))
    reach = point["range"] + 2 * OVERHEAD
    spacing, width = reach / (GRID_POINTS - 1), float(np.sqrt(KERNEL * max(1.0, reach)))
    row: dict[str, Any] = {"exact": exact, "level": level, "width": width / spacing}
    row["lost"] = point["runs"] - len(found["smoothed"])
    for name, errors in found.items():
        low, middle, high = np.quantile(errors, (0.25, 0.5, 0.75)) if errors else (None, None, None)
        row |= {f"{name} low": low, name: middle, f"{name} high": high}
    return row


EXPERIMENT = Experiment(
    name="density_smoothing_of_limits",
    title="error of a smoothed density against direct quadrature of the same Ritz values, by spectral range",
    grid={"range": [1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0], "runs": [20]},
    run=run,
    version=1,
    small=[{"range": 100.0, "runs": 20}],
    sources=("lqtheory.limits.exhibit", "lqtheory.curvature.probes"),
)
