"""Squared distances to multiples of a subdifferential, sample by sample, as objects of theorems; no ``eval``.

For l_1, weighted and nonnegative l_1, sums of block norms and the nuclear norm the squared distance of a point g to the
t-th multiple of the subdifferential is E t² - 2 a t + Σ (h_j - t w_j)_+² and a constant: E is the energy of the part on
the support, a the product of g with it, h_j are magnitudes, positive parts, norms of blocks or singular values off it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity

__all__ = ["SOFT_QUANTITIES", "SoftDistance", "ball_soft_distance", "soft_distance", "soft_quantity"]


@dataclass(frozen=True, eq=False)
class SoftDistance:
    """E, a, h and w of one sample; arrays and floats, or balls.

    Parameters
    ----------
    energy : float
        E > 0.
    along : float
        a, of any sign.
    sizes, weights : array, shape (n,)
        h_j and w_j, >= 0.
    """

    energy: Any
    along: Any
    sizes: Any
    weights: Any

    def __repr__(self) -> str:
        return f"SoftDistance({self.energy}, {self.along}, {list(self.sizes)}, {list(self.weights)})"


def soft_distance(rng: np.random.Generator, **_: Any) -> SoftDistance:
    """A random sample of up to eight entries off the support, often with equal weights.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SoftDistance
    """
    n = int(rng.integers(0, 9))
    weights = np.ones(n) if rng.random() < 0.6 else 2.0 ** rng.integers(-3, 4, n)
    energy, along = float(2.0 ** rng.integers(-2, 5)), float(np.round(rng.standard_normal() * 3, 2))
    return SoftDistance(energy, along, np.abs(np.round(rng.standard_normal(n) * 2, 2)), weights)


def ball_soft_distance(value: SoftDistance) -> SoftDistance:
    """The same sample in exact balls.

    Parameters
    ----------
    value : SoftDistance
        Floats.

    Returns
    -------
    SoftDistance
    """
    vectors = (balls.ball_vector(v) if len(v) else [] for v in (value.sizes, value.weights))
    return SoftDistance(balls.ball(value.energy), balls.ball(value.along), *vectors)


def _excess(value: SoftDistance, t: float) -> np.ndarray:
    return np.maximum(np.asarray(value.sizes) - t * np.asarray(value.weights), 0.0)


def _ball_excess(value: SoftDistance, t: Any) -> list[tuple[Any, Any]]:
    zero = balls.ball(0)
    return [((h - t * w).max(zero), w) for h, w in zip(value.sizes, value.weights, strict=True)]


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.descent.gap", sign=sign)


#: Everything by name.
SOFT_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("soft_energy", ("P",), lambda P: float(P.energy), lambda P: P.energy, "E({P})", "positive"),
        _quantity("soft_along", ("P",), lambda P: float(P.along), lambda P: P.along, "a({P})", "real"),
        _quantity(
            "soft_square",
            ("P", "t"),
            lambda P, t: float((_excess(P, t) ** 2).sum()),
            lambda P, t: balls.total([balls.ball(0), *(v * v for v, _ in _ball_excess(P, t))]),
            r"\sum(h-{t}w)_+^2({P})",
            "nonnegative",
        ),
        _quantity(
            "soft_pull",
            ("P", "t"),
            lambda P, t: float(_excess(P, t) @ np.asarray(P.weights)),
            lambda P, t: balls.total([balls.ball(0), *(v * w for v, w in _ball_excess(P, t))]),
            r"\sum w(h-{t}w)_+({P})",
            "nonnegative",
        ),
    )
}


def soft_quantity(name: str) -> Any:
    """The SymPy head of a quantity of distances, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``SOFT_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(soft_quantity("soft_square"))
    'soft_square'
    """
    if name not in SOFT_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of distances; there are {', '.join(SOFT_QUANTITIES)}")
    return SOFT_QUANTITIES[name].symbol
