"""Exact worst case of the best k-term error over an l_q ball, against Stechkin's dimension-free bound."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory import balls
from lqtheory.quantities import find_quantity
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.worst_case import worst_case, worst_case_argmax

N = 10**6
LARGEST_K = 60
BITS = 128


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows for k = 1, ..., 60 at one pair of exponents; nothing is random.

    Parameters
    ----------
    point : dict
        Exponents ``q < p``.
    rng : numpy.random.Generator
        Unused.

    Returns
    -------
    list of dict
    """
    return [_row(k, point["q"], point["p"]) for k in range(1, LARGEST_K + 1)]


def _row(k: int, q: float, p: float) -> dict[str, Any]:
    """The loss is ln(bound / exact), empty where 128 bits cannot tell them apart: there the bound is attained."""
    measured, predicted = worst_case(k, N, q, p), stechkin_bound(k, q, p)
    with balls.precision(BITS):
        exponents = balls.ball(q), balls.ball(p)
        exact = find_quantity("worst_case").ball(k, N, *exponents)
        bound = find_quantity("stechkin_bound").ball(k, *exponents)
        holds = balls.compare(exact, "<=", bound)
        loss = balls.log(bound / exact)
    return {
        "k": k,
        "n": N,
        "m": worst_case_argmax(k, N, q, p),
        "measured": measured,
        "predicted": predicted,
        "ratio": float((-loss).exp().mid()),
        "loss": None if loss.contains(0) else float(loss.mid()),
        "holds": holds,
    }


EXPERIMENT = Experiment(
    name="worst_case_sawtooth",
    title="exact worst case over the l_q ball against Stechkin's bound",
    grid=[{"q": 0.25, "p": 2.0}, {"q": 0.375, "p": 2.0}, {"q": 0.5, "p": 2.0}, {"q": 1.0, "p": 2.0}],
    run=run,
    version=1,
    row_keys=("k",),
    small=[{"q": 0.5, "p": 2.0}],
    sources=("lqtheory.quantities.worst_case", "lqtheory.quantities.stechkin"),
)
