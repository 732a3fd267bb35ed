"""How often a cone meets a random subspace: exactly, and within the published and the sharpened kinematic bounds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.stats

from experiments._cones import CONES, decided, meeting_probabilities, rounded
from experiments._runner import Experiment
from lqtheory.quantities.concentration import published_tail_bound, subspace_probability_bounds
from lqtheory.quantities.volume_operations import volume_mean, volume_variance

STUDIED = ("orthant", "circular_30_degrees", "l1_descent_tenth", "chamber_BC")
DIMENSION = 100


def published_bounds(delta: float, d: int, m: int) -> tuple[float, float]:
    """The approximate kinematic formula as published, solved for the probability.

    Its half-width √(8 log(4/η) d) equals |m - δ| at η = 4 exp(-(m - δ)²/(8d)).

    Parameters
    ----------
    delta : float
        Statistical dimension.
    d, m : int
        Dimension of the space and codimension of the subspace.

    Returns
    -------
    tuple of float
        Lower and upper bound of the probability that they meet, in [0, 1].
    """
    eta = min(1.0, 4.0 * math.exp(-((m - delta) ** 2) / (8.0 * d)))
    return (0.0, eta) if m >= delta else (1.0 - eta, 1.0)


def refined_bounds(delta: float, d: int, m: int) -> tuple[float, float]:
    """The same with the refined tail 4 exp(-(λ²/8)/(min(δ, d - δ) + λ)), as recalled from the literature."""
    eta = min(1.0, published_tail_bound(delta, d, abs(m - delta)))
    return (0.0, eta) if m >= delta else (1.0 - eta, 1.0)


def sharp_bounds(delta: float, d: int, m: int) -> tuple[float, float]:
    """Interlacing and the entropy form of the concentration of intrinsic volumes, without a factor of 4."""
    return subspace_probability_bounds(delta, delta, d, m)


#: For cones that are no subspace; each from the statistical dimension alone.
BOUNDS = {"published": published_bounds, "refined": refined_bounds, "sharp": sharp_bounds}


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for m = 0, ..., d of one cone; nothing is random.

    Parameters
    ----------
    point : dict
        ``cone``, a name in ``experiments._cones.CONES``, and dimension ``d``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
        ``measured`` is the exact probability of meeting a random subspace of codimension m, ``predicted_low`` and
        ``predicted_high`` bound it (sharpened form), as do the published forms; ``normal`` is the heuristic curve.
    """
    d = point["d"]
    volumes = CONES[point["cone"]](d).intrinsic_volumes()
    delta, spread = volume_mean(volumes), math.sqrt(volume_variance(volumes))
    hit, missed = meeting_probabilities(volumes)
    rows = []
    for m in range(d + 1):
        row: dict[str, Any] = {
            "m": m,
            "delta": rounded(delta),
            "variance": rounded(spread**2),
            "measured": rounded(float(hit[m])),
            "missed": rounded(float(missed[m])),
            "normal": rounded(float(scipy.stats.norm.sf((m - delta) / spread))),
        }
        for name, bounds in BOUNDS.items():
            low, high = bounds(delta, d, m)
            column = "predicted" if name == "sharp" else name
            row |= {f"{column}_low": rounded(low), f"{column}_high": rounded(high)}
            # The smaller one of the two probabilities is compared, whose relative error is small.
            side = (float(hit[m]), high) if m >= delta else (float(missed[m]), 1.0 - low)
            row["holds" if name == "sharp" else f"holds_{name}"] = decided(*side)
        rows.append(row)
    return rows


EXPERIMENT = Experiment(
    name="kinematic_transitions",
    title="exact probability that a cone meets a random subspace, and its bounds",
    grid={"cone": list(STUDIED), "d": DIMENSION},
    run=run,
    version=2,
    row_keys=("m",),
    small=[{"cone": "orthant", "d": DIMENSION}],
    heuristic={"normal": "normal curve with the mean and variance of the volumes (geom.kin.clt): no bound"},
    sources=("experiments._cones", "lqtheory.quantities.kinematics", "lqtheory.quantities.concentration"),
)
