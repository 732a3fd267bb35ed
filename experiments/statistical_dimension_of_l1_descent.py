"""Exact statistical dimension of the l_1 descent cone in finite dimensions, between published and sharper bounds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from experiments._cones import crossing, decided, meeting_probabilities, rounded
from experiments._runner import Experiment
from lqtheory.quantities.descent_bounds import (
    l1_descent_gap_bound,
    l1_descent_gap_estimate,
    l1_descent_log_bound,
    l1_descent_published_gap_bound,
    l1_descent_quadratic_bound,
)
from lqtheory.quantities.descent_cones import l1_descent_dimension_bound
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.volume_operations import volume_mean, volume_variance

#: Constants c of published bounds 2s log(d/s) + cs, by Chandrasekaran et al. and by Foygel and Mackey; ours is 1.
PUBLISHED = {"crpw": 1.25, "fm": 1.5}


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for about fifty numbers of nonzero entries in one dimension; nothing is random.

    Parameters
    ----------
    point : dict
        Dimension ``d``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
        ``measured`` is δ from the exact intrinsic volumes, ``predicted`` is dψ(s/d); ``gap`` is their difference.
        ``gap_estimate`` is a heuristic. ``m05``, ``m50``, ``m95`` are the numbers of measurements at which recovery
        succeeds with probability 5, 50 and 95 %, interpolated. ``error`` is by how much the volumes miss the sum 1 or
        the alternating sum 0.
    """
    d = point["d"]
    counts = np.concatenate([np.geomspace(1, d, 30), np.linspace(1, d, 26)]).round().astype(int)
    return [_row(d, s) for s in sorted(set(counts.tolist()))]


def _row(d: int, s: int) -> dict[str, Any]:
    """Bounds are compared up to an allowance for rounding (see ``experiments._cones``)."""
    volumes = l1_descent_intrinsic_volumes(d, s)
    delta, share, rho = volume_mean(volumes), l1_descent_dimension_bound(d, s), s / d
    gap_bound, published = l1_descent_gap_bound(rho), l1_descent_published_gap_bound(d, s)
    log_bound, quadratic = d * l1_descent_log_bound(rho), d * l1_descent_quadratic_bound(rho)
    missed = meeting_probabilities(volumes)[1]
    signs = (-1.0) ** np.arange(d + 1)
    numbers = {
        "rho": rho,
        "measured": delta,
        "predicted": share,
        "ratio": delta / share,
        "gap": share - delta,
        "gap_bound": gap_bound,
        "gap_estimate": l1_descent_gap_estimate(rho),
        "gap_published": published,
        "log_bound": log_bound,
        **{f"log_{name}": log_bound + (c - 1.0) * s for name, c in PUBLISHED.items()},
        "quadratic": quadratic,
        "variance": volume_variance(volumes),
        **{f"m{round(100 * p):02d}": crossing(p, missed) for p in (0.05, 0.5, 0.95)},
    }
    return {
        "s": s,
        **{name: rounded(value) for name, value in numbers.items()},
        "error": rounded(max(abs(math.fsum(volumes) - 1.0), abs(math.fsum(signs * volumes))), 2),
        "holds": decided(delta, share),
        "holds_gap": decided(share, delta + gap_bound),
        "holds_published": decided(share, delta + published),
        "holds_log": decided(delta, log_bound),
        "holds_quadratic": decided(delta, quadratic),
    }


EXPERIMENT = Experiment(
    name="statistical_dimension_of_l1_descent",
    title="exact statistical dimension of the l_1 descent cone in finite dimensions, and its bounds",
    grid=[{"d": 20}, {"d": 50}, {"d": 100}, {"d": 400}],
    run=run,
    version=1,
    row_keys=("s",),
    small=[{"d": 20}],
    heuristic={"gap_estimate": "second-order value of the gap (geom.descent.gap): no bound"},
    sources=(
        "experiments._cones",
        "lqtheory.quantities.descent_intrinsic_volumes",
        "lqtheory.quantities.descent_cones",
        "lqtheory.quantities.descent_bounds",
    ),
)
