"""Tails of one class of edges under multinomial sampling, from the range of its terms alone (``coreset.tail``).

ẑ/z is the mean of m independent terms T in [0, B] with mean 1, so that their variance is at most B - 1. For a point of
the sample B may be the total sensitivity.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from lqtheory.quantities.arrays import Array
from lqtheory.quantities.coreset_bennett import bennett_array
from lqtheory.quantities.coreset_inputs import finished, numbers
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_tails import (
    ball_bernstein_lower_tail,
    ball_bernstein_upper_tail,
    ball_kl_lower_tail,
    ball_kl_upper_tail,
)

__all__ = [
    "QUANTITIES",
    "Tails",
    "bernstein_lower_tail",
    "bernstein_tails",
    "bernstein_upper_tail",
    "kl_lower_tail",
    "kl_tails",
    "kl_upper_tail",
]


class Tails(NamedTuple):
    """Probabilities, or bounds of them, that an estimate is too large and that it is too small."""

    upper: Any
    lower: Any


def _prepared(where: str, m: Any, B: Any, epsilon: Any) -> tuple[Any, list[Array], bool]:
    return numbers(
        where,
        m=(m, 0.0, math.inf, "left"),
        B=(B, 1.0, math.inf, "left"),
        epsilon=(epsilon, 0.0, math.inf, "neither"),
    )


def _chance(xp: Any, m: Array, exponent: Array, never: Array) -> Array:
    """exp(-m exponent), and 0 (1 without a draw) where the event never happens."""
    drawn = m + 0.0 * exponent > 0.0
    return xp.where(never & drawn, 0.0 * exponent, xp.exp(-m * xp.where(never, 0.0 * exponent, exponent)))


def bernstein_upper_tail(m: Any, B: Any, epsilon: Any) -> Any:
    r"""Bernstein bound of the probability that an estimate is too large.

    P(ẑ >= (1+ε) z) <= exp(-3 m ε²/((6+2ε)(B-1))).

    Parameters
    ----------
    m : int, float or array
        Number of draws, >= 0.
    B : float or array
        Largest value of a term, >= 1; the total sensitivity for points of the sample.
    epsilon : float or array
        Relative error, > 0.

    Returns
    -------
    float, or array of float64
        In [0, 1]; 0 at B = 1, where every draw is exact.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast. Bernstein's inequality with variance and deviation at most B - 1.

    References
    ----------
    boucheron_lugosi_massart_2013, Corollary 2.11; dossier coreset.tail.bernstein.

    Examples
    --------
    >>> round(bernstein_upper_tail(12, 17 / 9, 0.5), 6)
    0.23541
    """
    xp, (m, B, e), single = _prepared("bernstein_upper_tail", m, B, epsilon)
    return finished(_bernstein_upper(xp, m, B - 1.0, e), single)


def _bernstein_upper(xp: Any, m: Array, room: Array, e: Array) -> Array:
    never = room + 0.0 * e <= 0.0
    exponent = 3.0 * e * e / ((6.0 + 2.0 * e) * xp.where(never, 1.0 + 0.0 * e, room + 0.0 * e))
    return _chance(xp, m, exponent, never)


def bernstein_lower_tail(m: Any, B: Any, epsilon: Any) -> Any:
    r"""Bernstein bound of the probability that an estimate is too small.

    P(ẑ <= (1-ε) z) <= exp(-m ε²/(2(B-1) + 2ε/3)).

    Parameters
    ----------
    m, B, epsilon
        As :func:`bernstein_upper_tail`.

    Returns
    -------
    float, or array of float64
        In [0, 1]; 0 at B = 1, where every draw is exact.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_upper_tail`.

    Notes
    -----
    Cost O(1) for each entry. Terms are at most 1 below their mean.

    References
    ----------
    boucheron_lugosi_massart_2013, Corollary 2.11; dossier coreset.tail.bernstein.

    Examples
    --------
    >>> round(bernstein_lower_tail(12, 17 / 9, 0.5), 6)
    0.24146
    """
    xp, (m, B, e), single = _prepared("bernstein_lower_tail", m, B, epsilon)
    return finished(_bernstein_lower(xp, m, B - 1.0, e), single)


def _bernstein_lower(xp: Any, m: Array, room: Array, e: Array) -> Array:
    return _chance(xp, m, e * e / (2.0 * room + 2.0 * e / 3.0), room + 0.0 * e <= 0.0)


def bernstein_tails(m: Any, B: Any, epsilon: Any) -> Tails:
    r"""Both Bernstein bounds.

    (:func:`bernstein_upper_tail`, :func:`bernstein_lower_tail`).

    Parameters
    ----------
    m, B, epsilon
        As :func:`bernstein_upper_tail`.

    Returns
    -------
    Tails
        Bounds of P(ẑ >= (1+ε) z) and P(ẑ <= (1-ε) z).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_upper_tail`.

    References
    ----------
    Dossier coreset.tail.bernstein.

    Examples
    --------
    >>> [round(float(t), 3) for t in bernstein_tails(100, 3, 0.5)]
    [0.005, 0.003]
    """
    xp, (m, B, e), single = _prepared("bernstein_tails", m, B, epsilon)
    return Tails(*(finished(tail(xp, m, B - 1.0, e), single) for tail in (_bernstein_upper, _bernstein_lower)))


def kl_upper_tail(m: Any, B: Any, epsilon: Any) -> Any:
    r"""Chernoff bound of the probability that an estimate is too large, by the law on {0, B}.

    P(ẑ >= (1+ε) z) <= exp(-m kl((1+ε)/B ‖ 1/B)); 0 for 1+ε > B, and B^{-m} at 1+ε = B.

    Parameters
    ----------
    m, B, epsilon
        As :func:`bernstein_upper_tail`.

    Returns
    -------
    float, or array of float64
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_upper_tail`.

    Notes
    -----
    B kl = φ(ε) + (B-1) φ(-ε/(B-1)) with Bennett's φ, free of cancellation. Cost O(1) for each entry.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.2; dossier coreset.tail.kl.

    Examples
    --------
    >>> round(kl_upper_tail(12, 17 / 9, 0.5), 6), kl_upper_tail(3, 2, 1), kl_upper_tail(3, 2, 1.5)
    (0.161789, 0.12500000000000003, 0.0)
    """
    xp, (m, B, e), single = _prepared("kl_upper_tail", m, B, epsilon)
    return finished(_kl_upper(xp, m, B, e), single)


def _kl_upper(xp: Any, m: Array, B: Array, e: Array) -> Array:
    room = B - 1.0 + 0.0 * e
    never = e > room
    share = -xp.where(never, 0.0 * room, e / xp.where(never, room + 1.0, room))
    return _chance(xp, m, (bennett_array(xp, e) + room * bennett_array(xp, share)) / B, never)


def kl_lower_tail(m: Any, B: Any, epsilon: Any) -> Any:
    r"""Chernoff bound of the probability that an estimate is too small, by the law on {0, B}.

    P(ẑ <= (1-ε) z) <= exp(-m kl((1-ε)/B ‖ 1/B)); (1-1/B)^m at ε = 1, and 0 for ε > 1.

    Parameters
    ----------
    m, B, epsilon
        As :func:`bernstein_upper_tail`.

    Returns
    -------
    float, or array of float64
        In [0, 1]; 0 at B = 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_upper_tail`.

    Notes
    -----
    Cost O(1) for each entry.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.2; dossier coreset.tail.kl.

    Examples
    --------
    >>> round(kl_lower_tail(12, 17 / 9, 0.5), 6), kl_lower_tail(3, 2, 1), kl_lower_tail(3, 2, 1.5)
    (0.176212, 0.12500000000000003, 0.0)
    """
    xp, (m, B, e), single = _prepared("kl_lower_tail", m, B, epsilon)
    return finished(_kl_lower(xp, m, B, e), single)


def _kl_lower(xp: Any, m: Array, B: Array, e: Array) -> Array:
    room = B - 1.0 + 0.0 * e
    never = (e > 1.0) | (room <= 0.0)
    safe = xp.where(never, 1.0 + 0.0 * room, room)
    share = xp.where(never, 0.0 * room, e / safe)
    below = xp.where(never, 0.0 * room, 0.0 * room - e)
    return _chance(xp, m, (bennett_array(xp, below) + safe * bennett_array(xp, share)) / B, never)


def kl_tails(m: Any, B: Any, epsilon: Any) -> Tails:
    r"""Both Chernoff bounds by the law on {0, B}.

    (:func:`kl_upper_tail`, :func:`kl_lower_tail`).

    Parameters
    ----------
    m, B, epsilon
        As :func:`bernstein_upper_tail`.

    Returns
    -------
    Tails
        Bounds of P(ẑ >= (1+ε) z) and P(ẑ <= (1-ε) z).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_upper_tail`.

    References
    ----------
    Dossier coreset.tail.kl.

    Examples
    --------
    >>> [round(float(t), 3) for t in kl_tails(100, 3, 0.5)]
    [0.003, 0.001]
    """
    xp, (m, B, e), single = _prepared("kl_tails", m, B, epsilon)
    return Tails(*(finished(tail(xp, m, B, e), single) for tail in (_kl_upper, _kl_lower)))


def _quantity(function: Any, ball: Any, latex: str, id: str) -> Quantity:
    arguments = ("m", "B", "epsilon")
    return Quantity(function.__name__, arguments, function, ball, latex, id, sign="nonnegative", integer_arguments=())


_BERNSTEIN, _KL = "coreset.tail.bernstein", "coreset.tail.kl"

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        bernstein_upper_tail, ball_bernstein_upper_tail, r"P^+_{{\mathrm{{Bern}}}}({m},{B},{epsilon})", _BERNSTEIN
    ),
    _quantity(
        bernstein_lower_tail, ball_bernstein_lower_tail, r"P^-_{{\mathrm{{Bern}}}}({m},{B},{epsilon})", _BERNSTEIN
    ),
    _quantity(kl_upper_tail, ball_kl_upper_tail, r"P^+_{{\mathrm{{kl}}}}({m},{B},{epsilon})", _KL),
    _quantity(kl_lower_tail, ball_kl_lower_tail, r"P^-_{{\mathrm{{kl}}}}({m},{B},{epsilon})", _KL),
)
