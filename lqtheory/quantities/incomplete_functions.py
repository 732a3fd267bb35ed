"""Regularised incomplete gamma and beta functions, which the shares of random weights are made of."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import check_exponent, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.truncated_moments import (
    ball_beta_ratio,
    ball_gamma_ratio,
)

__all__ = ["QUANTITIES", "beta_ratio", "gamma_ratio"]


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


QUANTITIES: tuple[Quantity, ...] = (
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
