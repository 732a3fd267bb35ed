"""Weighted l_1 norms as objects that theorems speak of (dossier ``geom.descent.weighted``); not offered by ``eval``."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.descent_norms import weighted_descent_dimension, weighted_descent_threshold
from lqtheory.quantities.gaussian_tails import tail_factors
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import descent_norms as reference

__all__ = ["WEIGHTED_QUANTITIES", "WeightedNorm", "ball_weighted_norm", "weighted_norm", "weighted_quantity"]


@dataclass(frozen=True, eq=False)
class WeightedNorm:
    """Σ w_i |x_i| at a vector: weights on its support and off it, all positive; arrays, or lists of balls.

    Parameters
    ----------
    active : array, shape (s,)
        Weights on the support.
    inactive : array, shape (n,)
        Weights off the support.
    """

    active: Any
    inactive: Any

    def __repr__(self) -> str:
        return f"WeightedNorm({np.asarray(self.active).tolist()}, {np.asarray(self.inactive).tolist()})"


def weighted_norm(rng: np.random.Generator, **_: Any) -> WeightedNorm:
    """A random weighted norm of up to five weights on the support and eight off it; often equal weights.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    WeightedNorm
    """
    s, n = int(rng.integers(1, 6)), int(rng.integers(1, 9))
    if rng.random() < 0.3:
        return WeightedNorm(np.ones(s), np.ones(n))
    return WeightedNorm(2.0 ** rng.integers(-3, 4, s), 2.0 ** rng.integers(-3, 4, n))


def ball_weighted_norm(value: WeightedNorm) -> WeightedNorm:
    """The same norm in exact balls.

    Parameters
    ----------
    value : WeightedNorm
        Arrays.

    Returns
    -------
    WeightedNorm
    """
    return WeightedNorm(balls.ball_vector(value.active), balls.ball_vector(value.inactive))


def _over_tails(value: WeightedNorm, t: float, term: Callable[..., Any]) -> float:
    """Sum over the weights off the support of a term in w, the density at tw, and the tail factors there."""
    w = np.asarray(value.inactive)
    density = np.exp(-0.5 * (t * w) ** 2) / math.sqrt(2.0 * math.pi)
    return float(np.sum(term(w, density, *tail_factors(t * w))))


def _ball_over_tails(value: WeightedNorm, t: Any, term: Callable[..., Any]) -> Any:
    return balls.total(term(w, t, *reference.ball_tails(t * w)) for w in value.inactive)


def _ball_root(value: WeightedNorm) -> tuple[Any, Any]:
    return reference.ball_weighted_descent(value.active, value.inactive)


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.descent.weighted", sign=sign)


_ONE, _TWO = ("W",), ("W", "t")
#: Everything by name.
WEIGHTED_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "weighted_support",
            _ONE,
            lambda value: float(np.size(value.active)),
            lambda value: balls.ball(len(value.active)),
            r"|S({W})|",
            "positive",
        ),
        _quantity(
            "weighted_energy",
            _ONE,
            lambda value: float(np.sum(np.asarray(value.active) ** 2)),
            lambda value: balls.total(w * w for w in value.active),
            r"\sum_S w^2({W})",
            "positive",
        ),
        _quantity(
            "weighted_threshold",
            _ONE,
            lambda value: weighted_descent_threshold(value.active, value.inactive),
            lambda value: _ball_root(value)[0],
            r"\tau^*({W})",
            "positive",
        ),
        _quantity(
            "weighted_bound",
            _ONE,
            lambda value: weighted_descent_dimension(value.active, value.inactive),
            lambda value: _ball_root(value)[1],
            r"\inf J({W})",
            "positive",
        ),
        _quantity(
            "weighted_tail",
            _TWO,
            lambda value, t: _over_tails(value, t, lambda w, density, mills, *_: 2.0 * density * mills),
            lambda value, t: _ball_over_tails(value, t, lambda w, t, density, tail: 2 * tail),
            r"\sum 2Q({t} w)",
            "positive",
        ),
        _quantity(
            "weighted_excess",
            _TWO,
            lambda value, t: _over_tails(value, t, lambda w, density, mills, slope, _: 2.0 * w * density * slope),
            lambda value, t: _ball_over_tails(value, t, lambda w, t, density, tail: 2 * w * (density - t * w * tail)),
            r"\sum 2w(\phi-{t}wQ)",
            "positive",
        ),
        _quantity(
            "weighted_square",
            _TWO,
            lambda value, t: _over_tails(value, t, lambda w, density, mills, slope, rest: 2.0 * density * slope * rest),
            lambda value, t: _ball_over_tails(
                value, t, lambda w, t, density, tail: 2 * ((1 + t * t * w * w) * tail - t * w * density)
            ),
            r"\sum E(|g|-{t}w)_+^2",
            "positive",
        ),
    )
}


def weighted_quantity(name: str) -> Any:
    """The SymPy head of a quantity of weighted norms, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``WEIGHTED_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function class.

    Raises
    ------
    DomainError
        If there is no such quantity.
    """
    if name not in WEIGHTED_QUANTITIES:
        raise DomainError(
            f"name={name!r} is no quantity of weighted norms; use one of {', '.join(WEIGHTED_QUANTITIES)}"
        )
    return WEIGHTED_QUANTITIES[name].symbol
