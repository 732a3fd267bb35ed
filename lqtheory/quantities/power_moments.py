"""Truncated moments of uniform, Student and Pareto weights, as functions of the threshold (dossier section 8)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import check_exponent, check_real
from lqtheory.quantities.laws_of_power_type import PARETO, STUDENT
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.truncated_moments import (
    ball_pareto_truncated_moment,
    ball_student_truncated_moment,
    ball_uniform_truncated_moment,
)

__all__ = ["QUANTITIES", "pareto_truncated_moment", "student_truncated_moment", "uniform_truncated_moment"]


def _special() -> Any:
    import scipy.special

    return scipy.special


def _checked(p: float, T: float, a: float, where: str) -> tuple[float, float, float]:
    order = check_real(p, "p", where, 0.0, math.inf, closed="left")
    return order, check_real(T, "T", where, 0.0, math.inf, closed="left"), check_exponent(a, "a", where)


def uniform_truncated_moment(p: float, T: float, a: float) -> float:
    r"""Moment of a uniform weight below a threshold.

    E[|w|^p; |w| <= T], w uniform on [-a, a].

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    a : float
        Largest magnitude, > 0.

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
    >>> uniform_truncated_moment(0, 0.25, 1)
    0.25
    """
    p, T, a = _checked(p, T, a, "uniform_truncated_moment")
    return min(T, a) ** (p + 1.0) / (a * (p + 1.0))


def student_truncated_moment(p: float, T: float, s: float) -> float:
    r"""Moment of a Student weight below a threshold.

    E[|w|^p; |w| <= T], w with s degrees of freedom.

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    s : float
        Degrees of freedom, > 0 (ν in the dossier).

    Returns
    -------
    float
        Between 0 and T^p, finite for every p and s.

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
    >>> round(student_truncated_moment(2, 1.5, 3), 12)
    0.417977905677
    """
    p, T, s = _checked(p, T, s, "student_truncated_moment")
    if p == 0.0:
        return float(_special().betainc(0.5, s / 2.0, T * T / (s + T * T)))
    kept = STUDENT[1](T, s)
    return float(STUDENT[2](p, *kept, s))


def pareto_truncated_moment(p: float, T: float, s: float, a: float) -> float:
    r"""Moment of a Pareto weight below a threshold.

    E[|w|^p; |w| <= T], P(|w| > x) = (a/x)^s for x >= a.

    Parameters
    ----------
    p : float
        Order of the moment, >= 0; 0 gives the pruned fraction.
    T : float
        Threshold, >= 0.
    s : float
        Tail exponent, > 0 (α in the dossier).
    a : float
        Smallest magnitude, > 0.

    Returns
    -------
    float
        Between 0 and T^p; 0 for T <= a.

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
    >>> round(pareto_truncated_moment(2, 3, 1.5, 1), 12)
    2.196152422707
    """
    p, T, a = _checked(p, T, a, "pareto_truncated_moment")
    s = check_exponent(s, "s", "pareto_truncated_moment")
    kept = PARETO[1](T / a, s)
    return float(a**p * PARETO[2](p, *kept, s))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "uniform_truncated_moment",
        (
            "p",
            "T",
            "a",
        ),
        uniform_truncated_moment,
        ball_uniform_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{U}}(-{a},{a})\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
    Quantity(
        "student_truncated_moment",
        (
            "p",
            "T",
            "s",
        ),
        student_truncated_moment,
        ball_student_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{t}}({s})\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
    Quantity(
        "pareto_truncated_moment",
        (
            "p",
            "T",
            "s",
            "a",
        ),
        pareto_truncated_moment,
        ball_pareto_truncated_moment,
        r"\mathbb{{E}}_{{\mathrm{{Pareto}}({s},{a})\mathrm{{}}}}\left[|w|^{{{p}}}; |w|\le {T}\right]",
        "lq.stoch.limit",
        sign="nonnegative",
    ),
)
