"""Mean length of Gaussian vectors (dossier ``geom.chi.mean``)."""

from __future__ import annotations

import math

from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean, ball_chi_mean_excess

__all__ = ["QUANTITIES", "chi_mean", "chi_mean_excess"]

#: From here on the asymptotic series is exact to the last digit.
_LARGE = 300
#: Coefficients of λ_d/√d and of λ_d² - (d - 1/2) in powers of 1/d.
_MEAN = (1.0, -1 / 4, 1 / 32, 5 / 128, -21 / 2048, -399 / 8192)
_EXCESS = (0.0, 1 / 8, 1 / 16, -5 / 128, -23 / 256, 53 / 1024, 593 / 2048)


def _series(coefficients: tuple[float, ...], t: float) -> float:
    value = 0.0
    for coefficient in reversed(coefficients):
        value = value * t + coefficient
    return value


def chi_mean(d: int) -> float:
    r"""Mean length of a Gaussian vector in R^d.

    λ_d = E‖g‖ = √2 Γ((d+1)/2)/Γ(d/2), with d - 1/2 < λ_d² <= d - 1 + 2/π.

    Parameters
    ----------
    d : int
        Dimension, >= 1.

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    Notes
    -----
    Cost O(d) up to d = 300 (a product of rational steps), then O(1) by the asymptotic series; differences of
    log-gamma functions would lose log10(d) digits. Relative error below 1e-14.

    References
    ----------
    Dossier geom.chi.mean.

    Examples
    --------
    >>> round(chi_mean(2), 12)
    1.253314137316
    """
    d = check_count(d, "d", 1, None, "chi_mean")
    if d > _LARGE:
        return math.sqrt(d) * _series(_MEAN, 1.0 / d)
    value = math.sqrt(2.0 / math.pi) if d % 2 else math.sqrt(math.pi / 2.0)
    for k in range(2 - d % 2, d, 2):  # λ_{k+2} = λ_k (k+1)/k
        value *= (k + 1) / k
    return value


def chi_mean_excess(d: int) -> float:
    r"""How far the squared mean length of a Gaussian vector exceeds d - 1/2.

    λ_d² - (d - 1/2), decreasing from 2/π - 1/2 to 0 like 1/(8d).

    Parameters
    ----------
    d : int
        Dimension, >= 1.

    Returns
    -------
    float
        Positive, at most 2/π - 1/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    Notes
    -----
    The subtraction is done before rounding: λ_d² is a rational number times π or 1/π up to d = 300; beyond, by the
    asymptotic series. Relative error below 1e-14.

    References
    ----------
    Dossier geom.chi.mean.

    Examples
    --------
    >>> round(chi_mean_excess(10), 12)
    0.013077729872
    """
    d = check_count(d, "d", 1, None, "chi_mean_excess")
    if d > _LARGE:
        return _series(_EXCESS, 1.0 / d)
    return _small_excess(d)


def _small_excess(d: int) -> float:
    """The difference in exact fractions: λ_d² is a rational number times π or 1/π."""
    from fractions import Fraction

    square = Fraction(2 if d % 2 else 1, 1 if d % 2 else 2)
    for k in range(2 - d % 2, d, 2):
        square *= Fraction(k + 1, k) ** 2
    circle = Fraction(*_CIRCLE)
    square = square / circle if d % 2 else square * circle
    return float(square - d + Fraction(1, 2))


#: π as a fraction, to 60 digits.
_CIRCLE = (314159265358979323846264338327950288419716939937510582097494, 10**59)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("chi_mean", ("d",), chi_mean, ball_chi_mean, r"\lambda_{{{d}}}", "geom.chi.mean", sign="positive"),
    Quantity(
        "chi_mean_excess",
        ("d",),
        chi_mean_excess,
        ball_chi_mean_excess,
        r"\left(\lambda_{{{d}}}^2-{d}+\tfrac12\right)",
        "geom.chi.mean",
        sign="positive",
    ),
)
