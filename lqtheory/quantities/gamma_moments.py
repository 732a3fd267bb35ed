"""Truncated moments of weights of gamma type, as functions of the threshold (dossier section 8)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import NormOverflowError
from lqtheory.quantities.arrays import check_exponent, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.truncated_moments import (
    ball_gaussian_truncated_moment,
    ball_generalised_gaussian_moment,
    ball_generalised_gaussian_truncated_moment,
    ball_laplace_truncated_moment,
)

__all__ = [
    "QUANTITIES",
    "gaussian_truncated_moment",
    "generalised_gaussian_moment",
    "generalised_gaussian_truncated_moment",
    "laplace_truncated_moment",
]


def _special() -> Any:
    import scipy.special

    return scipy.special


def _checked(p: float, T: float, a: float, where: str) -> tuple[float, float, float]:
    order = check_real(p, "p", where, 0.0, math.inf, closed="left")
    return order, check_real(T, "T", where, 0.0, math.inf, closed="left"), check_exponent(a, "a", where)


def gaussian_truncated_moment(p: float, T: float, a: float) -> float:
    r"""Moment of a Gaussian weight below a threshold.

    E[|w|^p; |w| <= T], w ~ N(0, a²).

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    a : float
        Standard deviation, > 0.

    Returns
    -------
    float
        Between 0 and T^p.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the density.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> round(gaussian_truncated_moment(2, 1.5, 1), 12)
    0.477832810465
    """
    p, T, a = _checked(p, T, a, "gaussian_truncated_moment")
    level = 0.5 * (T / a) ** 2
    return float(_gamma_moment(p, 2.0) * (math.sqrt(2.0) * a) ** p * _special().gammainc((p + 1.0) / 2.0, level))


def laplace_truncated_moment(p: float, T: float, a: float) -> float:
    r"""Moment of a Laplace weight below a threshold.

    E[|w|^p; |w| <= T], |w| exponential with mean a.

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    a : float
        Mean magnitude, > 0.

    Returns
    -------
    float
        Between 0 and T^p.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the density.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> round(laplace_truncated_moment(0, 1, 1), 12)
    0.632120558829
    """
    p, T, a = _checked(p, T, a, "laplace_truncated_moment")
    return float(_gamma_moment(p, 1.0) * a**p * _special().gammainc(p + 1.0, T / a))


def generalised_gaussian_truncated_moment(p: float, T: float, s: float, a: float) -> float:
    r"""Moment of a generalised Gaussian weight below a threshold.

    E[|w|^p; |w| <= T], density of w proportional to exp(-|w/a|^s).

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    s : float
        Shape, > 0 (β in the dossier).
    a : float
        Scale, > 0.

    Returns
    -------
    float
        Between 0 and T^p.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the density.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> round(generalised_gaussian_truncated_moment(0.5, 1.5, 0.5, 2), 12)
    0.162294685326
    """
    p, T, a = _checked(p, T, a, "generalised_gaussian_truncated_moment")
    s = check_exponent(s, "s", "generalised_gaussian_truncated_moment")
    return float(_gamma_moment(p, s) * a**p * _special().gammainc((p + 1.0) / s, (T / a) ** s))


def generalised_gaussian_moment(p: float, s: float, a: float) -> float:
    r"""Absolute moment of a generalised Gaussian weight.

    E|w|^p, density of w proportional to exp(-|w/a|^s).

    Parameters
    ----------
    p : float
        Order, >= 0.
    s : float
        Shape, > 0 (β in the dossier).
    a : float
        Scale, > 0.

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the density.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> round(generalised_gaussian_moment(2, 2, 1), 12)
    0.5
    """
    p, _, a = _checked(p, 0.0, a, "generalised_gaussian_moment")
    s = check_exponent(s, "s", "generalised_gaussian_moment")
    return _gamma_moment(p, s) * a**p


def _gamma_moment(p: float, s: float) -> float:
    """Γ((p+1)/s)/Γ(1/s)."""
    log_value = math.lgamma((p + 1.0) / s) - math.lgamma(1.0 / s)
    if log_value > 700.0:
        raise NormOverflowError(f"the moment of order p={p:g} with s={s:g} overflows (gamma_moments); use a larger s")
    return math.exp(log_value)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "gaussian_truncated_moment",
        (
            "p",
            "T",
            "a",
        ),
        gaussian_truncated_moment,
        ball_gaussian_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{N}}(0,{a}^2)\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
    Quantity(
        "laplace_truncated_moment",
        (
            "p",
            "T",
            "a",
        ),
        laplace_truncated_moment,
        ball_laplace_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{Laplace}}({a})\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
    Quantity(
        "generalised_gaussian_truncated_moment",
        (
            "p",
            "T",
            "s",
            "a",
        ),
        generalised_gaussian_truncated_moment,
        ball_generalised_gaussian_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{GG}}({s},{a})\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
    Quantity(
        "generalised_gaussian_moment",
        (
            "p",
            "s",
            "a",
        ),
        generalised_gaussian_moment,
        ball_generalised_gaussian_moment,
        r"\mathbb{{E}}_{{\mathrm{{GG}}({s},{a})}}|w|^{{{p}}}",
        "lq.stoch.limit",
        sign="positive",
    ),
)
