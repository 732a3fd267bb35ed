"""Slices K ∩ y^⊥ of sublevel cones as objects of theorems (``geom.prune.slice``); not offered by ``eval``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities import slice_cones as cones
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import slice_cones as reference

__all__ = ["SLICE_QUANTITIES", "SublevelSlice", "ball_sublevel_slice", "slice_quantity", "sublevel_slice"]


@dataclass(frozen=True, eq=False)
class SublevelSlice:
    """The slice by y^⊥ of the cone of {x : ½ Σ ω_i (x_i - y_i)² <= ε}; of arrays, or of lists of balls.

    Parameters
    ----------
    omega : array, shape (D,)
        Eigenvalues, >= 0.
    y : array, shape (D,)
        Centre.
    epsilon : float
        Level, with 2ε/‖y‖² between the harmonic and the arithmetic mean of ω under y².
    """

    omega: Any
    y: Any
    epsilon: Any

    def __repr__(self) -> str:
        return f"SublevelSlice({np.asarray(self.omega).tolist()}, {np.asarray(self.y).tolist()}, {self.epsilon})"


def sublevel_slice(rng: np.random.Generator, **_: Any) -> SublevelSlice:
    """A random slice in at most nine dimensions; often with equal eigenvalues.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SublevelSlice
    """
    d = int(rng.integers(2, 10))
    omega = 2.0 ** rng.integers(-3, 4, d)
    omega[0], omega[1] = 0.25, 4.0  # two different ones that y sees
    y = np.ones(d) if rng.random() < 0.5 else np.round(rng.standard_normal(d), 1)
    y[:2] = np.where(y[:2] == 0, 1.0, y[:2])
    weights = y * y
    low, high = weights.sum() / (weights / omega).sum(), (weights @ omega) / weights.sum()
    kappa = low + (high - low) * float(rng.choice((0.03125, 0.25, 0.5, 0.75, 0.9375)))
    return SublevelSlice(omega, y, float(np.float32(0.5 * kappa * weights.sum())))


def ball_sublevel_slice(value: SublevelSlice) -> SublevelSlice:
    """The same slice in exact balls.

    Parameters
    ----------
    value : SublevelSlice
        Arrays.

    Returns
    -------
    SublevelSlice
    """
    return SublevelSlice(balls.ball_vector(value.omega), balls.ball_vector(value.y), balls.ball(value.epsilon))


def _of(function: Any) -> Any:
    return lambda value: function(value.omega, value.y, value.epsilon)


def _quantity(name: str, array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, ("K",), _of(array), _of(ball), latex, "geom.prune.slice", sign="nonnegative")


#: Everything by name.
SLICE_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        Quantity(
            "sliced_level",
            ("K",),
            _of(cones.slice_level),
            _of(reference.ball_slice_level),
            r"s'({K})",
            "geom.prune.slice",
            sign="positive",
        ),
        _quantity("sliced_count", cones.slice_count, reference.ball_slice_count, r"N(s'({K}))"),
        Quantity(
            "sliced_width",
            ("K",),
            _of(cones.slice_width),
            _of(reference.ball_slice_width),
            r"N'_M({K})",
            "geom.prune.slice",
            sign="real",
        ),
    )
}


def slice_quantity(name: str) -> Any:
    """The SymPy head of a quantity of slices, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``SLICE_QUANTITIES``.

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
    >>> str(slice_quantity("sliced_width"))
    'sliced_width'
    """
    if name not in SLICE_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of slices; there are {', '.join(SLICE_QUANTITIES)}")
    return SLICE_QUANTITIES[name].symbol
