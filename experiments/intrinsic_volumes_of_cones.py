"""Intrinsic volumes of the cones with closed forms, beside the normal curve of the same mean and variance."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.stats

from experiments._cones import CONES, decided, rounded
from experiments._runner import Experiment
from lqtheory.quantities.volume_operations import volume_mean, volume_variance


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for k = 0, ..., d of one cone; nothing is random.

    Parameters
    ----------
    point : dict
        ``cone``, a name in ``experiments._cones.CONES``, and dimension ``d``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
        ``measured`` is v_k, ``normal`` the density of the heuristic normal curve. Of the whole cone: mean, variance,
        ``variance_bound`` 2 min(δ, d - δ), ``distance`` the largest difference between the distribution function and
        the normal one at k + 1/2, and ``error``, by how much the sum misses 1 or the alternating sum 0.
    """
    d = point["d"]
    volumes = CONES[point["cone"]](d).intrinsic_volumes()
    mean, variance = volume_mean(volumes), volume_variance(volumes)
    k, bound = np.arange(d + 1), 2.0 * min(mean, d - mean)
    normal = scipy.stats.norm(mean, math.sqrt(variance))
    distance = float(np.abs(np.cumsum(volumes) - normal.cdf(k + 0.5)).max())
    error = max(abs(math.fsum(volumes) - 1.0), abs(math.fsum((-1.0) ** k * volumes)))
    whole = {
        "mean": rounded(mean),
        "variance": rounded(variance),
        "variance_bound": rounded(bound),
        "distance": rounded(distance, 6),
        "error": rounded(error, 2),
        "holds": decided(variance, bound),
    }
    return [
        {"k": index, "measured": rounded(volume), "normal": rounded(density), **whole}
        for index, (volume, density) in enumerate(zip(volumes.tolist(), normal.pdf(k).tolist(), strict=True))
    ]


EXPERIMENT = Experiment(
    name="intrinsic_volumes_of_cones",
    title="intrinsic volumes of named cones, their mean and variance, and the normal curve",
    grid={"cone": list(CONES), "d": [20, 100]},
    run=run,
    version=1,
    row_keys=("k",),
    small=[{"cone": cone, "d": 20} for cone in CONES],
    heuristic={"normal": "normal density with the mean and variance of the volumes (geom.kin.clt): no bound"},
    sources=(
        "experiments._cones",
        "lqtheory.quantities.intrinsic_volumes",
        "lqtheory.quantities.volume_operations",
        "lqtheory.quantities.weyl_chambers",
        "lqtheory.quantities.descent_intrinsic_volumes",
    ),
)
