"""Incomplete gamma and beta functions, which the shares of random weights are made of."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from lqtheory.errors import NormOverflowError
from lqtheory.quantities.arrays import check_exponent, check_real
from lqtheory.quantities.laws_of_power_type import incomplete_beta_values
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.truncated_moments import (
    ball_beta_ratio,
    ball_beta_ratio_integral,
    ball_gamma_ratio,
    ball_incomplete_beta,
)

__all__ = ["QUANTITIES", "beta_ratio", "beta_ratio_integral", "gamma_ratio", "incomplete_beta"]


def _special() -> Any:
    import scipy.special

    return scipy.special


def gamma_ratio(s: float, T: float) -> float:
    r"""Regularised lower incomplete gamma function.

    P(s, T) = ∫_0^T u^{s-1} e^{-u} du / Γ(s).

    Parameters
    ----------
    s : float
        Shape, > 0.
    T : float
        Upper end, >= 0.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version is that of python-flint.

    References
    ----------
    olver_lozier_boisvert_clark_2010, sections 8.2 and 8.17.

    Examples
    --------
    >>> round(gamma_ratio(1, 1), 12)
    0.632120558829
    """
    s = check_exponent(s, "s", "gamma_ratio")
    return float(_special().gammainc(s, check_real(T, "T", "gamma_ratio", 0.0, math.inf, closed="left")))


def beta_ratio(s: float, a: float, T: float) -> float:
    r"""Regularised incomplete beta function.

    I_T(s, a) = ∫_0^T u^{s-1} (1-u)^{a-1} du / B(s, a).

    Parameters
    ----------
    s, a : float
        Parameters, > 0.
    T : float
        Upper end, in [0, 1].

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version is that of python-flint.

    References
    ----------
    olver_lozier_boisvert_clark_2010, sections 8.2 and 8.17.

    Examples
    --------
    >>> round(beta_ratio(2, 1, 0.5), 12)
    0.25
    """
    s, a = check_exponent(s, "s", "beta_ratio"), check_exponent(a, "a", "beta_ratio")
    return float(_special().betainc(s, a, check_real(T, "T", "beta_ratio", 0.0, 1.0)))


def beta_ratio_integral(s: float, a: float, T: float) -> float:
    r"""Integral of the regularised incomplete beta function.

    ∫_0^T I_u(s, a) du = T I_T(s, a) - (s/(s+a)) I_T(s+1, a).

    Parameters
    ----------
    s, a : float
        Parameters, > 0.
    T : float
        Upper end, in [0, 1].

    Returns
    -------
    float
        In [0, T], a/(s+a) at T = 1.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The difference loses digits where T is far below s/(s+a); the ball version does not. It integrates the
    density of the beta law times T - u.

    References
    ----------
    olver_lozier_boisvert_clark_2010, section 8.17; dossier lq.stoch.finite.

    Examples
    --------
    >>> beta_ratio_integral(1, 1, 0.5)
    0.125
    """
    s, a = check_exponent(s, "s", "beta_ratio_integral"), check_exponent(a, "a", "beta_ratio_integral")
    T = check_real(T, "T", "beta_ratio_integral", 0.0, 1.0)
    value = T * float(_special().betainc(s, a, T)) - s / (s + a) * float(_special().betainc(s + 1.0, a, T))
    return max(0.0, value)


def incomplete_beta(s: float, a: float, T: float) -> float:
    r"""Incomplete beta function, not divided by B(s, a), so that the second parameter may have any sign.

    B_T(s, a) = ∫_0^T u^{s-1} (1-u)^{a-1} du.

    Parameters
    ----------
    s : float
        First parameter, > 0.
    a : float
        Second parameter, any real number.
    T : float
        Upper end, in [0, 1).

    Returns
    -------
    float
        Nonnegative.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.
    NormOverflowError
        If the value exceeds the largest float.

    Notes
    -----
    Cost O(1 + |a|); for a <= 0.1 a series up to 1/2 and quadrature beyond. The ball version is that of
    python-flint.

    References
    ----------
    olver_lozier_boisvert_clark_2010, section 8.17; dossier, table of laws (Student, any degrees of freedom).

    Examples
    --------
    >>> round(incomplete_beta(1, 0, 0.5), 12) == round(math.log(2), 12)
    True
    """
    s = check_exponent(s, "s", "incomplete_beta")
    a = check_real(a, "a", "incomplete_beta", -math.inf, math.inf, closed="neither")
    T = check_real(T, "T", "incomplete_beta", 0.0, 1.0, closed="left")
    with np.errstate(over="ignore"):
        if a > 0.1:
            value = float(_special().betainc(s, a, T) * _special().beta(s, a))
        else:
            half = np.float64(min(T, 0.5))
            value = float(incomplete_beta_values(s, a, half, 1.0 - half))
            value += _beta_above_half(s, a, T) if T > 0.5 else 0.0
    if not math.isfinite(value):
        raise NormOverflowError(f"the integral up to T={T:g} overflows (incomplete_beta); use a larger a")
    return value


def _beta_above_half(s: float, a: float, T: float) -> float:
    """∫_{1/2}^T for a <= 0.1, over w = -ln(1-u), with the factor e^{-aw} divided by its largest value."""
    import scipy.integrate

    top = -math.log1p(-T)
    width = min(top - math.log(2.0), 40.0 / max(-a, 1.0))
    ends = (*([math.log(2.0)] if width == 40.0 / max(-a, 1.0) else []), top - width, top - width / 8.0, top)
    parts = (
        scipy.integrate.quad(lambda w: (-math.expm1(-w)) ** (s - 1.0) * math.exp(a * (top - w)), low, high)[0]
        for low, high in itertools.pairwise(ends)
    )
    try:
        return math.exp(-a * top) * math.fsum(parts)
    except OverflowError:
        return math.inf


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "beta_ratio_integral",
        ("s", "a", "T"),
        beta_ratio_integral,
        ball_beta_ratio_integral,
        r"\int_0^{{{T}}}I_u\left({s},{a}\right)du",
        "lq.stoch.finite",
        sign="nonnegative",
    ),
    Quantity(
        "incomplete_beta",
        ("s", "a", "T"),
        incomplete_beta,
        ball_incomplete_beta,
        r"B_{{{T}}}\left({s},{a}\right)",
        "",
        sign="nonnegative",
    ),
    Quantity(
        "gamma_ratio",
        (
            "s",
            "T",
        ),
        gamma_ratio,
        ball_gamma_ratio,
        r"P\left({s},{T}\right)",
        "",
        sign="nonnegative",
    ),
    Quantity(
        "beta_ratio",
        (
            "s",
            "a",
            "T",
        ),
        beta_ratio,
        ball_beta_ratio,
        r"I_{{{T}}}\left({s},{a}\right)",
        "",
        sign="nonnegative",
    ),
)
