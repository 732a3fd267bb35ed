"""Constants of sparse approximation in dictionaries against q, with the worst-case value between two bounds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.quantities import find_quantity
from lqtheory.quantities.dictionary_bounds import combined_dictionary_bound, threshold_dictionary_bound
from lqtheory.quantities.dictionary_constants import KINDS, dictionary_constant
from lqtheory.quantities.dictionary_lower_bounds import dictionary_lower_bound
from lqtheory.quantities.worst_case import worst_case

#: Size of the dictionary that stands for "no limit", at q = 1 and for orthonormal atoms.
LARGE = 10**7
BITS = 128


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for q = 0.02, 0.04, ..., 1 at one number of atoms m; nothing is random.

    Parameters
    ----------
    point : dict
        Number of atoms ``m``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
    """
    return [_row(point["m"], step / 50) for step in range(1, 51)]


def _row(m: int, q: float) -> dict[str, Any]:
    """Everything in units of m^{1/2-1/q}; whether the bracket is one is decided in balls."""
    scale = math.exp((1 / q - 0.5) * math.log(m))
    lower = dictionary_lower_bound(m, q)
    combined, threshold = combined_dictionary_bound(m, None, q), threshold_dictionary_bound(m, q)
    size = int(min(lower.M, LARGE))
    share = lower.F if math.isfinite(lower.M) else dictionary_lower_bound(m, q, M=size).F
    with balls.precision(BITS):
        exponent = balls.ball(q)
        below = find_quantity("common_component_error").ball(m, size, exponent, balls.ball(share))
        above = [
            find_quantity("combined_dictionary_bound").ball(m, size, exponent),
            find_quantity("threshold_dictionary_bound").ball(m, exponent),
        ]
        holds = balls.compare(below, "<=", balls.minimum(above))
    return {
        "q": q,
        **{kind: dictionary_constant(q, kind) for kind in KINDS},
        "exact_orthonormal": worst_case(m, LARGE, q, 2) * scale,
        "combined": combined * scale,
        "threshold": threshold * scale,
        "measured": lower.value * scale,
        "predicted": min(combined, threshold) * scale,
        "ratio": lower.value / min(combined, threshold),
        "size": lower.M,
        "share": lower.F,
        "holds": holds,
    }


EXPERIMENT = Experiment(
    name="dictionary_constants",
    title="constants of sparse approximation in dictionaries, and the worst case between its bounds",
    grid=[{"m": 1}, {"m": 4}, {"m": 16}, {"m": 64}, {"m": 256}],
    run=run,
    version=1,
    row_keys=("q",),
    small=[{"m": 4}],
    sources=(
        "lqtheory.quantities.dictionary_constants",
        "lqtheory.quantities.dictionary_bounds",
        "lqtheory.quantities.dictionary_lower_bounds",
    ),
)
