"""How many codimensions the approximate kinematic formulas leave open, against how many really are."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments._cones import CONES, meeting_probabilities, rounded
from experiments._runner import Experiment
from experiments.kinematic_transitions import BOUNDS, STUDIED
from lqtheory.balls import Truth
from lqtheory.quantities.volume_operations import volume_mean, volume_variance

#: Largest dimension in which the volumes of descent cones are computed, and of the others.
LARGEST_DESCENT = 400
DIMENSIONS = (25, 50, 100, 200, 400, 800, 1600)


def open_codimensions(low: np.ndarray, high: np.ndarray, eta: float) -> int:
    """Number of codimensions, among 0, ..., d, at which neither P <= η nor P >= 1 - η is known.

    Parameters
    ----------
    low, high : array of float64, shape (d + 1,)
        Bounds of the probability.
    eta : float
        In (0, 1/2).

    Returns
    -------
    int
    """
    return int(np.sum((high > eta) & (low < 1.0 - eta)))


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for three probabilities η at one cone; nothing is random.

    Parameters
    ----------
    point : dict
        ``cone``, a name in ``experiments._cones.CONES``, and dimension ``d``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
        ``measured`` counts the codimensions with η < P < 1 - η exactly, ``predicted`` those that the sharpened
        formula leaves open, ``published`` and ``refined`` those of the published ones; all are whole numbers.
    """
    d = point["d"]
    volumes = CONES[point["cone"]](d).intrinsic_volumes()
    delta = volume_mean(volumes)
    hit, missed = meeting_probabilities(volumes)
    exact = np.where(hit < 0.5, hit, 1.0 - missed)
    bounds = {name: np.array([bound(delta, d, m) for m in range(d + 1)]).T for name, bound in BOUNDS.items()}
    rows = []
    for eta in (0.2, 0.05, 0.001):
        measured = open_codimensions(exact, exact, eta)
        widths = {name: open_codimensions(*ends, eta) for name, ends in bounds.items()}
        rows.append(
            {
                "eta": eta,
                "delta": rounded(delta),
                "variance": rounded(volume_variance(volumes)),
                "measured": measured,
                "predicted": widths["sharp"],
                "refined": widths["refined"],
                "published": widths["published"],
                "ratio": measured / widths["sharp"],
                "holds": Truth.YES if measured <= widths["sharp"] else Truth.NO,
                "holds_refined": Truth.YES if widths["sharp"] <= widths["refined"] else Truth.NO,
                "holds_published": Truth.YES if widths["sharp"] <= widths["published"] else Truth.NO,
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="kinematic_widths",
    title="codimensions left open by the approximate kinematic formulas, and those that are open",
    grid=[
        {"cone": cone, "d": [d for d in DIMENSIONS if cone != "l1_descent_tenth" or d <= LARGEST_DESCENT]}
        for cone in STUDIED
    ],
    run=run,
    version=2,
    row_keys=("eta",),
    small=[{"cone": cone, "d": 50} for cone in STUDIED],
    sources=("experiments._cones", "experiments.kinematic_transitions", "lqtheory.quantities.concentration"),
)
