"""Integrals of Lorenz curves of random weights, from which the limits of their Gini indices follow."""

from __future__ import annotations

import math

from lqtheory.errors import NormOverflowError
from lqtheory.quantities.arrays import check_exponent, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.lorenz_integrals import (
    ball_generalised_gaussian_lorenz_integral,
    ball_uniform_lorenz_integral,
)

__all__ = ["QUANTITIES", "generalised_gaussian_lorenz_integral", "uniform_lorenz_integral"]


def generalised_gaussian_lorenz_integral(T: float, s: float, a: float) -> float:
    r"""Integral of the mass below thresholds up to T, over the fraction of the weights that they prune.

    L(T) = ∫_0^T D_1(t) g(t) dt, D_1(t) = E[|w|; |w| <= t], g the density of |w|, proportional to exp(-(t/a)^s). The
    Gini index of many such weights tends to 1 - 2 L(∞)/E|w|.

    Parameters
    ----------
    T : float
        Largest threshold, >= 0.
    s : float
        Shape, > 0.
    a : float
        Scale, > 0.

    Returns
    -------
    float
        Between 0 and E|w|.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.
    NormOverflowError
        If the mean exceeds the largest float.

    Notes
    -----
    By quadrature over the pruned fraction. The ball version integrates rigorously.

    References
    ----------
    Dossier lq.stoch.index, lq.gini.

    Examples
    --------
    >>> round(generalised_gaussian_lorenz_integral(60, 1, 1), 12)
    0.25
    """
    import scipy.integrate
    import scipy.special

    where = "generalised_gaussian_lorenz_integral"
    T = check_real(T, "T", where, 0.0, math.inf, closed="left")
    s, a = check_exponent(s, "s", where), check_exponent(a, "a", where)
    shape, log_mean = 1.0 / s, math.lgamma(2.0 / s) - math.lgamma(1.0 / s)
    if log_mean + math.log(a) > 700.0:
        raise NormOverflowError(f"the mean overflows for s={s:g} ({where}); use a larger s")
    level = s * (math.log(T) - math.log(a)) if T > 0.0 else -math.inf
    pruned = float(scipy.special.gammainc(shape, math.exp(min(level, 700.0))))

    def share(u: float) -> float:  # of the mean, below the threshold that prunes the fraction u
        y = float(scipy.special.gammaincinv(shape, u))
        if y > 1e-20:
            return float(scipy.special.gammainc(2.0 * shape, y))
        return (u * math.gamma(1.0 + shape)) ** 2 / math.gamma(1.0 + 2.0 * shape)  # y itself may underflow

    value = (
        scipy.integrate.quad(share, 0.0, pruned, epsabs=0.0, epsrel=1e-12, full_output=1)[0] if pruned > 0.0 else 0.0
    )
    return math.exp(log_mean + math.log(a)) * float(value)


def uniform_lorenz_integral(T: float, a: float) -> float:
    r"""Integral of the mass below thresholds up to T, over the fraction of the weights that they prune.

    L(T) = ∫_0^T D_1(t)/a dt, D_1(t) = E[|w|; |w| <= t], weights uniform on [-a, a].

    Parameters
    ----------
    T : float
        Largest threshold, >= 0.
    a : float
        Largest magnitude, > 0.

    Returns
    -------
    float
        a/6 for T >= a.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.

    References
    ----------
    Dossier lq.stoch.index, lq.gini.

    Examples
    --------
    >>> uniform_lorenz_integral(1, 1) == 1 / 6
    True
    """
    T = check_real(T, "T", "uniform_lorenz_integral", 0.0, math.inf, closed="left")
    a = check_exponent(a, "a", "uniform_lorenz_integral")
    return min(T, a) ** 3 / (6.0 * a**2)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "generalised_gaussian_lorenz_integral",
        ("T", "s", "a"),
        generalised_gaussian_lorenz_integral,
        ball_generalised_gaussian_lorenz_integral,
        r"L_{{\mathrm{{GG}}({s},{a})}}({T})",
        "lq.stoch.index",
        sign="nonnegative",
    ),
    Quantity(
        "uniform_lorenz_integral",
        ("T", "a"),
        uniform_lorenz_integral,
        ball_uniform_lorenz_integral,
        r"L_{{\mathrm{{U}}({a})}}({T})",
        "lq.stoch.index",
        sign="nonnegative",
    ),
)
