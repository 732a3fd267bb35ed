"""Logarithms of the intrinsic volumes of l_1 descent cones, many at once, in dimensions up to millions.

v = C(n,j) 2^j E_j ι_j is a product of numbers like e^{-n}. The exponents of all three are taken at one threshold τ, the
saddle of ι_j: there C(n,j) (2Q)^j (1-2Q)^{n-j} is a binomial probability, the quadratic exponents cancel exactly, and
what is left of the two integrals is of order one. Increments of logarithms that are multiplied by a large count come
from series and short integrals, because rounding of the logarithms themselves would be multiplied, too.
"""

# pyright: reportAttributeAccessIssue=false, reportArgumentType=false, reportCallIssue=false
from __future__ import annotations

import functools
import math

import numpy as np

from lqtheory.quantities.binomial_logarithms import log_binomial_probability
from lqtheory.quantities.gaussian_tails import tail_factors

__all__ = ["log_external_angle", "log_full_volume", "log_internal_angle", "log_volumes", "relevant_indices"]

#: Window of the contour integrals in units of the saddle's width, depth of the real ones, and their quadrature.
_WINDOW, _DEPTH, _NODES, _PANELS = 12.0, 45.0, 20, 16
#: Terms of series around a saddle, up to which step they are used, and counts from which on increments are integrals.
_TERMS, _STEP, _MANY = 32, 0.5, 1000
#: Indices treated together, indices up to which all are wanted, and logarithm of what counts as nothing.
_CHUNK, _ALL, _NOTHING = 256, 4096, -760.0


@functools.cache
def _rule() -> tuple[np.ndarray, np.ndarray]:
    """Gauss-Legendre quadrature on equal panels of [0, 1]; the weights of one long rule are less accurate."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    panels = np.arange(_PANELS)[:, None]
    return ((panels + (nodes + 1.0) / 2.0) / _PANELS).ravel(), np.tile(weights / (2.0 * _PANELS), _PANELS)


def log_volumes(n: int, s: int, j: np.ndarray) -> np.ndarray:
    r"""Logarithms of v_{s-1+j} for s active coordinates and n others.

    Parameters
    ----------
    n, s : int
        At least 1.
    j : array of int, shape (m,)
        In {1, ..., n}.

    Returns
    -------
    array of float64, shape (m,)
        With an absolute error of about 1e-13, up to 1e-11 for n of a million.

    Examples
    --------
    >>> [round(float(v), 12) for v in np.exp(log_volumes(2, 1, np.array([1, 2])))]
    [0.391826552031, 0.333333333333]
    """
    parts = [_log_volumes(n, s, j[i : i + _CHUNK].astype(np.float64)) for i in range(0, j.size, _CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _log_volumes(n: int, s: int, j: np.ndarray) -> np.ndarray:
    tau = _saddle(s, j)
    inner = np.log(_inner(s, j, tau)) + 0.5 * np.log((s + j) / s)
    return _log_binomial(n, j, tau) + inner + _log_outer(n - j, s + j, tau)


def log_external_angle(m: int, r: int) -> float:
    r"""Logarithm of E = √(r/2π) ∫_0^∞ erf(t/√2)^m e^{-rt²/2} dt.

    Parameters
    ----------
    m : int
        At least 0.
    r : int
        At least 1.

    Returns
    -------
    float

    Examples
    --------
    >>> round(math.exp(log_external_angle(4, 1)), 12)
    0.1
    """
    if m == 0:
        return -math.log(2.0)
    power, scale = np.array([float(m)]), np.array([float(r)])
    tau = _peak(power, scale)
    x = float(tau[0]) / math.sqrt(2.0)
    level = math.log1p(-math.erfc(x)) if x > 0.5 else math.log(math.erf(x))
    return m * level - r * x * x + float(_log_outer(power, scale, tau)[0])


def log_internal_angle(s: int, j: int) -> float:
    r"""Logarithm of ι_j = √((s+j)/s) E_ξ (w(ξ/√(2s))/2)^j, w Faddeeva's function, on the line through the saddle.

    Parameters
    ----------
    s : int
        At least 1.
    j : int
        At least 0.

    Returns
    -------
    float

    Examples
    --------
    >>> round(6 * math.exp(log_internal_angle(1, 2)), 12)
    1.0
    """
    import scipy.special

    if j == 0:
        return 0.0
    count = np.array([float(j)])
    tau = _saddle(s, count)
    top = 0.5 * (s + j) * tau**2 + j * scipy.special.log_ndtr(-tau)
    return float((top + np.log(_inner(s, count, tau)) + 0.5 * math.log((s + j) / s))[0])


def relevant_indices(n: int, s: int) -> np.ndarray:
    """The j in {1, ..., n} whose volume may be above the smallest float: all up to 4096, else a range around the peak.

    Parameters
    ----------
    n, s : int
        At least 1.

    Returns
    -------
    array of int
        Consecutive; outside of it the exponents of the volumes, on a grid, are below -760.
    """
    if n <= _ALL:
        return np.arange(1, n + 1)
    grid = np.unique(np.r_[np.geomspace(1, n, 2000).astype(np.int64), np.linspace(1, n, 4000).astype(np.int64)])
    j = grid.astype(np.float64)
    tau = _saddle(s, j)
    peak = _peak(n - j, s + j)
    level = np.where(j < n, _log_ratio(tau, np.where(j < n, peak, tau)[:, None])[:, 0], 0.0)
    exponent = _log_binomial(n, j, tau) + (n - j) * level - 0.5 * (s + j) * (peak - tau) * (peak + tau)
    near = np.nonzero(exponent > _NOTHING)[0]
    if not near.size:
        return np.zeros(0, dtype=np.int64)
    return np.arange(grid[max(near[0] - 1, 0)], grid[min(near[-1] + 1, grid.size - 1)] + 1)


def log_full_volume(n: int, s: int) -> float:
    r"""Logarithm of v_d = (1/2πi) ∫ exp(sλ²/2) erfcx(λ/√2)^n dλ/λ on the vertical line through the saddle.

    Parameters
    ----------
    n, s : int
        At least 1.

    Returns
    -------
    float

    Examples
    --------
    >>> round(math.exp(log_full_volume(2, 1)), 12)
    0.108173447969
    """
    import scipy.special
    from scipy.optimize import brentq

    def slope(c: float) -> float:
        mills, small, _ = tail_factors(np.array(c))
        return s * c - n * float(small / mills) - 1.0 / c

    c = float(brentq(slope, 1e-12, 10.0 + math.sqrt(n / s) + 1.0 / math.sqrt(s)))
    x = c / math.sqrt(2.0)
    top = 0.5 * s * c * c + n * math.log(float(scipy.special.erfcx(x))) - math.log(c)
    nodes, weights = _rule()
    width = _WINDOW / math.sqrt(s)
    t = width * nodes
    rest = _log_scaled(np.array([x]), (t / math.sqrt(2.0))[None, :])[0]
    powers = -0.5 * s * t * t + 1j * s * c * t + n * rest - np.log1p(1j * t / c)
    return top + math.log(width * float(weights @ np.exp(powers).real) / math.pi)


def _saddle(s: int, j: np.ndarray) -> np.ndarray:
    """Root of (s+j) τ = j φ/Q, by Newton's method from below, where it is monotone: s τ = j (φ/Q - τ)."""
    tau = np.zeros_like(j)
    for _ in range(80):
        mills, slope, _ = tail_factors(tau)
        excess = slope / mills  # φ/Q - τ, whose derivative is (φ/Q) (φ/Q - τ) - 1
        step = (j * excess - s * tau) / (s + j * (1.0 - excess / mills))
        tau = tau + step
        if np.all(np.abs(step) <= 1e-15 * tau):
            break
    return tau


def _peak(power: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Maximum of power log erf(t/√2) - scale t²/2: root of scale t = power z, z = √(2/π) e^{-t²/2}/erf(t/√2)."""
    import scipy.special

    low, high = np.zeros_like(power), np.sqrt(np.log1p(power / scale) * 2.0) + 1e-300
    high = np.where(power > 0, np.maximum(high, 1.0), high)
    for _ in range(60):
        middle = 0.5 * (low + high)
        slope = power * math.sqrt(2.0 / math.pi) * np.exp(-0.5 * middle**2) / scipy.special.erf(middle / math.sqrt(2.0))
        above = slope > scale * middle
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(power > 0, 0.5 * (low + high), 0.0)


def _log_ratio(tau: np.ndarray, t: np.ndarray) -> np.ndarray:
    """log(erf(t/√2)/erf(τ/√2)) for each t of a row, its increment by an integral of few nodes where that is short."""
    import scipy.special

    step = t - tau[:, None]
    whole = scipy.special.erf(tau / math.sqrt(2.0))[:, None]
    with np.errstate(divide="ignore"):
        plain = np.log(scipy.special.erf(t / math.sqrt(2.0)) / whole)
    nodes, weights = np.polynomial.legendre.leggauss(16)
    density = np.zeros_like(step)
    for node, weight in zip((nodes + 1.0) / 2.0, weights / 2.0, strict=True):
        density += weight * np.exp(-0.5 * (tau[:, None] + node * step) ** 2)
    increment = math.sqrt(2.0 / math.pi) * step * density / whole
    short = (np.abs(step) < 2.0) & (increment > -0.5)
    return np.where(short, np.log1p(np.where(short, increment, 0.0)), plain)


def _log_outer(power: np.ndarray, scale: np.ndarray, tau: np.ndarray) -> np.ndarray:
    """Log of √(scale/2π) ∫ (erf(t/√2)/erf(τ/√2))^power exp(-scale (t²-τ²)/2) dt over t > 0."""
    import scipy.special

    peak = _peak(power, scale)
    width = np.sqrt(2.0 * _DEPTH / scale)
    low = np.maximum(peak - width, 0.0)
    nodes, weights = _rule()
    t = low[:, None] + (peak + width - low)[:, None] * nodes
    if power.max() > _MANY:
        ratio = _log_ratio(tau, t)
    else:
        ratio = np.log(scipy.special.erf(t / math.sqrt(2.0)) / scipy.special.erf(tau / math.sqrt(2.0))[:, None])
    logs = power[:, None] * ratio - 0.5 * scale[:, None] * (t - tau[:, None]) * (t + tau[:, None])
    top = logs.max(axis=1)
    total = (peak + width - low) * (np.exp(logs - top[:, None]) @ weights)
    return top + np.log(total) + 0.5 * np.log(scale / (2.0 * math.pi))


def _inner(s: int, j: np.ndarray, tau: np.ndarray) -> np.ndarray:
    """E over ξ = t + ic, c = √s τ, of exp(-ξ²/2) w(ξ/√2s)^j divided by its value at t = 0."""
    nodes, weights = _rule()
    t = _WINDOW * nodes
    rest = _log_scaled(tau / math.sqrt(2.0), np.broadcast_to(t / math.sqrt(2.0 * s), (j.size, t.size)))
    powers = -0.5 * t * t - 1j * t * (math.sqrt(s) * tau)[:, None] + j[:, None] * np.conj(rest)
    return 2.0 / math.sqrt(2.0 * math.pi) * _WINDOW * (np.exp(powers).real @ weights)


def _log_scaled(x: np.ndarray, step: np.ndarray) -> np.ndarray:
    """log(erfcx(x + i h)/erfcx(x)) for real x >= 0 and steps h in rows: by the series at x, if all steps are short.

    With y = 2/(√π erfcx) the derivative of log erfcx is L' = 2x - y, and y' = -y L'.
    """
    import scipy.special

    if step.max() > _STEP:
        return np.log(scipy.special.wofz(1j * (x[:, None] + 1j * step)) / scipy.special.erfcx(x)[:, None])
    mills, slope, _ = tail_factors(math.sqrt(2.0) * x)
    first = -math.sqrt(2.0) * slope / mills
    y, logs = [math.sqrt(2.0) / mills], [first]
    for k in range(1, _TERMS):  # Taylor coefficients of y and of L'
        y.append(-sum(y[i] * logs[k - 1 - i] for i in range(k)) / k)
        logs.append((2.0 if k == 1 else 0.0) - y[k])
    value = np.zeros(step.shape, dtype=np.complex128)
    for k in range(_TERMS, 0, -1):
        value = (value + (logs[k - 1] / k)[:, None]) * (1j * step)
    return value


def _log_binomial(n: int, j: np.ndarray, tau: np.ndarray) -> np.ndarray:
    """Logarithm of the probability of j successes in n trials of chance 2Q(τ)."""
    import scipy.special

    chance, other = scipy.special.erfc(tau / math.sqrt(2.0)), scipy.special.erf(tau / math.sqrt(2.0))
    log_chance = math.log(2.0) + scipy.special.log_ndtr(-tau)
    return log_binomial_probability(n, j, chance, other, log_chance, np.log(other))
