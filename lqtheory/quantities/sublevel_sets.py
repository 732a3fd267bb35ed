"""Sublevel sets of quadratic forms as objects that theorems speak of; not offered by ``eval``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities import ellipsoid_cones as cones
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import ellipsoid_cones as reference

__all__ = [
    "SUBLEVEL_QUANTITIES",
    "SublevelSet",
    "ball_sublevel_set",
    "generic_sublevel_set",
    "sublevel_quantity",
    "sublevel_set",
]


@dataclass(frozen=True, eq=False)
class SublevelSet:
    """{x : ½ Σ ω_i (x_i - y_i)² <= ε} without the origin; of arrays, or of lists of balls.

    Parameters
    ----------
    omega : array, shape (D,)
        Eigenvalues, >= 0.
    y : array, shape (D,)
        Centre.
    epsilon : float
        Level, 0 < 2ε < Σ ω_i y_i².
    """

    omega: Any
    y: Any
    epsilon: Any

    def __repr__(self) -> str:
        return f"SublevelSet({np.asarray(self.omega).tolist()}, {np.asarray(self.y).tolist()}, {self.epsilon})"


def sublevel_set(rng: np.random.Generator, **_: Any) -> SublevelSet:
    """A random sublevel set of at most twelve dimensions; often isotropic, and often seen from near by.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SublevelSet
    """
    d = int(rng.integers(1, 13))
    omega = np.ones(d) if rng.random() < 0.4 else 2.0 ** rng.integers(-4, 5, d)
    y = np.ones(d) if rng.random() < 0.5 else np.round(rng.standard_normal(d), 1) + 2.0
    share = float(rng.choice((0.03125, 0.25, 0.5, 0.75, 0.9375)))
    return SublevelSet(omega, y, float(np.float32(0.5 * share * (omega @ y**2))))


def ball_sublevel_set(value: SublevelSet) -> SublevelSet:
    """The same set in exact balls.

    Parameters
    ----------
    value : SublevelSet
        Arrays.

    Returns
    -------
    SublevelSet
    """
    return SublevelSet(balls.ball_vector(value.omega), balls.ball_vector(value.y), balls.ball(value.epsilon))


def generic_sublevel_set(rng: np.random.Generator, **_: Any) -> SublevelSet:
    """A random sublevel set whose centre has all entries of one magnitude, as a random direction has on average.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SublevelSet
    """
    d = int(rng.integers(1, 13))
    omega = np.ones(d) if rng.random() < 0.2 else 2.0 ** rng.integers(-8, 9, d)
    y = rng.choice((-1.0, 1.0), d) * float(rng.choice((0.5, 1.0, 3.0)))
    share = float(rng.choice((0.03125, 0.25, 0.5, 0.75, 0.9375)))
    return SublevelSet(omega, y, float(np.float32(0.5 * share * (omega @ y**2))))


def _sum(value: SublevelSet, s: float, a: int, b: int, c: int) -> float:
    return float((value.omega**a * value.y ** (2 * b) * (s + value.omega) ** float(-c)).sum())


def _ball_sum(value: SublevelSet, s: Any, a: int, b: int, c: int) -> Any:
    return balls.total(v**a * w ** (2 * b) / (s + v) ** c for v, w in zip(value.omega, value.y, strict=True))


def _ball_excess(value: SublevelSet) -> Any:
    return balls.total(a * v * v for a, v in zip(value.omega, value.y, strict=True)) - 2 * value.epsilon


def _count(value: SublevelSet) -> float:
    return cones.quadratic_level(value.omega, value.y, value.epsilon, "sublevel_count").count


def _ball_count(value: SublevelSet) -> Any:
    level = reference.ball_cone_level(value.omega, value.y, value.epsilon)
    return reference.ball_effective_count(value.omega, level)


def _secular(value: SublevelSet) -> float:
    level = cones.quadratic_level(value.omega, value.y, value.epsilon, "sublevel_secular")
    return float(((level.eigenvalues * level.y) ** 2 / (level.s + level.eigenvalues)).sum() / level.excess)


def _ball_secular(value: SublevelSet) -> Any:
    s = reference.ball_cone_level(value.omega, value.y, value.epsilon)
    pairs = list(zip(value.omega, value.y, strict=True))
    excess = balls.total(a * v * v for a, v in pairs) - 2 * value.epsilon
    return balls.total(a * a * v * v / (s + a) for a, v in pairs) / excess


def _published_level(value: SublevelSet) -> float:
    return float(2.0 * value.epsilon / (value.y @ value.y))


def _of(function: Any) -> Any:
    return lambda value: function(value.omega, value.y, value.epsilon)


def _quantity(name: str, array: Any, ball: Any, latex: str, sign: str = "nonnegative") -> Quantity:
    return Quantity(name, ("K",), array, ball, latex, "geom.ell.statdim", sign=sign)


#: Everything by name.
SUBLEVEL_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("sublevel_level", _of(cones.cone_level), _of(reference.ball_cone_level), r"s({K})", "positive"),
        _quantity(
            "sublevel_published_level",
            _published_level,
            lambda value: 2 * value.epsilon / balls.total(v * v for v in value.y),
            r"s_B({K})",
            "positive",
        ),
        _quantity(
            "sublevel_size", lambda K: float(len(K.omega)), lambda K: balls.ball(len(K.omega)), "D({K})", "positive"
        ),
        _quantity(
            "sublevel_tolerance", lambda K: 2.0 * K.epsilon, lambda K: 2 * K.epsilon, r"2\varepsilon({K})", "positive"
        ),
        _quantity(
            "sublevel_excess",
            lambda K: float(K.omega @ K.y**2 - 2.0 * K.epsilon),
            _ball_excess,
            "c({K})",
            "positive",
        ),
        Quantity(
            "sublevel_sum",
            ("K", "s", "a", "b", "c"),
            _sum,
            _ball_sum,
            r"P_{{{a},{b},{c}}}({K},{s})",
            "geom.ell.statdim",
            sign="nonnegative",
            integer_arguments=("a", "b", "c"),
        ),
        _quantity("sublevel_count", _count, _ball_count, r"N(s({K}))"),
        _quantity(
            "sublevel_width", _of(cones.quadratic_cone_width), _of(reference.ball_quadratic_cone_width), r"N_M({K})"
        ),
        _quantity("sublevel_local_width", _of(cones.local_width), _of(reference.ball_local_width), r"N(s_B({K}))"),
        _quantity("sublevel_secular", _secular, _ball_secular, r"\beta({K})"),
    )
}


def sublevel_quantity(name: str) -> Any:
    """The SymPy head of a quantity of sublevel sets, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``SUBLEVEL_QUANTITIES``.

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
    >>> str(sublevel_quantity("sublevel_count"))
    'sublevel_count'
    """
    if name not in SUBLEVEL_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of sublevel sets; there are {', '.join(SUBLEVEL_QUANTITIES)}")
    return SUBLEVEL_QUANTITIES[name].symbol
