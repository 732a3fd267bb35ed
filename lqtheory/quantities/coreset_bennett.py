"""The function of Bennett's inequality and the divergence of two coins, without cancellation near equality."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import Array
from lqtheory.quantities.coreset_inputs import finished, numbers
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_tails import ball_bennett_function, ball_binary_divergence

__all__ = ["QUANTITIES", "bennett_array", "bennett_function", "binary_divergence"]

#: Below this the power series is used; 20 terms of it leave less than a unit in the last place.
SMALL, TERMS = 0.125, 20


def bennett_function(u: Any) -> Any:
    r"""Function of Bennett's inequality.

    φ(u) = (1+u) ln(1+u) - u, φ(-1) = 1.

    Parameters
    ----------
    u : float or array
        At least -1.

    Returns
    -------
    float, or array of float64
        At least 0, with 0 only at u = 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the argument is not a number or array, or out of range.

    Notes
    -----
    The power series u²/2 - u³/6 + ... for |u| < 1/8. Cost O(1) for each entry.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.7; dossier coreset.tail.kl.

    Examples
    --------
    >>> bennett_function(-1.0), round(bennett_function(1e-8) / 5e-17, 12)
    (1.0, 0.999999996667)
    """
    xp, (u,), single = numbers("bennett_function", u=(u, -1.0, math.inf, "left"))
    return finished(bennett_array(xp, u), single)


def bennett_array(xp: Any, u: Array) -> Array:
    """:func:`bennett_function` of an array, unchecked.

    Parameters
    ----------
    xp : namespace
        The array's.
    u : array
        At least -1 in every entry.

    Returns
    -------
    array of float64

    Examples
    --------
    >>> import numpy as np
    >>> bennett_array(np, np.array([-1.0, 0.0])).tolist()
    [1.0, 0.0]
    """
    tiny = xp.abs(u) < SMALL
    small = xp.where(tiny, u, 0.0 * u)
    series = 0.0 * small
    for k in range(TERMS, 1, -1):
        series = (-1.0) ** k / (k * (k - 1)) + small * series
    inside = xp.where(tiny | (u <= -1.0), 0.0 * u, u)
    direct = (1.0 + inside) * xp.log1p(inside) - inside
    return xp.where(tiny, small * small * series, xp.where(u <= -1.0, 0.0 * u + 1.0, direct))


def binary_divergence(p: Any, q: Any) -> Any:
    r"""Kullback-Leibler divergence of two coins.

    kl(p‖q) = p ln(p/q) + (1-p) ln((1-p)/(1-q)), 0 ln 0 = 0.

    Parameters
    ----------
    p, q : float or array
        Probabilities, in [0, 1].

    Returns
    -------
    float, or array of float64
        At least 0; ``inf`` where q is 0 or 1 and p is not.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    As q φ((p-q)/q) + (1-q) φ((q-p)/(1-q)) with φ of :func:`bennett_function`: both terms are nonnegative, so that
    nothing cancels near p = q. Cost O(1) for each entry.

    References
    ----------
    cover_thomas_2006, section 2.3; dossier coreset.tail.kl.

    Examples
    --------
    >>> binary_divergence(0.0, 0.5) == math.log(2), binary_divergence(0.3, 0.3), binary_divergence(0.5, 1.0)
    (True, 0.0, inf)
    """
    given = {name: (value, 0.0, 1.0, "both") for name, value in (("p", p), ("q", q))}
    xp, (p, q), single = numbers("binary_divergence", **given)
    gap = p - q
    inner = (q > 0.0) & (q < 1.0)
    safe = xp.where(inner, q, 0.0 * gap + 0.5)
    up = xp.where(gap / safe < -1.0, 0.0 * gap - 1.0, gap / safe)
    down = xp.where(-gap / (1.0 - safe) < -1.0, 0.0 * gap - 1.0, -gap / (1.0 - safe))
    value = safe * bennett_array(xp, up) + (1.0 - safe) * bennett_array(xp, down)
    outside = xp.where(gap == 0.0, 0.0 * gap, 0.0 * gap + math.inf)
    return finished(xp.where(inner, value, outside), single)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "bennett_function",
        ("u",),
        bennett_function,
        ball_bennett_function,
        r"\varphi\left({u}\right)",
        "coreset.tail.kl",
        sign="nonnegative",
    ),
    Quantity(
        "binary_divergence",
        ("p", "q"),
        binary_divergence,
        ball_binary_divergence,
        r"\mathrm{{kl}}\left({p}\|{q}\right)",
        "coreset.tail.kl",
        sign="nonnegative",
    ),
)
