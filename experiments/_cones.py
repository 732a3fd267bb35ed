"""Cones by name for the studies of convex geometry, their exact kinematics, and comparisons of rounded numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from lqtheory import balls
from lqtheory.balls import Truth
from lqtheory.cones import Cone, circular, l1_descent, orthant, weyl_chamber

#: What a float that enters a comparison may be wrong by, relatively; documented errors are 1e-12 and less.
ROUNDING = 1e-9

CONES: dict[str, Callable[[int], Cone]] = {
    "orthant": orthant,
    "circular_30_degrees": lambda d: circular(d, math.pi / 6),
    "circular_5_degrees": lambda d: circular(d, math.pi / 36),
    "l1_descent_tenth": lambda d: l1_descent(1.0 * (np.arange(d) < d // 10)),
    "l1_descent_half": lambda d: l1_descent(1.0 * (np.arange(d) < d // 2)),
    "chamber_A": lambda d: weyl_chamber("A", d),
    "chamber_BC": lambda d: weyl_chamber("BC", d),
    "chamber_D": lambda d: weyl_chamber("D", d),
}


def meeting_probabilities(volumes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How often a cone meets a random subspace in more than the origin, and how often not, for all codimensions m.

    Parameters
    ----------
    volumes : array of float64, shape (d + 1,)
        Intrinsic volumes of a cone that is no subspace.

    Returns
    -------
    tuple of arrays of float64, shape (d + 1,)
        2(v_{m+1} + v_{m+3} + ...) and 2(v_{m-1} + v_{m-3} + ...), which add up to 1 by the theorem of Gauss and
        Bonnet; both are sums of positive numbers, so that small ones are as accurate as large ones.
    """
    below = np.zeros(volumes.size + 1)
    above = np.zeros(volumes.size + 1)
    for start in (0, 1):
        part = volumes[start::2]
        below[start + 1 :: 2] = np.cumsum(part)[: below[start + 1 :: 2].size]
        above[start : volumes.size : 2] = np.cumsum(part[::-1])[::-1]
    return 2.0 * above[1:], 2.0 * below[:-1]


def crossing(level: float, missed: np.ndarray) -> float:
    """Where the probability of missing the cone crosses a level, interpolated between whole codimensions.

    Parameters
    ----------
    level : float
        In (0, 1).
    missed : array of float64, shape (d + 1,)
        Nondecreasing in the codimension.

    Returns
    -------
    float
    """
    return float(np.interp(level, missed, np.arange(missed.size)))


def decided(left: float, right: float, accuracy: float = ROUNDING) -> Truth:
    """Whether left <= right, for nonnegative floats that may both be wrong by a relative error.

    Parameters
    ----------
    left, right : float
        The two sides.
    accuracy : float
        Relative error of either side; an allowance, not an enclosure.

    Returns
    -------
    Truth
        UNDECIDED where the errors leave it open.
    """
    sides = [balls.hull(v * (1.0 - accuracy), v * (1.0 + accuracy)) for v in (left, right)]
    return balls.compare(sides[0], "<=", sides[1])


def rounded(value: float, digits: int = 12) -> float:
    """A float with so many significant digits, to keep tables small and equal between machines."""
    return float(f"{value:.{digits}g}")
