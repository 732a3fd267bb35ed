"""Planted truth for predictors of the pruning limit: quadratic losses with random eigenvectors, and the linear teacher.

One random order of the coordinates that are kept gives, by one QR factorisation, the least loss for every number of
pruned weights, so that each rotation has its own largest feasible number; half of the rotations reach the median. The
pruned vector y is given in the eigenbasis: its spectral measure is what the slice needs.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.stats import binom, norm

from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.limits import exact_shares
from lqtheory.quantities.ellipsoid_cones import local_width, quadratic_level
from lqtheory.quantities.slice_levels import slice_of

ROTATIONS = 400
#: A threshold is taken for wrong if the exact interval of the median at this level, widened by FORMAL, misses it.
LEVEL = 1e-6
FORMAL = 0.02


def spectrum(name: str, d: int) -> tuple[np.ndarray, float]:
    """Eigenvalues and tolerance of a problem.

    Parameters
    ----------
    name : str
        Of the spectrum.
    d : int
        Dimension.

    Returns
    -------
    eigenvalues : array, shape (d,)
    epsilon : float
    """
    i = np.arange(1, d + 1)
    if name == "power law":
        return i**-1.5, 0.05
    if name == "harmonic":
        return 1.0 / i, 0.2
    if name == "outliers":
        return np.r_[np.geomspace(10.0, 100.0, 10), np.geomspace(1e-3, 1e-2, d - 10)], 0.05
    if name == "marchenko-pastur":  # quantiles of the law of A'A/n with d/n = 1/2
        edges = (1 - math.sqrt(0.5)) ** 2, (1 + math.sqrt(0.5)) ** 2
        x = np.linspace(*edges, 200_001)[1:-1]
        mass = np.cumsum(np.sqrt((edges[1] - x) * (x - edges[0])) / x)
        return np.interp((i - 0.5) / d, mass / mass[-1], x), 0.5
    raise ValueError(name)


def critical_counts(
    lam: np.ndarray, y: np.ndarray, epsilon: float, rotations: int, rng: np.random.Generator
) -> np.ndarray:
    """Largest feasible number of pruned weights for random orders of kept directions.

    Parameters
    ----------
    lam, y : array, shape (D,)
        Eigenvalues, and the pruned vector in the eigenbasis.
    epsilon : float
        Tolerated loss.
    rotations : int
        Number of draws.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    array of int, shape (rotations,)
        In 0 (nothing is feasible) to D (the one-shot loss is tolerated).
    """
    d, root = lam.size, np.sqrt(lam)
    target, found = root * y, np.empty(rotations, dtype=int)
    for r in range(rotations):
        basis = rng.standard_normal((d, d - 1))
        basis -= np.outer(y, y @ basis) / (y @ y)
        q, _ = np.linalg.qr(root[:, None] * basis)
        losses = 0.5 * (target @ target - np.concatenate([[0.0], np.cumsum((q.T @ target) ** 2)]))
        kept = int(np.argmax(losses <= epsilon)) if (losses <= epsilon).any() else d  # least number of kept directions
        found[r] = d - kept
    return found


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for every predictor of one problem, with the success frequencies around the predicted threshold.

    Parameters
    ----------
    point : dict
        ``spectrum``, dimension ``d``, radius ``R`` of the pruned vector, number of ``rotations``.
    rng : numpy.random.Generator
        Draws the rotations.

    Returns
    -------
    list of dict
    """
    d, (lam, epsilon) = point["d"], spectrum(point["spectrum"], point["d"])
    y = np.full(d, point["R"] / math.sqrt(d))
    level = slice_of(lam, epsilon, weights=y * y)
    found = np.sort(critical_counts(lam, y, epsilon, point["rotations"], rng))
    # ranks of an exact confidence interval for the median of a discrete law
    tail = int(binom.ppf(LEVEL / 2, found.size, 0.5))
    low, high = float(found[max(tail - 1, 0)]), float(found[min(found.size - tail, found.size - 1)])
    cone = quadratic_level(lam, y, epsilon, "planted_pruning_limits")
    shares = exact_shares(lam)
    predictions = {
        "slice": level.threshold,
        "slice, first order": level.count if level.kind == "slice" else level.threshold,
        "published": local_width(lam, y, epsilon),
        "generic cone": cone.count if cone.kind == "cone" else float(d),
        "jensen": d / (1.0 + point["R"] ** 2 * shares.trace.value / (2.0 * epsilon)),
    }
    median = float(np.median(found))
    rows = []
    for name, predicted in predictions.items():
        inside = low - FORMAL * d <= predicted <= high + FORMAL * d
        rows.append(
            {
                "predictor": name,
                "predicted": predicted / d,
                "measured": median / d,
                "low": low / d,
                "high": high / d,
                "gap": (predicted - median) / d,
                "holds": (Truth.YES if inside else Truth.NO) if name == "slice" else Truth.UNDECIDED,
            }
        )
    if level.kind != "slice":  # nothing is random: no subspace is met, or the foot point itself is good enough
        return rows
    sigma = math.sqrt(level.variance)
    for shift in (-2.0, -1.0, 0.0, 1.0, 2.0):
        m = min(max(round(level.threshold + shift * sigma), 1), d - 1)
        chance = float(norm.cdf((level.second_order - (m - 1)) / sigma))
        share = float((found >= m).mean())
        error = math.sqrt(chance * (1 - chance) / found.size)
        rows.append(
            {
                "predictor": f"success at {shift:+g} sd",
                "predicted": chance,
                "measured": share,
                "low": max(0.0, share - 3 * error),
                "high": min(1.0, share + 3 * error),
                "gap": chance - share,
                "holds": Truth.YES if abs(chance - share) <= 3 * error + 0.05 else Truth.NO,
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="planted_pruning_limits",
    title="predicted pruning limits against random rotations of quadratic losses",
    grid=[
        {"spectrum": [name], "d": [100, 200], "R": radii, "rotations": [ROTATIONS]}
        for name, radii in (
            ("power law", [4.0, 5.0, 7.0, 10.0, 14.0]),
            ("harmonic", [2.0, 4.0, 6.0]),
            ("outliers", [1.0, 3.0, 6.0]),
            ("marchenko-pastur", [1.1, 1.2, 1.5]),
        )
    ],
    run=run,
    version=1,
    row_keys=("predictor",),
    small=[{"spectrum": "power law", "d": 100, "R": 5.0, "rotations": ROTATIONS}],
    sources=("lqtheory.quantities.slice_levels", "lqtheory.quantities.ellipsoid_cones"),
    long=True,
    heuristic={"predicted": "in the rows of success: normal curve of the second-order expansion (geom.ell.statdim)"},
)
