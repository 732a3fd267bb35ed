"""Intrinsic volumes of small cones as objects that theorems speak of, exact; not offered by ``eval``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.concentration import volume_upper_tail_bound
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.concentration import ball_volume_upper_tail_bound
from lqtheory.quantities.weyl_chambers import chamber_polynomial

__all__ = [
    "VOLUME_QUANTITIES",
    "ConeVolumes",
    "ball_cone_volumes",
    "cone_volumes",
    "high_cone_volumes",
    "high_pair_volumes",
    "volume_quantity",
]


@dataclass(frozen=True, eq=False)
class ConeVolumes:
    """Intrinsic volumes v_0, ..., v_d of a cone that is no subspace; fractions, or balls.

    Parameters
    ----------
    volumes : tuple of fractions.Fraction, or list of balls
        Nonnegative, with sum one.
    """

    volumes: Any

    def __repr__(self) -> str:
        return f"ConeVolumes({', '.join(map(str, self.volumes))})"

    @property
    def dimension(self) -> int:
        """Dimension d of the space."""
        return len(self.volumes) - 1


def cone_volumes(rng: np.random.Generator, **_: Any) -> ConeVolumes:
    """Volumes of a random product of an orthant, Weyl chambers and a subspace, or of the polar of one.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ConeVolumes
    """
    half, one = Fraction(1, 2), Fraction(1)
    rays = int(rng.integers(1, 7))
    parts: list[tuple[Fraction, ...]] = [(half, half)] * rays
    if rng.random() < 0.5:
        parts.append(chamber_polynomial(str(rng.choice(("A", "BC"))), int(rng.integers(1, 7))))
    if rng.random() < 0.3:
        parts.append((one, *(Fraction(0),) * int(rng.integers(0, 4))))
    volumes: tuple[Fraction, ...] = (one,)
    for part in parts:
        longer = [Fraction(0)] * (len(volumes) + len(part) - 1)
        for i, v in enumerate(volumes):
            for j, w in enumerate(part):
                longer[i + j] += v * w
        volumes = tuple(longer)
    return ConeVolumes(volumes[::-1] if rng.random() < 0.5 else volumes)


def ball_cone_volumes(value: ConeVolumes) -> ConeVolumes:
    """The same volumes in balls.

    Parameters
    ----------
    value : ConeVolumes
        Fractions.

    Returns
    -------
    ConeVolumes
    """
    return ConeVolumes([balls.ball(v) for v in value.volumes])


def high_cone_volumes(rng: np.random.Generator, **_: Any) -> ConeVolumes:
    """Volumes of a Weyl chamber of type A in 20 to 60 dimensions, times an orthant, or of the polar of that.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ConeVolumes
    """
    volumes: tuple[Fraction, ...] = chamber_polynomial("A", int(rng.integers(20, 61)))
    for _ray in range(int(rng.integers(0, 5))):
        volumes = tuple((a + b) / 2 for a, b in zip((*volumes, Fraction(0)), (Fraction(0), *volumes), strict=True))
    return ConeVolumes(volumes[::-1] if rng.random() < 0.5 else volumes)


def high_pair_volumes(rng: np.random.Generator, d: int, **_: Any) -> ConeVolumes:
    """Volumes of the product of two cones of R^d, Weyl chambers of type A or BC or the polars of both.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    d : int
        Dimension of the space of each, at least 1.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ConeVolumes
        2d + 1 of them.
    """
    first, second = (chamber_polynomial(str(rng.choice(("A", "BC"))), d) for _cone in range(2))
    volumes = [Fraction(0)] * (2 * d + 1)
    for i, v in enumerate(first):
        for j, w in enumerate(second):
            volumes[i + j] += v * w
    return ConeVolumes(tuple(volumes[::-1] if rng.random() < 0.5 else volumes))


def _mean(value: ConeVolumes) -> Any:
    return sum(k * v for k, v in enumerate(value.volumes))


def _variance(value: ConeVolumes) -> Any:
    mean = _mean(value)
    return sum((k - mean) ** 2 * v for k, v in enumerate(value.volumes))


def _tail(value: ConeVolumes, m: int) -> Any:
    return sum(value.volumes[m:], 0 * value.volumes[0])


def _half_tail(value: ConeVolumes, m: int) -> Any:
    return sum(value.volumes[m::2], 0 * value.volumes[0])


def _tail_bound(value: ConeVolumes, m: int) -> float:
    mean = float(_mean(value))
    return volume_upper_tail_bound(mean, value.dimension, m - mean) if m >= mean else 1.0


def _ball_tail_bound(value: ConeVolumes, m: int) -> Any:
    mean = _mean(value)
    if m - mean > 0:
        return ball_volume_upper_tail_bound(mean, value.dimension, m - mean)
    return balls.ball(1) if m - mean <= 0 else balls.hull(0, 1)


def _log_moment(value: ConeVolumes, eta: float) -> float:
    mean = float(_mean(value))
    return math.log(math.fsum(float(v) * math.exp(eta * (k - mean)) for k, v in enumerate(value.volumes)))


def _ball_log_moment(value: ConeVolumes, eta: Any) -> Any:
    mean = _mean(value)
    return balls.log(balls.total(v * (eta * (k - mean)).exp() for k, v in enumerate(value.volumes)))


def _exact(function: Any) -> Any:
    """The array version of a function of fractions."""
    return lambda value, *arguments: float(function(value, *map(int, arguments)))


def _quantity(
    name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, id: str, sign: str = "nonnegative"
) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, id, sign=sign)


#: Everything by name.
VOLUME_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "cone_dimension",
            ("K",),
            lambda K: float(K.dimension),
            lambda K: balls.ball(K.dimension),
            "d({K})",
            "",
            "positive",
        ),
        _quantity("cone_mean", ("K",), _exact(_mean), _mean, r"\delta({K})", "geom.statdim.def", "positive"),
        _quantity("cone_variance", ("K",), _exact(_variance), _variance, r"\mathrm{{Var}}\,V({K})", "geom.iv.variance"),
        _quantity("cone_tail", ("K", "m"), _exact(_tail), _tail, r"t_{{{m}}}({K})", "geom.kin.interlace"),
        _quantity("cone_half_tail", ("K", "m"), _exact(_half_tail), _half_tail, r"h_{{{m}}}({K})", "geom.kin.exact"),
        _quantity(
            "cone_tail_bound", ("K", "m"), _tail_bound, _ball_tail_bound, r"B_{{{m}}}({K})", "geom.kin.concentration"
        ),
        _quantity(
            "cone_log_moment",
            ("K", "eta"),
            _log_moment,
            _ball_log_moment,
            r"\ln\mathbb{{E}}e^{{{eta}(V-\delta)}}({K})",
            "geom.kin.concentration",
            "real",
        ),
    )
}


def volume_quantity(name: str) -> Any:
    """The SymPy head of a quantity of intrinsic volumes, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``VOLUME_QUANTITIES``.

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
    >>> str(volume_quantity("cone_mean"))
    'cone_mean'
    """
    if name not in VOLUME_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of volumes; there are {', '.join(VOLUME_QUANTITIES)}")
    return VOLUME_QUANTITIES[name].symbol
