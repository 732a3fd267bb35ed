"""Random pruned weights: how often a mask is feasible on average, against a mixture of slices and against one slice.

Every draw has its own direction of the pruned weights in the eigenbasis and its own rotation. One slice, for a
direction with all coordinates alike, has a sharp threshold; on heavy-tailed spectra the average has none.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from experiments._runner import Experiment
from experiments.planted_pruning_limits import critical_counts, spectrum
from lqtheory.balls import Truth
from lqtheory.limits import feasible_share, slice_mixture
from lqtheory.quantities.slice_levels import slice_of

DRAWS = 1000
#: Accepted: three standard errors and this allowance for a formal expansion (dossier geom.planted.ellipsoid).
FORMAL = 0.05


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for numbers of pruned weights around the median of the mixture, and for quantiles of N(s).

    Parameters
    ----------
    point : dict
        ``spectrum``, dimension ``d``, radius ``R`` of the pruned weights, number of ``rotations``.
    rng : numpy.random.Generator
        Draws the directions and the rotations.

    Returns
    -------
    list of dict
        Quantiles are those of N(s), and of the largest feasible number as measured; ``holds`` says whether the mixture
        is within three standard errors and the allowance.
    """
    d, (lam, epsilon) = point["d"], spectrum(point["spectrum"], point["d"])
    mixture = slice_mixture(lam, point["R"], epsilon, draws=DRAWS, rng=rng)
    single = slice_of(lam, epsilon, weights=np.full(d, point["R"] ** 2 / d))
    found = np.empty(point["rotations"], dtype=int)
    for r in range(found.size):
        y = rng.standard_normal(d)
        found[r] = critical_counts(lam, y * (point["R"] / np.linalg.norm(y)), epsilon, 1, rng)[0]
    rows = [
        {
            "what": f"quantile {share:g}",
            "m": 0,
            "mixture": float(np.quantile(mixture.counts, share)),
            "one slice": single.count,
            "measured": float(np.quantile(found, share)),
            "error": 0.0,
            "holds": Truth.UNDECIDED,
        }
        for share in (0.05, 0.5, 0.95)
    ]
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        m = int(np.clip(round(float(np.quantile(mixture.counts, 1.0 - share))), 1, d - 1))
        predicted, measured = mixture.feasible(m), float((found >= m).mean())
        error = math.sqrt(predicted * (1.0 - predicted) / found.size)
        rows.append(
            {
                "what": f"feasible {share:g}",
                "m": m,
                "mixture": predicted,
                "one slice": feasible_share(single, m),
                "measured": measured,
                "error": error,
                "holds": Truth.YES if abs(predicted - measured) <= 3.0 * error + FORMAL else Truth.NO,
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="planted_pruning_mixtures",
    title="random pruned weights: feasible share against a mixture of slices",
    grid=[
        {"spectrum": [name], "d": [d], "R": radii, "rotations": [rotations]}
        for name, d, radii, rotations in (
            ("power law", 100, [5.0], 100),
            ("power law", 200, [5.0, 7.0, 10.0], 400),
            ("harmonic", 200, [4.0], 400),
            ("outliers", 200, [3.0], 400),
            ("marchenko-pastur", 200, [1.2], 400),
        )
    ],
    run=run,
    version=1,
    row_keys=("what",),
    small=[{"spectrum": "power law", "d": 100, "R": 5.0, "rotations": 100}],
    sources=("lqtheory.quantities.slice_levels", "lqtheory.limits.mixtures"),
    long=True,
)
