"""Rigorous enclosures for long vectors of floats: one pass where the definitions would need one per number kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from lqtheory import balls

if TYPE_CHECKING:
    from flint import arb


def descending(x: np.ndarray) -> np.ndarray:
    """Magnitudes, largest first.

    Parameters
    ----------
    x : array of float64, any shape
        The entries.

    Returns
    -------
    array of float64, shape (n,)
    """
    return np.sort(np.abs(x), axis=None)[::-1]


def norm(magnitudes: np.ndarray, q: float) -> arb:
    """Ball of the l_q quasi-norm of floats, each meaning exactly the number it stores.

    Parameters
    ----------
    magnitudes : array of float64, shape (n,)
        Nonnegative entries.
    q : float
        Exponent in (0, inf).

    Returns
    -------
    arb
    """
    powers = balls.total(balls.power(balls.ball(v), q) for v in magnitudes.tolist())
    return balls.power(powers, 1 / balls.ball(q))


def best_k_term_errors(magnitudes: np.ndarray, counts: Iterable[int], p: float) -> dict[int, arb]:
    """Balls of the best k-term errors in l_p for several k, in one pass from the smallest entry up.

    Parameters
    ----------
    magnitudes : array of float64, shape (n,)
        Nonnegative entries, largest first.
    counts : iterable of int
        Numbers k of entries kept, each in {0, ..., n}.
    p : float
        Exponent in (0, inf).

    Returns
    -------
    dict of int to arb
        One ball for each count.
    """
    wanted = set(counts)
    errors = {}
    tail = balls.ball(0)
    for k in range(len(magnitudes), -1, -1):
        if k < len(magnitudes):
            tail = tail + balls.power(balls.ball(float(magnitudes[k])), p)
        if k in wanted:
            errors[k] = balls.power(tail, 1 / balls.ball(p))
    return errors
