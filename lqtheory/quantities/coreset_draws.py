"""The estimate of one class as a random variable, by enumeration of all counts: what the theorems about it speak of.

v are the products w_j a_j at a point, so that z = Σ v_j; s are positive scores, and edges are drawn from q = s/Σ s. The
estimate is ẑ = (1/m) Σ c_j v_j/q_j with multinomial counts c. Nothing here is needed to compress a network.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError, UnsupportedError
from lqtheory.quantities.arrays import Array, check_count, check_real, namespace, on_cpu
from lqtheory.quantities.coreset_inputs import as_nonnegative, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_draws import (
    ball_draw_exponential_moment,
    ball_estimate_covariance,
    ball_estimate_lower_tail,
    ball_estimate_mean,
    ball_estimate_upper_tail,
)

__all__ = [
    "QUANTITIES",
    "draw_exponential_moment",
    "estimate_covariance",
    "estimate_lower_tail",
    "estimate_mean",
    "estimate_upper_tail",
]

#: Counts that are enumerated at most.
TERMS = 20_000


def _class(where: str, s: Any, **products: Any) -> tuple[Any, list[Array], Array]:
    """Namespace, products, and the distribution; leading axes broadcast."""
    arrays = together(*(as_nonnegative(x, name, where) for name, x in {**products, "s": s}.items()))
    xp = namespace(*arrays)
    if len({a.shape[-1] for a in arrays}) > 1:
        shapes = ", ".join(str(tuple(a.shape)) for a in arrays)
        raise ShapeError(f"{', '.join((*products, 's'))} have shapes {shapes} ({where}); give one entry for each edge")
    if not bool(xp.all(arrays[-1] > 0.0)):
        raise DomainError(f"s must be > 0 in every entry ({where}); drop edges that are never drawn")
    return xp, arrays[:-1], arrays[-1] / xp.sum(arrays[-1], axis=-1, keepdims=True)


def _counts(xp: Any, q: Array, m: int, where: str) -> tuple[Array, Array]:
    """All counts of m draws, one in each row, and their probabilities along the last axis."""
    n = int(q.shape[-1])
    if math.comb(m + n - 1, n - 1) > TERMS:
        raise UnsupportedError(f"m={m} draws of n={n} edges are too many ({where}); use smaller ones")
    rows = np.zeros((1, 0), dtype=np.int64)
    for _ in range(n - 1):
        left = m - rows.sum(axis=1)
        rows = np.concatenate(
            [np.column_stack([rows[left >= c], np.full(int((left >= c).sum()), c)]) for c in range(m + 1)]
        )
    rows = np.column_stack([rows, m - rows.sum(axis=1)])
    ways = [math.factorial(m) // math.prod(math.factorial(c) for c in row) for row in rows.tolist()]
    counts, number = together(rows.astype(np.float64), np.array(ways, dtype=np.float64), q)[:2]
    logs = xp.matmul(xp.log(q), xp.permute_dims(counts, (1, 0)))
    return counts, number * xp.exp(logs)


def _estimates(xp: Any, v: Array, q: Array, counts: Array, m: int) -> Array:
    """Estimates at all counts, along the last axis."""
    return xp.matmul(v / q, xp.permute_dims(counts, (1, 0))) / m


def _checked(v: Array, where: str) -> Array:
    """z, which must not be 0."""
    xp = namespace(v)
    z = xp.sum(v, axis=-1)
    if not bool(xp.all(z > 0.0)):
        raise DomainError(f"v is the zero vector ({where}); every estimate is exact there")
    return z


def estimate_mean(v: Any, s: Any, m: int) -> Array:
    r"""Mean of the estimate, by enumeration of all counts.

    E ẑ, ẑ = (1/m) Σ_j c_j v_j/q_j, c ~ Mult(m, q), q = s/Σ s.

    Parameters
    ----------
    v : array-like, shape (..., n)
        Products w_j a_j, nonnegative.
    s : array-like, shape (..., n)
        Scores that edges are drawn by, positive.
    m : int
        Number of draws, >= 1.

    Returns
    -------
    array of float64, shape (...)
        Σ v_j, up to rounding.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.
    UnsupportedError
        If there are more than 20 000 counts.

    Notes
    -----
    Cost C(m+n-1, n-1).

    References
    ----------
    Dossier coreset.moments.

    Examples
    --------
    >>> round(float(estimate_mean([1.0, 2.0], [3.0, 1.0], 3)), 12)
    3.0
    """
    where = "estimate_mean"
    xp, (v,), q = _class(where, s, v=v)
    m = check_count(m, "m", 1, None, where)
    counts, chances = _counts(xp, q, m, where)
    return xp.sum(chances * _estimates(xp, v, q, counts, m), axis=-1)


def estimate_covariance(v: Any, h: Any, s: Any, m: int) -> Array:
    r"""Covariance of the estimates at two points from the same draws, by enumeration of all counts.

    Cov(ẑ(x), ẑ(y)), with products v at x and h at y.

    Parameters
    ----------
    v, h : array-like, shape (..., n)
        Products w_j a_j at the two points, nonnegative.
    s, m
        As :func:`estimate_mean`.

    Returns
    -------
    array of float64, shape (...)
        The variance if both are the same.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`estimate_mean`.

    Notes
    -----
    As :func:`estimate_mean`.

    References
    ----------
    Dossier coreset.cov.

    Examples
    --------
    >>> round(float(estimate_covariance([1.0, 0.0], [0.0, 1.0], [1.0, 1.0], 1)), 12)
    -1.0
    """
    where = "estimate_covariance"
    xp, (v, h), q = _class(where, s, v=v, h=h)
    m = check_count(m, "m", 1, None, where)
    counts, chances = _counts(xp, q, m, where)
    estimates = [_estimates(xp, x, q, counts, m) for x in (v, h)]
    first, second = (e - xp.sum(chances * e, axis=-1, keepdims=True) for e in estimates)
    return xp.sum(chances * first * second, axis=-1)


def estimate_upper_tail(v: Any, s: Any, m: int, epsilon: float) -> Array:
    r"""Probability that the estimate is too large, by enumeration of all counts.

    P(ẑ >= (1+ε) z).

    Parameters
    ----------
    v, s, m
        As :func:`estimate_mean`; v not all zero.
    epsilon : float
        Relative error, > 0.

    Returns
    -------
    array of float64, shape (...)
        Ties are decided by the rounding of the sums.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`estimate_mean`.

    Notes
    -----
    As :func:`estimate_mean`; with fractions :func:`lqtheory.quantities.coreset_instance_tails.exact_tails` is exact.

    References
    ----------
    Dossier coreset.tail.exact.

    Examples
    --------
    >>> round(float(estimate_upper_tail([1.0, 0.0], [1.0, 1.0], 3, 0.5)), 12)
    0.125
    """
    return _tail(v, s, m, epsilon, 1.0, "estimate_upper_tail")


def estimate_lower_tail(v: Any, s: Any, m: int, epsilon: float) -> Array:
    r"""Probability that the estimate is too small, by enumeration of all counts.

    P(ẑ <= (1-ε) z).

    Parameters
    ----------
    v, s, m, epsilon
        As :func:`estimate_upper_tail`.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`estimate_upper_tail`.

    Notes
    -----
    As :func:`estimate_upper_tail`.

    References
    ----------
    Dossier coreset.tail.exact.

    Examples
    --------
    >>> round(float(estimate_lower_tail([1.0, 0.0], [1.0, 1.0], 3, 0.5)), 12)
    0.125
    """
    return _tail(v, s, m, epsilon, -1.0, "estimate_lower_tail")


def _tail(v: Any, s: Any, m: int, epsilon: float, sign: float, where: str) -> Array:
    xp, (v,), q = _class(where, s, v=v)
    m = check_count(m, "m", 1, None, where)
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    z = _checked(v, where)[..., None]
    counts, chances = _counts(xp, q, m, where)
    beyond = sign * (_estimates(xp, v, q, counts, m) - (1.0 + sign * epsilon) * z) >= 0.0
    return xp.sum(xp.where(beyond, chances, 0.0 * chances), axis=-1)


def draw_exponential_moment(v: Any, s: Any, t: float) -> Array:
    r"""Exponential moment of one draw.

    Σ_j q_j exp(t v_j/(q_j z)), q = s/Σ s, z = Σ v.

    Parameters
    ----------
    v, s
        As :func:`estimate_upper_tail`.
    t : float
        The rate, of any sign.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range, v is zero, or the value does not fit into a float.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier coreset.tail.instance.

    Examples
    --------
    >>> float(draw_exponential_moment([1.0, 1.0], [1.0, 1.0], 0.0))
    1.0
    """
    where = "draw_exponential_moment"
    xp, (v,), q = _class(where, s, v=v)
    t = check_real(t, "t", where)
    exponents = t * (v / _checked(v, where)[..., None]) / q
    if float(on_cpu(xp.max(exponents))) > 700.0:
        raise DomainError(f"t={t} is too large ({where}): the value does not fit into a float")
    return xp.sum(q * xp.exp(exponents), axis=-1)


_TAIL: tuple[str, ...] = ("v", "s", "m", "epsilon")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "estimate_mean",
        ("v", "s", "m"),
        estimate_mean,
        ball_estimate_mean,
        r"\mathbb{{E}}\hat z_{{{m}}}\left({v},{s}\right)",
        "coreset.moments",
        sign="nonnegative",
    ),
    Quantity(
        "estimate_covariance",
        ("v", "h", "s", "m"),
        estimate_covariance,
        ball_estimate_covariance,
        r"\mathrm{{Cov}}_{{{m}}}\left({v},{h},{s}\right)",
        "coreset.cov",
    ),
    Quantity(
        "estimate_upper_tail",
        _TAIL,
        estimate_upper_tail,
        ball_estimate_upper_tail,
        r"P^+_{{{m}}}\left({v},{s},{epsilon}\right)",
        "coreset.tail.exact",
        sign="nonnegative",
    ),
    Quantity(
        "estimate_lower_tail",
        _TAIL,
        estimate_lower_tail,
        ball_estimate_lower_tail,
        r"P^-_{{{m}}}\left({v},{s},{epsilon}\right)",
        "coreset.tail.exact",
        sign="nonnegative",
    ),
    Quantity(
        "draw_exponential_moment",
        ("v", "s", "t"),
        draw_exponential_moment,
        ball_draw_exponential_moment,
        r"M\left({v},{s},{t}\right)",
        "coreset.tail.instance",
        sign="positive",
    ),
)
