"""Errors of classes of edges as functions of their samples, in the three forms that allocations know.

Each record offers the same: which classes have an error at all (``live``), the weighted errors at given counts
(``values``), their falling rates (``slopes``), and the counts at which the rate is a given multiplier (``counts``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, on_cpu

__all__ = [
    "BernsteinErrors",
    "MeanSquareErrors",
    "SquareRootErrors",
    "bernstein_error_at_slope",
    "bernstein_samples",
    "per_class",
]


def per_class(value: Any, size: int, name: str, where: str) -> np.ndarray:
    """One number for each of several classes, from one number for all or one for each; infinity is allowed.

    Parameters
    ----------
    value : float or array-like, shape (r,)
        The numbers.
    size : int
        r.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    numpy.ndarray of float64, shape (r,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not made of numbers, has another shape, or holds NaN.
    """
    try:
        array = np.asarray(on_cpu(value) if hasattr(value, "detach") else value, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputTypeError(f"{name} must be numbers, got {value!r:.60} ({where})") from None
    if array.ndim > 1 or (array.ndim == 1 and array.size != size):
        raise ShapeError(f"{name} has shape {array.shape}, allowed are a number or {size} numbers ({where})")
    if np.isnan(array).any():
        raise DomainError(f"{name} holds NaN ({where}); give numbers")
    return np.broadcast_to(array, (size,)).astype(np.float64)


def _set_coefficients(errors: Any, *names: str) -> None:
    """Checked float64 coefficients in place of what was given; ``source`` is the first as it came."""
    where = type(errors).__name__
    arrays = [as_vector(getattr(errors, name), name, where) for name in names]
    object.__setattr__(errors, "source", arrays[0])
    size = int(arrays[0].shape[-1])
    for name, array in zip(names, arrays, strict=True):
        values = on_cpu(array)
        if values.shape != (size,):
            raise ShapeError(f"{name} has shape {values.shape}, allowed is ({size},) ({where})")
        if (values < 0).any():
            raise DomainError(f"{name} must be >= 0 in every class ({where}), got {values.min():g}")
        object.__setattr__(errors, name, values)
    costs = per_class(errors.costs, size, "costs", where)
    if not (np.isfinite(costs) & (costs > 0)).all():
        raise DomainError(f"costs must be finite and > 0 ({where}); drop classes that do not count")
    object.__setattr__(errors, "costs", costs)


@dataclass(frozen=True, eq=False)
class SquareRootErrors:
    r"""Errors c_i (√(a_i/m) + b_i/m).

    Parameters
    ----------
    a, b : array-like, shape (r,)
        Coefficients, at least 0.
    costs : float or array-like, shape (r,)
        Weights c, > 0.

    References
    ----------
    Dossier coreset.alloc.sqrt.

    Examples
    --------
    >>> SquareRootErrors([4, 9], [2, 0]).values([16, 9]).tolist()
    [0.625, 1.0]
    """

    a: Any
    b: Any
    costs: Any = 1.0
    source: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _set_coefficients(self, "a", "b")

    @property
    def live(self) -> np.ndarray:
        """Classes whose error is not 0."""
        return (self.a > 0) | (self.b > 0)

    def values(self, m: Any) -> np.ndarray:
        """Weighted error of every class; 0 for classes without error, also at 0 samples."""
        with np.errstate(divide="ignore", invalid="ignore"):
            m = np.asarray(m, dtype=np.float64)
            found = self.costs * (np.sqrt(self.a / m) + self.b / m)
        return np.where(self.live, found, 0.0)

    def value_of(self, i: int, m: float) -> float:
        """Weighted error of one class at m > 0 samples."""
        return float(self.costs[i] * (math.sqrt(self.a[i] / m) + self.b[i] / m))

    def slopes(self, m: Any) -> np.ndarray:
        """Falling rates c (½ √a m^{-3/2} + b m^{-2}); 0 for classes without error."""
        with np.errstate(divide="ignore", invalid="ignore"):
            m = np.asarray(m, dtype=np.float64)
            found = self.costs * (0.5 * np.sqrt(self.a / m) + self.b / m) / m
        return np.where(self.live, found, 0.0)

    def counts(self, log_multiplier: float) -> np.ndarray:
        """Counts at which the rate is the multiplier: the root y = m^{-1/2} of c (b y⁴ + ½ √a y³) = λ.

        Newton's method from the smaller of the two pure roots, which is at least the root and at most 2^{1/3} times
        it; the function is convex and increasing, so that every step stays above the root.
        """
        with np.errstate(divide="ignore"):
            log_c, log_a, log_b = np.log(self.costs), np.log(self.a), np.log(self.b)
            quartic = 0.25 * (log_multiplier - log_c - log_b)
            cubic = (log_multiplier - log_c - 0.5 * log_a + math.log(2.0)) / 3.0
        start = np.minimum(quartic, cubic)
        safe = np.where(self.live, start, 0.0)
        fourth = np.where(self.live, np.exp(4.0 * (safe - np.where(self.b > 0, quartic, np.inf))), 0.0)
        third = np.where(self.live, np.exp(3.0 * (safe - np.where(self.a > 0, cubic, np.inf))), 1.0)
        x = np.ones_like(safe)
        for _ in range(8):
            x = x - (fourth * x**4 + third * x**3 - 1.0) / (4.0 * fourth * x**3 + 3.0 * third * x**2)
        return np.where(self.live, np.exp(-2.0 * (safe + np.log(x))), 0.0)


@dataclass(frozen=True, eq=False)
class BernsteinErrors:
    r"""Errors c_i ε(m), ε(m) = A_i/(3m) + √((A_i/(3m))² + 2A_i/m): Bernstein's inequality solved for the error.

    Parameters
    ----------
    A : array-like, shape (r,)
        (B_i - 1) ln(2/δ), at least 0; 0 for a class whose estimator has no variance.
    costs : float or array-like, shape (r,)
        Weights c, > 0.

    Notes
    -----
    With the error itself as the variable nothing has to be inverted numerically: m = A (2/ε² + 2/(3ε)) and the rate is
    -dε/dm = 3ε³/(2A(6 + ε)), so that a given rate is a cubic in ε with one positive root.

    References
    ----------
    Dossier coreset.eps.bernstein, coreset.alloc.bernstein.

    Examples
    --------
    >>> BernsteinErrors([10, 10, 10]).values([5, 50, 500]).round(12).tolist()
    [2.774851773446, 0.702626134278, 0.206777746931]
    """

    A: Any
    costs: Any = 1.0
    source: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _set_coefficients(self, "A")

    @property
    def live(self) -> np.ndarray:
        """Classes whose error is not 0."""
        return self.A > 0

    def values(self, m: Any) -> np.ndarray:
        """Weighted error of every class; 0 for classes without variance, also at 0 samples."""
        return self.costs * self._errors(m)

    def value_of(self, i: int, m: float) -> float:
        """Weighted error of one class at m > 0 samples."""
        third = self.A[i] / (3.0 * m)
        return float(self.costs[i] * (third + math.sqrt(third) * math.sqrt(third + 6.0)))

    def slopes(self, m: Any) -> np.ndarray:
        """Falling rates c · 3ε³/(2A(6 + ε)); 0 for classes without variance."""
        e = self._errors(m)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.costs * 1.5 * (e / self.A) * (e / (1.0 + 6.0 / e))
        return np.where(self.live, found, 0.0)

    def counts(self, log_multiplier: float) -> np.ndarray:
        """Counts at which the rate is the multiplier."""
        with np.errstate(divide="ignore"):
            t = np.exp(log_multiplier + np.log(self.A) - np.log(self.costs))
        errors = bernstein_error_at_slope(np.where(self.live, t, 1.0))
        return np.where(self.live, bernstein_samples(errors, self.A), 0.0)

    def _errors(self, m: Any) -> np.ndarray:
        with np.errstate(divide="ignore", invalid="ignore"):
            third = self.A / (3.0 * np.asarray(m, dtype=np.float64))
            found = third + np.sqrt(third) * np.sqrt(third + 6.0)
        return np.where(self.live, found, 0.0)


@dataclass(frozen=True, eq=False)
class MeanSquareErrors:
    r"""Errors c_i v_i/m: variances of means.

    Parameters
    ----------
    v : array-like, shape (r,)
        Variances of one sample, at least 0.
    costs : float or array-like, shape (r,)
        Weights c, > 0.

    References
    ----------
    Dossier coreset.alloc.mse.

    Examples
    --------
    >>> MeanSquareErrors([16, 4]).values([8, 4]).tolist()
    [2.0, 1.0]
    """

    v: Any
    costs: Any = 1.0
    source: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _set_coefficients(self, "v")

    @property
    def live(self) -> np.ndarray:
        """Classes whose error is not 0."""
        return self.v > 0

    def values(self, m: Any) -> np.ndarray:
        """Weighted error of every class."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.live, self.costs * self.v / np.asarray(m, dtype=np.float64), 0.0)

    def value_of(self, i: int, m: float) -> float:
        """Weighted error of one class at m > 0 samples."""
        return float(self.costs[i] * self.v[i] / m)

    def slopes(self, m: Any) -> np.ndarray:
        """Falling rates c v/m²."""
        m = np.asarray(m, dtype=np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.live, self.costs * (self.v / m) / m, 0.0)

    def counts(self, log_multiplier: float) -> np.ndarray:
        """Counts at which the rate is the multiplier."""
        with np.errstate(divide="ignore"):
            return np.exp(0.5 * (np.log(self.costs) + np.log(self.v) - log_multiplier))


def bernstein_samples(error: Any, A: Any) -> Array:
    r"""Samples at which the Bernstein error is a given one: m = A (2/ε² + 2/(3ε)).

    Parameters
    ----------
    error : float or array, shape (...)
        ε > 0.
    A : float or array, shape (...)
        (B - 1) ln(2/δ) >= 0.

    Returns
    -------
    float or array of float64, shape (...)
        Real counts, not rounded up.

    References
    ----------
    Dossier coreset.eps.bernstein.

    Examples
    --------
    >>> round(bernstein_samples(0.702626134278, 10.0), 8)
    50.0
    """
    return A * (2.0 / error) * (1.0 / error + 1.0 / 3.0)


def bernstein_error_at_slope(t: Any) -> Array:
    r"""The error ε at which the falling rate of the Bernstein error is t/A: the positive root of ε³ = 2t(6 + ε)/3.

    It inverts h of the dossier, A/m = h⁻¹(t), in closed form: h(A/m) = 3ε³/(2(6 + ε)).

    Parameters
    ----------
    t : float or array, shape (...)
        Rate times A, > 0.

    Returns
    -------
    array of float64, shape (...)

    Notes
    -----
    Cardano's formula up to t = 729/2, where all terms are positive and nothing cancels, and Viète's cosine beyond; one
    Newton step takes off what the two formulas lose where they meet.

    References
    ----------
    Dossier coreset.alloc.bernstein.

    Examples
    --------
    >>> e = bernstein_error_at_slope(np.array([1e-9, 1.0, 364.5, 1e9]))
    >>> bool(np.allclose(1.5 * e**3 / (6 + e), [1e-9, 1.0, 364.5, 1e9], rtol=1e-14))
    True
    """
    t = np.asarray(t, dtype=np.float64)
    share = 2.0 * t / 729.0
    first = np.cbrt(2.0 * t) * np.cbrt(1.0 + np.sqrt(np.maximum(1.0 - share, 0.0)))
    cardano = first + (2.0 / 9.0) * t / first
    angle = np.arccos(np.minimum(1.0 / np.sqrt(np.maximum(share, 1.0)), 1.0))
    vieta = 2.0 * np.sqrt(2.0 * t) / 3.0 * np.cos(angle / 3.0)
    e = np.where(share <= 1.0, cardano, vieta)
    scale = t / e  # the cubic divided by e: e² - 2t/3 - 4t/e, without overflow
    return e - (e - (2.0 / 3.0) * scale - 4.0 * scale / e) / (2.0 + 4.0 * scale / e**2)
