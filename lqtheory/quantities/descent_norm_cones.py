"""Descent cones of norms whose statistical dimension is known exactly, as objects of theorems; no ``eval``.

For weighted l_1 norms, sums of block norms and the nuclear norm the mean squared distance to the t-th multiple of the
subdifferential is J(t) = m + e t² + Σ E(h_j - t w_j)_+²: m coordinates belong to the support, e is the energy of the
subgradient there, h_j are norms of b Gaussians or singular values. The cone is known by its volumes if b = 1, and with
two blocks at most for b > 1, by integrals: for the nuclear norm these are the ranks r = m - 1 and m - 2 of m x n
matrices, e = r and b = n - r.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root
from lqtheory.errors import DomainError
from lqtheory.quantities.block_excesses import block_excess, block_excess_square, least_block_distance
from lqtheory.quantities.block_pairs import least_pair_distance, singular_excesses
from lqtheory.quantities.descent_norms import falling_root
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.block_excesses import (
    ball_block_excess,
    ball_block_excess_square,
    ball_least_block_distance,
)
from lqtheory.quantities.reference.block_pairs import ball_least_pair_distance, ball_singular_excesses
from lqtheory.quantities.reference.weighted_volumes import ball_weighted_descent_exact_dimension
from lqtheory.quantities.weighted_volumes import weighted_descent_exact_dimension

__all__ = ["DESCENT_NORM_QUANTITIES", "DescentNorm", "ball_descent_norm", "descent_norm", "descent_norm_quantity"]


@dataclass(frozen=True)
class DescentNorm:
    """A norm at a point, as far as its descent cone depends on it; its numbers are exact.

    Parameters
    ----------
    name : str
        For readers.
    active : tuple of float
        Weights of the active entries, blocks or singular values, whose squares add up to e.
    inactive : tuple of float
        Weights w_j of the inactive ones.
    block : int
        Size b of an inactive block; above one with two blocks of weight 1 at most.
    coordinates : int
        Number m of coordinates that belong to the support.
    joint : bool
        Whether two inactive ones are the singular values of one Gaussian matrix of 2 rows and b columns.
    """

    name: str
    active: tuple[float, ...]
    inactive: tuple[float, ...]
    block: int
    coordinates: int
    joint: bool = False

    def __repr__(self) -> str:
        return f"DescentNorm({self.name}, {self.active}, {self.inactive}, {self.block}, {self.coordinates})"

    @property
    def energy(self) -> float:
        """Squared norm e of the subgradient on the support."""
        return math.fsum(w * w for w in self.active)


def descent_norm(rng: np.random.Generator, **_: Any) -> DescentNorm:
    """A random norm: l_1 or weighted l_1 with up to three entries off the support, blocks, or nuclear.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    DescentNorm
    """
    way, s = int(rng.integers(4)), int(rng.integers(1, 5))
    ones = (1.0,) * s
    if way == 0:
        return DescentNorm("l_1", ones, (1.0,) * int(rng.integers(0, 4)), 1, s)
    if way == 1:
        active = tuple(2.0 ** rng.integers(0, 2, s))
        return DescentNorm("weighted l_1", active, tuple(2.0 ** rng.integers(-1, 2, int(rng.integers(1, 4)))), 1, s)
    b = int(rng.integers(2, 9))
    if way == 2:
        return DescentNorm("blocks", ones, (1.0,) * int(rng.integers(0, 3)), b, s * b)
    rest = int(rng.integers(1, 3))
    m, n = (
        s + rest,
        s + b,
    )  # rank s of m x n matrices: all but b entries of each of the last rows, in turned coordinates
    return DescentNorm("nuclear", ones, (1.0,) * rest, b, m * n - rest * b, joint=rest == 2)


def ball_descent_norm(value: DescentNorm) -> DescentNorm:
    """The same norm: its numbers are exact as they are.

    Parameters
    ----------
    value : DescentNorm
        The norm.

    Returns
    -------
    DescentNorm
    """
    return value


def _dimension(value: DescentNorm) -> float:
    rest = value.coordinates - len(value.active)
    if not value.inactive:
        return value.coordinates - 0.5
    if value.block == 1:
        return rest + weighted_descent_exact_dimension(value.active, value.inactive)
    if len(value.inactive) == 2:
        return value.coordinates - 1 + least_pair_distance(value.energy, value.block, value.joint)
    return value.coordinates - 1 + least_block_distance(value.energy, value.block)


def _ball_dimension(value: DescentNorm) -> Any:
    rest = value.coordinates - len(value.active)
    if not value.inactive:
        return balls.ball(value.coordinates) - balls.ball(1) / 2
    if value.block == 1:
        return rest + ball_weighted_descent_exact_dimension(value.active, value.inactive)
    if len(value.inactive) == 2:
        return value.coordinates - 1 + ball_least_pair_distance(value.energy, value.block, value.joint)
    return value.coordinates - 1 + ball_least_block_distance(value.energy, value.block)


def _first(value: DescentNorm, t: float) -> float:
    """Σ w E(h-tw)_+ over what is inactive."""
    if value.joint:
        return singular_excesses(t, value.block)[0]
    return math.fsum(w * block_excess(t * w, value.block) for w in value.inactive)


def _ball_first(value: DescentNorm, t: Any) -> Any:
    if value.joint:
        return ball_singular_excesses(t, value.block)[0]
    return balls.total([balls.ball(0), *(w * ball_block_excess(t * w, value.block) for w in value.inactive)])


def _mean(value: DescentNorm, t: float) -> float:
    if value.joint:
        return value.coordinates + value.energy * t * t + singular_excesses(t, value.block)[1]
    squares = math.fsum(block_excess_square(t * w, value.block) for w in value.inactive)
    return value.coordinates + value.energy * t * t + squares


def _ball_mean(value: DescentNorm, t: Any) -> Any:
    if value.joint:
        return value.coordinates + value.energy * t * t + ball_singular_excesses(t, value.block)[1]
    squares = balls.total([balls.ball(0), *(ball_block_excess_square(t * w, value.block) for w in value.inactive)])
    return value.coordinates + value.energy * t * t + squares


def _threshold(value: DescentNorm) -> float:
    if not value.inactive:
        return 0.0
    return falling_root(lambda t: _first(value, t) - value.energy * t, 1e-12, 1e2)


def _ball_threshold(value: DescentNorm) -> Any:
    if not value.inactive:
        return balls.ball(0)
    return monotone_root(lambda t: _ball_first(value, t) - value.energy * t, 0, 2 * _threshold(value))


def _variance(value: DescentNorm, t: float) -> float:
    """Variance of Σ w (h-tw)_+; blocks are independent, singular values are not."""
    if value.joint:
        first, second, both = singular_excesses(t, value.block)
        return second + 2.0 * both - first * first
    parts = ((w, block_excess(t * w, value.block), block_excess_square(t * w, value.block)) for w in value.inactive)
    return math.fsum(w * w * (second - first * first) for w, first, second in parts)


def _ball_variance(value: DescentNorm, t: Any) -> Any:
    if value.joint:
        first, second, both = ball_singular_excesses(t, value.block)
        return second + 2 * both - first * first
    b = value.block
    parts = ((w, ball_block_excess(t * w, b), ball_block_excess_square(t * w, b)) for w in value.inactive)
    return balls.total([balls.ball(0), *(w * w * (second - first * first) for w, first, second in parts)])


def _total(value: DescentNorm) -> float:
    return math.fsum(w * w for w in (*value.active, *value.inactive))


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.descent.variational", sign=sign)


_ONE, _TWO = ("W",), ("W", "t")
#: Everything by name.
DESCENT_NORM_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("norm_cone_dimension", _ONE, _dimension, _ball_dimension, r"\delta({W})", "positive"),
        _quantity("norm_cone_mean", _TWO, _mean, _ball_mean, r"J({W},{t})", "positive"),
        _quantity("norm_cone_threshold", _ONE, _threshold, _ball_threshold, r"\tau^*({W})", "nonnegative"),
        _quantity(
            "norm_cone_variance",
            _TWO,
            _variance,
            _ball_variance,
            r"\mathrm{{Var}}\sum w(h-{t}w)_+({W})",
            "nonnegative",
        ),
        _quantity(
            "norm_cone_energy",
            _ONE,
            lambda value: value.energy,
            lambda value: balls.ball(value.energy),
            "e({W})",
            "positive",
        ),
        _quantity(
            "norm_cone_total",
            _ONE,
            _total,
            lambda value: balls.ball(_total(value)),
            r"\sup\|\partial f\|^2({W})",
            "positive",
        ),
    )
}


def descent_norm_quantity(name: str) -> Any:
    """The SymPy head of a quantity of descent cones of norms, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``DESCENT_NORM_QUANTITIES``.

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
    >>> str(descent_norm_quantity("norm_cone_mean"))
    'norm_cone_mean'
    """
    if name not in DESCENT_NORM_QUANTITIES:
        raise DomainError(
            f"there is no quantity {name!r} of descent cones; there are {', '.join(DESCENT_NORM_QUANTITIES)}"
        )
    return DESCENT_NORM_QUANTITIES[name].symbol
