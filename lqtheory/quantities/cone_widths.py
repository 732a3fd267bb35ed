"""Cones whose Gaussian width is known exactly, as objects of theorems (dossier ``geom.statdim.width``); no ``eval``.

w is the mean of Z = sup <g, u> over unit vectors u of the cone. Z = |P g| unless g lies in the polar, where Z is not
positive. A cone with a line has no inner polar, so that w = E|P g|; in the polar of an orthant Z is the largest entry.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import integral, working_bits
from lqtheory.errors import DomainError
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.circular_cones import circular_width
from lqtheory.quantities.cone_volumes import cone_volumes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.circular_cones import ball_circular_width
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean, ball_circular_statistical_dimension
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension

__all__ = ["WIDTH_QUANTITIES", "MeasuredCone", "ball_measured_cone", "measured_cone", "width_quantity"]


@dataclass(frozen=True, eq=False)
class MeasuredCone:
    """A cone with a line, an orthant, or a circular cone.

    Parameters
    ----------
    kind : {"with_line", "orthant", "circular"}
        Which.
    size : int
        Dimension of the orthant, or of the space of the circular cone.
    form : tuple, list or number
        Intrinsic volumes of the cone without the line, v_0 first; the angle of the circular cone.
    """

    kind: str
    size: int
    form: Any = None

    def __repr__(self) -> str:
        form = ", ".join(map(str, self.form)) if self.kind == "with_line" else self.form
        return f"MeasuredCone({self.kind}, {self.size}, {form})"


def measured_cone(rng: np.random.Generator, **_: Any) -> MeasuredCone:
    """A random product of a line with rays, Weyl chambers and subspaces, or an orthant, or a circular cone.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    MeasuredCone
    """
    way = int(rng.integers(3))
    if way == 0:
        volumes = cone_volumes(rng).volumes
        return MeasuredCone("with_line", len(volumes), volumes)
    if way == 1:
        return MeasuredCone("orthant", int(rng.integers(1, 25)))
    return MeasuredCone("circular", int(rng.integers(2, 13)), float(rng.integers(0, 25)) / 16.0)


def ball_measured_cone(value: MeasuredCone) -> MeasuredCone:
    """The same cone in balls.

    Parameters
    ----------
    value : MeasuredCone
        Fractions and floats.

    Returns
    -------
    MeasuredCone
    """
    form = [balls.ball(v) for v in value.form] if value.kind == "with_line" else value.form
    return MeasuredCone(value.kind, value.size, balls.ball(form) if value.kind == "circular" else form)


def _dimension(value: MeasuredCone) -> float:
    if value.kind == "with_line":
        return float(1 + sum(k * v for k, v in enumerate(value.form)))
    return value.size / 2 if value.kind == "orthant" else circular_statistical_dimension(value.size, value.form)


def _ball_dimension(value: MeasuredCone) -> Any:
    if value.kind == "with_line":
        return 1 + balls.total(k * v for k, v in enumerate(value.form))
    if value.kind == "orthant":
        return balls.ball(value.size) / 2
    return ball_circular_statistical_dimension(value.size, value.form)


def _width(value: MeasuredCone) -> float:
    if value.kind == "circular":
        return circular_width(value.size, value.form)
    if value.kind == "with_line":
        return math.fsum(float(v) * chi_mean(k + 1) for k, v in enumerate(value.form))
    from scipy.special import erfc

    k = value.size
    nodes, weights = np.polynomial.legendre.leggauss(100)
    t = 6.0 * (nodes + 1.0)
    inside = 6.0 * float(weights @ (0.5 * erfc(t / math.sqrt(2.0))) ** k)
    return math.fsum(math.comb(k, j) / 2**k * chi_mean(j) for j in range(1, k + 1)) - inside


def _ball_width(value: MeasuredCone) -> Any:
    if value.kind == "circular":
        return ball_circular_width(value.size, value.form)
    if value.kind == "with_line":
        return balls.total(v * ball_chi_mean(k + 1) for k, v in enumerate(value.form))
    k, half = value.size, balls.ball(1) / 2
    bits = min(working_bits(), 160)
    end = balls.ball(math.ceil(math.sqrt(2.0 * bits)))
    # Q(t)^k <= 2^-k exp(-k t²/2), whose integral beyond the end is at most its value there over k times the end.
    inside = integral(lambda t, _: ((t * half.sqrt()).erfc() / 2) ** k, 0, end, balls.ball(2) ** -bits)
    beyond = balls.hull(0, half**k * (-k * end * end / 2).exp() / (k * end))
    whole = balls.total(math.comb(k, j) * half**k * ball_chi_mean(j) for j in range(1, k + 1))
    return whole - inside - beyond


#: Everything by name.
WIDTH_QUANTITIES: dict[str, Quantity] = {
    name: Quantity(name, ("C",), array, ball, latex, "geom.statdim.width", sign="nonnegative")
    for name, array, ball, latex in (
        ("measured_dimension", _dimension, _ball_dimension, r"\delta({C})"),
        ("measured_width", _width, _ball_width, r"w({C})"),
    )
}


def width_quantity(name: str) -> Any:
    """The SymPy head of a quantity of cones with known widths, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``WIDTH_QUANTITIES``.

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
    >>> str(width_quantity("measured_width"))
    'measured_width'
    """
    if name not in WIDTH_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of widths; there are {', '.join(WIDTH_QUANTITIES)}")
    return WIDTH_QUANTITIES[name].symbol
