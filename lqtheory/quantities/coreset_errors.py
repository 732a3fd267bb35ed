"""The relative error that a number of draws gives, and its published and released forms (``coreset.eps``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.coreset_inputs import finished, numbers
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_errors import (
    ball_bernstein_deviation,
    ball_bernstein_error,
    ball_iclr_error,
    ball_released_bernstein_error,
)

__all__ = [
    "QUANTITIES",
    "bernstein_deviation",
    "bernstein_error",
    "bernstein_relative_error",
    "iclr_error",
    "released_bernstein_error",
]


def bernstein_error(m: Any, A: Any) -> Any:
    r"""Relative error that Bernstein's inequality gives for a number of draws, in closed form.

    A/(3m) + √((A/(3m))² + 2A/m), A = (B-1) ln(2/δ): the positive root of 3 m ε² - 2 A ε - 6 A.

    Parameters
    ----------
    m : int, float or array
        Number of draws, > 0.
    A : float or array
        Scale (B-1) ln(2/δ), >= 0.

    Returns
    -------
    float, or array of float64
        The ε at which m = A (2/ε² + 2/(3ε)).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast. For B < 2 see :func:`bernstein_relative_error`.

    References
    ----------
    Dossier coreset.eps.bernstein.

    Examples
    --------
    >>> round(bernstein_error(50, 10), 12)
    0.702626134278
    """
    xp, (m, A), single = numbers("bernstein_error", m=(m, 0.0, math.inf, "neither"), A=(A, 0.0, math.inf, "left"))
    share = A / m / 3.0
    return finished(share + xp.sqrt(share * share + 2.0 * (A / m)), single)


def released_bernstein_error(m: Any, A: Any) -> Any:
    r"""Relative error as the released code of the pruning paper computes it, too small by almost √2.

    A/(3m) + √((A/(3m))² + A/m), where :func:`bernstein_error` has 2A/m.

    Parameters
    ----------
    m, A
        As :func:`bernstein_error`.

    Returns
    -------
    float, or array of float64

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_error`.

    Notes
    -----
    Kept to compare: no error bound follows from it.

    References
    ----------
    baykal_2022, released code; dossier coreset.eps.bernstein.

    Examples
    --------
    >>> round(released_bernstein_error(50, 10) / bernstein_error(50, 10), 3)
    0.738
    """
    where = "released_bernstein_error"
    xp, (m, A), single = numbers(where, m=(m, 0.0, math.inf, "neither"), A=(A, 0.0, math.inf, "left"))
    share = A / m / 3.0
    return finished(share + xp.sqrt(share * share + A / m), single)


def bernstein_deviation(m: Any, variance: Any, reach: Any, delta: Any, sides: int = 2) -> Any:
    r"""Deviation of the mean of independent terms that Bernstein's inequality allows.

    R L/(3m) + √((R L/(3m))² + 2 L v/m), L = ln(2/δ).

    Parameters
    ----------
    m : int, float or array
        Number of terms, > 0.
    variance : float or array
        Variance v of a term or a bound of it, >= 0.
    reach : float or array
        Largest deviation R of a term from its mean, >= 0.
    delta : float or array
        Probability of failure, in (0, 1).
    sides : {1, 2}
        Whether one tail or both are meant: ln(1/δ) or ln(2/δ).

    Returns
    -------
    float, or array of float64
        With probability at least 1 - δ the mean differs less from its expectation.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast.

    References
    ----------
    boucheron_lugosi_massart_2013, Corollary 2.11; dossier coreset.eps.bernstein, coreset.mixed.

    Examples
    --------
    >>> round(bernstein_deviation(100, 2.0, 2.0, 0.05), 6)
    0.409508
    """
    where = "bernstein_deviation"
    xp, (m, v, R, d), single = numbers(
        where,
        m=(m, 0.0, math.inf, "neither"),
        variance=(variance, 0.0, math.inf, "left"),
        reach=(reach, 0.0, math.inf, "left"),
        delta=(delta, 0.0, 1.0, "neither"),
    )
    rate = (math.log(check_count(sides, "sides", 1, 2, where, "2")) - xp.log(d)) / m
    share = R * rate / 3.0
    return finished(share + xp.sqrt(share * share + 2.0 * v * rate), single)


def bernstein_relative_error(m: Any, B: Any, delta: Any, sides: int = 2) -> Any:
    r"""Relative error that Bernstein's inequality gives for a number of draws, for every range of the terms.

    :func:`bernstein_deviation` with variance B - 1 and reach max(B-1, 1); 0 at B = 1.

    Parameters
    ----------
    m : int, float or array
        Number of draws, > 0.
    B : float or array
        Largest value of a term, >= 1; the total sensitivity for points of the sample.
    delta, sides
        As :func:`bernstein_deviation`.

    Returns
    -------
    float, or array of float64
        The inverse of :func:`lqtheory.quantities.coreset_counts.bernstein_count`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast.

    References
    ----------
    Dossier coreset.eps.bernstein, coreset.m.bernstein.

    Examples
    --------
    >>> from lqtheory.quantities.coreset_counts import bernstein_count
    >>> round(bernstein_relative_error(bernstein_count(1.5, 0.25, 0.1), 1.5, 0.1), 12)
    0.25
    """
    xp, (B,), single = numbers("bernstein_relative_error", B=(B, 1.0, math.inf, "left"))
    room = B - 1.0
    reach = xp.where(room > 1.0, room, xp.where(room > 0.0, 0.0 * room + 1.0, 0.0 * room))
    variance, reach = finished(room, single), finished(reach, single)
    return bernstein_deviation(m, variance, reach, delta, sides)


def iclr_error(m: Any, S: Any, K: Any, eta: Any, delta: Any) -> Any:
    r"""Relative error of the coreset paper for a number of draws: the inverse of its count.

    √(8 S K ln(8η/δ)/m).

    Parameters
    ----------
    m : int, float or array
        Number of draws in the class, > 0.
    S, K, eta, delta : float or array
        As :func:`lqtheory.quantities.coreset_counts.iclr_count`.

    Returns
    -------
    float, or array of float64

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast.

    References
    ----------
    baykal_2019, Theorem 4; dossier coreset.m.iclr.

    Examples
    --------
    >>> round(iclr_error(3550, 10, 1, 410, 0.05), 3)
    0.5
    """
    xp, (m, S, K, eta, d), single = numbers(
        "iclr_error",
        m=(m, 0.0, math.inf, "neither"),
        S=(S, 1.0, math.inf, "left"),
        K=(K, 1.0, math.inf, "left"),
        eta=(eta, 1.0, math.inf, "left"),
        delta=(delta, 0.0, 1.0, "neither"),
    )
    return finished(xp.sqrt(8.0 * S * K * (math.log(8.0) + xp.log(eta) - xp.log(d)) / m), single)


def _quantity(function: Any, arguments: tuple[str, ...], ball: Any, latex: str, id: str) -> Quantity:
    return Quantity(function.__name__, arguments, function, ball, latex, id, sign="nonnegative", integer_arguments=())


_ID = "coreset.eps.bernstein"

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(bernstein_error, ("m", "A"), ball_bernstein_error, r"\varepsilon_{{\mathrm{{Bern}}}}({m},{A})", _ID),
    _quantity(
        released_bernstein_error,
        ("m", "A"),
        ball_released_bernstein_error,
        r"\hat\varepsilon({m},{A})",
        f"{_ID}.released",
    ),
    _quantity(
        bernstein_deviation,
        ("m", "variance", "reach", "delta"),
        ball_bernstein_deviation,
        r"\varepsilon({m},{variance},{reach},{delta})",
        _ID,
    ),
    _quantity(
        iclr_error,
        ("m", "S", "K", "eta", "delta"),
        ball_iclr_error,
        r"\varepsilon_{{\mathrm{{paper}}}}({m},{S},{K},{eta},{delta})",
        "coreset.m.iclr",
    ),
)
