"""Laws whose tails are powers: uniform (none), Student, Pareto, all at scale 1. SciPy is loaded on first use."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

__all__ = ["PARETO", "STUDENT", "UNIFORM", "incomplete_beta_values"]


#: Below this level the incomplete beta function is its leading power to the last digit.
SMALL = 1e-17


def _special() -> Any:
    import scipy.special

    return scipy.special


# ---- uniform on [-1, 1] ----------------------------------------------------------------------------------------------
UNIFORM = (
    lambda f, g, shape: g,
    lambda t, shape: (np.maximum(1.0 - t, 0.0), np.minimum(t, 1.0)),
    lambda p, f, g, shape: g ** (p + 1.0) / (p + 1.0),
    lambda p, shape: 1.0 / (p + 1.0),
    lambda shape: math.inf,
)


# ---- Student with nu degrees of freedom ------------------------------------------------------------------------------
def _student_level(f: Any, g: Any, nu: float) -> tuple[Any, Any]:
    """Level b = t²/(ν + t²) and 1 - b, each from the fraction that determines it well."""
    special = _special()
    inner, outer = special.betaincinv(0.5, nu / 2.0, g), special.betaincinv(nu / 2.0, 0.5, f)
    small = f > 0.5
    return np.where(small, inner, 1.0 - outer), np.where(small, 1.0 - inner, outer)


def _student_threshold(f: Any, g: Any, nu: float) -> Any:
    b, c = _student_level(f, g, nu)
    root = _student_root(g, nu)
    with np.errstate(divide="ignore"):
        return math.sqrt(nu) * np.where(root**2 < SMALL, root, np.sqrt(b / c))


def _student_root(g: Any, nu: float) -> Any:
    """√b to the last digit where b is tiny: I_b(1/2, ν/2) = 2√b/B(1/2, ν/2)."""
    return 0.5 * g * _special().beta(0.5, nu / 2.0)


def _student_tail(t: Any, nu: float) -> tuple[Any, Any]:
    special = _special()
    square = np.asarray(t) ** 2
    with np.errstate(invalid="ignore", over="ignore"):
        b = np.where(np.isinf(square), 1.0, square / (nu + square))
        c = nu / (nu + square)
    return special.betainc(nu / 2.0, 0.5, c), special.betainc(0.5, nu / 2.0, b)


def _student_moment(p: float, nu: float) -> float:
    """ν^{p/2} B((p+1)/2, (ν-p)/2)/B(1/2, ν/2)."""
    special = _special()
    return float(nu ** (p / 2.0) * special.beta((p + 1.0) / 2.0, (nu - p) / 2.0) / special.beta(0.5, nu / 2.0))


def _student_truncated(p: float, f: Any, g: Any, nu: float) -> Any:
    special = _special()
    b, c = _student_level(f, g, nu)
    x, y = (p + 1.0) / 2.0, (nu - p) / 2.0
    root = _student_root(g, nu)
    near_zero = nu ** (p / 2.0) * root ** (p + 1.0) / (x * special.beta(0.5, nu / 2.0))
    if y > 0.1:  # the share times the moment; below, both factors are near a pole
        inner = np.where(b <= 0.5, special.betainc(x, y, b), special.betaincc(y, x, c))
        return np.where(root**2 < SMALL, near_zero, _student_moment(p, nu) * inner)
    with np.errstate(divide="ignore"):
        inner = nu ** (p / 2.0) / special.beta(0.5, nu / 2.0) * incomplete_beta_values(x, y, b, c)
    return np.where(root**2 < SMALL, near_zero, inner)


def incomplete_beta_values(x: float, y: float, b: Any, c: Any) -> Any:
    """Incomplete beta function B_b(x, y), not divided by B(x, y), for an array of upper ends.

    Parameters
    ----------
    x : float
        First parameter, > 0.
    y : float
        Second parameter, of any sign; far above 0 the series loses digits, there use the regularised function.
    b, c : array
        Upper ends in [0, 1], and 1 - b.

    Returns
    -------
    array of float64

    Notes
    -----
    Up to b = 1/2 the series of the hypergeometric function; from there on the integral of v^{y-1} (1-v)^{x-1} over
    v in [c, 1/2], term by term in v; both converge like 2^{-j} at least.
    """
    lower = np.minimum(b, 0.5)
    term, total = np.ones_like(lower), np.zeros_like(lower) + 1.0 / x
    for j in range(1, 80 + math.ceil(4.0 * abs(y))):
        term = term * lower * (j - y) / j
        total = total + term / (x + j)
    total = lower**x * total
    upper = np.minimum(c, 0.5)
    coefficient, beyond = 1.0, np.zeros_like(upper)
    for j in range(80):
        beyond = beyond + coefficient * _power_integral(y + j, upper)
        coefficient *= (j + 1.0 - x) / (j + 1.0)
    return np.where(b > 0.5, total + beyond, total)


def _power_integral(e: float, c: Any) -> Any:
    """Integral of v^{e-1} over v in [c, 1/2]: (2^{-e} - c^e)/e, the logarithm of 1/(2c) at e = 0."""
    logs = np.log(0.5) - np.log(c)
    if e == 0.0:
        return logs
    if e > 0.5:
        return (0.5**e - c**e) / e
    return np.where(np.isinf(logs), math.inf if e < 0 else 0.5**e / e, -(0.5**e) * np.expm1(-e * logs) / e)


STUDENT = (_student_threshold, _student_tail, _student_truncated, _student_moment, lambda nu: nu)


# ---- Pareto: P(|w| > x) = x^{-alpha} for x >= 1 ----------------------------------------------------------------------
def _log_kept(f: Any, g: Any) -> Any:
    with np.errstate(divide="ignore"):
        return np.where(f > 0.5, np.log1p(-g), np.log(f))


def _pareto_truncated(p: float, f: Any, g: Any, alpha: float) -> Any:
    """(1 - f^e)/e with e = 1 - p/α, and -ln f at e = 0."""
    logs, e = _log_kept(f, g), 1.0 - p / alpha
    return -logs if e == 0.0 else -np.expm1(e * logs) / e


def _pareto_tail(t: Any, alpha: float) -> tuple[Any, Any]:
    logs = -alpha * np.log(np.maximum(t, 1.0))
    return np.exp(logs), -np.expm1(logs)


PARETO = (
    lambda f, g, alpha: np.exp(-_log_kept(f, g) / alpha),
    _pareto_tail,
    _pareto_truncated,
    lambda p, alpha: alpha / (alpha - p),
    lambda alpha: alpha,
)
