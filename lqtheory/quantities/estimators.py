"""Estimators of a vector from noisy entries, and their risk at the points that are flat on few entries.

Theorems about *every* estimator are searched over these; the quantity takes an object and is not offered by ``eval``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.estimators import ball_flat_risk, entry_risk

__all__ = ["FLAT_RISK", "Estimator", "flat_risk"]

KINDS = ("shrink", "soft", "hard", "guess")


@dataclass(frozen=True)
class Estimator:
    """One of four estimators of theta from y = theta + sigma z.

    Parameters
    ----------
    kind : {"shrink", "soft", "hard", "guess"}
        c y; soft and hard thresholding of every entry; a fixed vector, flat on the first ``width`` entries.
    level : float
        The factor, the threshold in units of sigma, or the height of the guess in units of sigma; at least 0.
    width : int
        Number of entries of the guess, of no meaning for the others.
    """

    kind: str
    level: Any
    width: int = 0


def sampled_estimator(rng: np.random.Generator, n: int) -> Estimator:
    """An estimator on R^n with a level of two digits."""
    kind = KINDS[int(rng.integers(len(KINDS)))]
    top = {"shrink": 1.0, "soft": 4.0, "hard": 4.0, "guess": 2.0}[kind]
    return Estimator(kind, round(float(rng.random() * top), 2), int(rng.integers(0, min(n, 8) + 1)))


def ball_estimator(estimator: Estimator) -> Estimator:
    """The same with a level in exact balls."""
    return Estimator(estimator.kind, balls.ball(estimator.level), estimator.width)


def _upper(t: float) -> tuple[float, float]:
    """Density of the normal law at t and its mass above."""
    return math.exp(-t * t / 2) / math.sqrt(2 * math.pi), math.erfc(t / math.sqrt(2)) / 2


def flat_risk(E: Estimator, n: int, s: int, a: float, sigma: float) -> float:
    r"""Largest risk of an estimator over the points of R^n that are flat on s entries.

    max_I E‖E(a 1_I + σ z) - a 1_I‖² over |I| = s, for independent normal z.

    Parameters
    ----------
    E : Estimator
        The estimator.
    n, s : int
        Dimension and number of nonzero entries, 1 <= s <= n.
    a, sigma : float
        Height of the points and standard deviation of the noise.

    Returns
    -------
    float

    Notes
    -----
    For thresholds the risk of an entry is a formula in the normal law; all supports have the same risk. A guess does
    worst at a support that it meets least or most. Cost O(1).

    References
    ----------
    Dossier lq.lower.minimax.

    Examples
    --------
    >>> flat_risk(Estimator("shrink", 1.0), 100, 3, 5.0, 0.5), flat_risk(Estimator("guess", 0.0), 100, 3, 5.0, 0.5)
    (25.0, 75.0)
    """
    if E.kind == "guess":
        v = E.level * sigma
        ends = {max(0, s + E.width - n), min(s, E.width)}
        return float(max(o * (v - a) ** 2 + (E.width - o) * v**2 + (s - o) * a**2 for o in ends))
    kept, zero = (entry_risk(E.kind, E.level, mean / sigma, _upper) for mean in (a, 0.0))
    return float(sigma**2 * (s * kept + (n - s) * zero))


FLAT_RISK = Quantity(
    "flat_risk",
    ("E", "n", "s", "a", "sigma"),
    flat_risk,
    ball_flat_risk,
    r"R({E};{s},{a},{sigma})",
    "lq.lower.minimax",
    sign="nonnegative",
    integer_arguments=("n", "s"),
)
