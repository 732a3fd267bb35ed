"""Products of circular cones, orthants and subspaces, and their polars, as objects of theorems; no ``eval``.

What is known of them twice: the intrinsic volumes, a convolution of closed forms, and the mean and variance of the
energy |P g|² of a projected Gaussian vector, sums over the factors of integrals over their coordinates or angles.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant
from lqtheory.errors import DomainError
from lqtheory.quantities.circular_cones import circular_energy
from lqtheory.quantities.intrinsic_volumes import circular_volumes, orthant_volumes, subspace_volumes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.circular_cones import ball_circular_energy, ball_circular_volume
from lqtheory.quantities.volume_operations import product_volumes

__all__ = [
    "FACTORED_QUANTITIES",
    "FactoredCone",
    "ball_factored_cone",
    "factored_cone",
    "factored_quantity",
    "factored_volumes",
]


@dataclass(frozen=True)
class FactoredCone:
    """A product of cones, or the polar of one; its numbers are exact.

    Parameters
    ----------
    parts : tuple of (str, int, float)
        ``("circular", d, alpha)`` in R^d, d >= 2; ``("orthant", d, 0)``; ``("subspace", d, n)`` of dimension n.
    polar : bool
        Whether the polar of the product is meant.
    """

    parts: tuple[tuple[str, int, float], ...]
    polar: bool

    def __repr__(self) -> str:
        return f"FactoredCone({self.parts}, {self.polar})"

    @property
    def dimension(self) -> int:
        """Dimension of the space."""
        return sum(size for _, size, _ in self.parts)


def factored_cone(rng: np.random.Generator, **_: Any) -> FactoredCone:
    """A random product of at most two circular cones, an orthant and a subspace, or the polar of one.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    FactoredCone
    """
    angles = [float(rng.integers(0, 25)) / 16.0 for _ in range(int(rng.integers(0, 3)))]
    parts = [("circular", int(rng.integers(2, 6)), angle) for angle in angles]
    if not parts or rng.random() < 0.5:
        parts.append(("orthant", int(rng.integers(1, 6)), 0.0))
    if rng.random() < 0.3:
        size = int(rng.integers(1, 5))
        parts.append(("subspace", size, float(rng.integers(0, size + 1))))
    return FactoredCone(tuple(parts), bool(rng.random() < 0.5))


def ball_factored_cone(value: FactoredCone) -> FactoredCone:
    """The same cone: its numbers are exact as they are.

    Parameters
    ----------
    value : FactoredCone
        The cone.

    Returns
    -------
    FactoredCone
    """
    return value


def _part_volumes(part: tuple[str, int, float]) -> np.ndarray:
    kind, size, form = part
    if kind == "circular":
        return circular_volumes(size, form)
    return orthant_volumes(size) if kind == "orthant" else subspace_volumes(size, int(form))


def factored_volumes(value: FactoredCone) -> np.ndarray:
    """Intrinsic volumes of the cone.

    Parameters
    ----------
    value : FactoredCone
        The cone.

    Returns
    -------
    array, shape (d + 1,)

    Examples
    --------
    >>> factored_volumes(FactoredCone((("orthant", 1, 0.0), ("subspace", 1, 1.0)), True)).tolist()
    [0.5, 0.5, 0.0]
    """
    found = reduce(product_volumes, map(_part_volumes, value.parts))
    return found[::-1] if value.polar else found


def _ball_part_volumes(part: tuple[str, int, float]) -> list[Any]:
    kind, size, form = part
    if kind == "circular":
        return [ball_circular_volume(size, k, form) for k in range(size + 1)]
    if kind == "orthant":
        return [balls.ball(Fraction(math.comb(size, k), 2**size)) for k in range(size + 1)]
    return [balls.ball(int(k == int(form))) for k in range(size + 1)]


def _ball_volumes(value: FactoredCone) -> list[Any]:
    found = [balls.ball(1)]
    for part in map(_ball_part_volumes, value.parts):
        longer = [balls.ball(0)] * (len(found) + len(part) - 1)
        for i, v in enumerate(found):
            for j, w in enumerate(part):
                longer[i + j] = longer[i + j] + v * w
        found = longer
    return found[::-1] if value.polar else found


def _part_moments(part: tuple[str, int, float], polar: bool, energy: Callable[..., Any], half: Any, turn: Any) -> Any:
    """Mean and variance of the energy on a factor, or on its polar; a ray has (g_+)² of mean 1/2 and variance 5/4."""
    kind, size, form = part
    if kind == "circular":
        angle = turn - form if polar else form
        first, second = (energy(size, r, angle) for r in (1, 2))
        return first, second - first * first
    if kind == "orthant":
        return size * half, 5 * size * half / 2
    count = size - int(form) if polar else int(form)
    return 2 * half * count, 4 * half * count


def _moments(value: FactoredCone, polar: bool) -> tuple[float, float]:
    parts = [_part_moments(part, polar, circular_energy, 0.5, math.pi / 2) for part in value.parts]
    return math.fsum(first for first, _ in parts), math.fsum(second for _, second in parts)


def _ball_moments(value: FactoredCone, polar: bool) -> tuple[Any, Any]:
    half, turn = balls.ball(1) / 2, circle_constant() / 2
    parts = [_part_moments(part, polar, ball_circular_energy, half, turn) for part in value.parts]
    return balls.total(first for first, _ in parts), balls.total(second for _, second in parts)


def _spherical(value: FactoredCone, moments: Callable[..., Any], share: Any) -> Any:
    """Mean squared length of the projection of a direction: a block of d_i coordinates has d_i/d of its square."""
    parts = [
        (size, moments(FactoredCone(((kind, size, form),), False), value.polar)) for kind, size, form in value.parts
    ]
    return sum(size * share * (first / size) for size, (first, _) in parts)


def _centred(volumes: Any) -> Any:
    mean = sum(k * v for k, v in enumerate(volumes))
    return sum((k - mean) * (k - mean) * v for k, v in enumerate(volumes))


def _quantity(name: str, array: Any, ball: Any, latex: str, id: str, sign: str = "nonnegative") -> Quantity:
    return Quantity(name, ("C",), array, ball, latex, id, sign=sign)


#: Everything by name.
FACTORED_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "factored_energy",
            lambda C: _moments(C, C.polar)[0],
            lambda C: _ball_moments(C, C.polar)[0],
            r"\mathbb{{E}}\|\Pi_{{{C}}}g\|^2",
            "geom.statdim.def",
        ),
        _quantity(
            "factored_spherical_energy",
            lambda C: _spherical(C, _moments, 1.0 / C.dimension),
            lambda C: _spherical(C, _ball_moments, balls.ball(1) / C.dimension),
            r"\mathbb{{E}}\|\Pi_{{{C}}}\theta\|^2",
            "geom.statdim.def",
        ),
        _quantity(
            "factored_size",
            lambda C: float(C.dimension),
            lambda C: balls.ball(C.dimension),
            "d({C})",
            "geom.statdim.def",
            "positive",
        ),
        _quantity(
            "factored_energy_variance",
            lambda C: _moments(C, C.polar)[1],
            lambda C: _ball_moments(C, C.polar)[1],
            r"\mathrm{{Var}}\|\Pi_{{{C}}}g\|^2",
            "geom.iv.variance",
        ),
        _quantity(
            "factored_distance",
            lambda C: C.dimension - _moments(C, not C.polar)[0],
            lambda C: C.dimension - _ball_moments(C, not C.polar)[0],
            r"\mathbb{{E}}\mathrm{{dist}}^2(g,{C}^\circ)",
            "geom.statdim.def",
        ),
        _quantity(
            "factored_volume_mean",
            lambda C: float(np.arange(C.dimension + 1) @ factored_volumes(C)),
            lambda C: balls.total(k * v for k, v in enumerate(_ball_volumes(C))),
            r"\sum_kk\,v_k({C})",
            "geom.statdim.def",
        ),
        _quantity(
            "factored_volume_variance",
            lambda C: float(_centred(factored_volumes(C))),
            lambda C: _centred(_ball_volumes(C)),
            r"\mathrm{{Var}}\,V({C})",
            "geom.iv.variance",
        ),
    )
}


def factored_quantity(name: str) -> Any:
    """The SymPy head of a quantity of products of cones, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``FACTORED_QUANTITIES``.

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
    >>> str(factored_quantity("factored_energy"))
    'factored_energy'
    """
    if name not in FACTORED_QUANTITIES:
        raise DomainError(
            f"there is no quantity {name!r} of products of cones; there are {', '.join(FACTORED_QUANTITIES)}"
        )
    return FACTORED_QUANTITIES[name].symbol
