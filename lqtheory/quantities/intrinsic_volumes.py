"""Conic intrinsic volumes of the named cones, and what is computed from a sequence (dossier ``geom.iv``).

The sequence (v_0, ..., v_d) of a closed convex cone in R^d is nonnegative and sums to one: it is the law of the
dimension of the face that the projection of a Gaussian vector lies in.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import as_vector, check_count, check_real
from lqtheory.quantities.binomial_logarithms import log_binomial_probability
from lqtheory.quantities.caps import cap_share, complement, inner_circular_volumes
from lqtheory.quantities.summation import convolution

__all__ = [
    "check_volumes",
    "circular_volumes",
    "generating_value",
    "orthant_volumes",
    "polar_volumes",
    "product_volumes",
    "spherical_steiner",
    "subspace_volumes",
    "volume_mean",
    "volume_variance",
]


def check_volumes(v: Any, where: str, name: str = "v") -> np.ndarray:
    """A sequence of intrinsic volumes: nonnegative entries with sum one.

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        The sequence.
    where, name : str
        What the error texts call the function and the argument.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a finite real vector, an entry is below -1e-12, or the sum is not one within 1e-9.
    """
    v = np.asarray(as_vector(v, name, where), dtype=np.float64)
    if v.ndim != 1 or v.min() < -1e-12 or abs(v.sum() - 1.0) > 1e-9:
        raise DomainError(
            f"{name} has shape {v.shape}, minimum {v.min():g} and sum {v.sum():.12g} ({where}); intrinsic volumes are "
            f"one sequence of nonnegative numbers with sum 1"
        )
    return v


def subspace_volumes(d: int, n: int) -> np.ndarray:
    r"""Intrinsic volumes of a subspace of dimension n.

    v_n = 1, all others 0.

    Parameters
    ----------
    d : int
        Dimension of the space, at least 0.
    n : int
        Dimension of the subspace, in {0, ..., d}.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError, DomainError
        If a dimension is not an integer or out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> subspace_volumes(3, 1).tolist()
    [0.0, 1.0, 0.0, 0.0]
    """
    d = check_count(d, "d", 0, None, "subspace_volumes")
    n = check_count(n, "n", 0, d, "subspace_volumes", "d")
    v = np.zeros(d + 1)
    v[n] = 1.0
    return v


def orthant_volumes(d: int) -> np.ndarray:
    r"""Intrinsic volumes of the nonnegative orthant.

    v_k = C(d, k) 2^{-d}.

    Parameters
    ----------
    d : int
        Dimension, at least 1.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError, DomainError
        If ``d`` is not an integer, or below 1.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> orthant_volumes(3).tolist()
    [0.125, 0.375, 0.375, 0.125]
    """
    d = check_count(d, "d", 1, None, "orthant_volumes")
    if d <= 60:
        return np.array([math.comb(d, k) / 2**d for k in range(d + 1)])
    half, log = np.full(d + 1, 0.5), np.full(d + 1, -math.log(2.0))
    return np.exp(log_binomial_probability(d, np.arange(d + 1, dtype=np.float64), half, half, log, log))


def circular_volumes(d: int, alpha: float) -> np.ndarray:
    r"""Intrinsic volumes of the circular cone {x : x_1 >= ‖x‖ cos α}.

    v_k = ½ C((d-2)/2, (k-1)/2) sin^{k-1} α cos^{d-k-1} α for 1 <= k <= d-1; v_d and v_0 are the shares of the sphere
    that the cone and its polar cover.

    Parameters
    ----------
    d : int
        Dimension, at least 1.
    alpha : float
        Angle in [0, π/2]; at 0 the cone is a ray, at π/2 a half-space. For d = 1 it is a ray for every angle.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer or ``alpha`` not a number.
    DomainError
        If one of them is out of range; beyond π/2 the set is not convex.

    Notes
    -----
    Cost O(d). The volume of dimension k is half a binomial probability of (k-1)/2 in (d-2)/2, the real numbers.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.circular.

    Examples
    --------
    >>> [round(x, 12) for x in circular_volumes(5, math.pi / 6)[:3].tolist()]
    [0.15625, 0.324759526419, 0.28125]
    """
    d = check_count(d, "d", 1, None, "circular_volumes")
    alpha = check_angle(alpha, "circular_volumes")
    if d == 1:
        return np.array([0.5, 0.5])
    v = np.empty(d + 1)
    v[1:d] = inner_circular_volumes(d, np.arange(1, d), alpha)
    v[0], v[d] = cap_share(d, complement(alpha)), cap_share(d, alpha)
    return v


def check_angle(alpha: Any, where: str) -> float:
    """An angle in [0, π/2] as a float.

    Parameters
    ----------
    alpha : float
        The angle.
    where : str
        What the error text calls the function.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If it is not a number.
    DomainError
        If it is outside, where the set is not convex.
    """
    alpha = check_real(alpha, "alpha", where)
    if not 0.0 <= alpha <= math.pi / 2:
        raise DomainError(
            f"alpha={alpha} is outside [0, pi/2] ({where}); a cone that is wider than a half-space is not convex"
        )
    return alpha


def polar_volumes(v: Any) -> np.ndarray:
    r"""Intrinsic volumes of the polar cone.

    v_k(C°) = v_{d-k}(C).

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes of the cone.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``v`` is not a sequence of intrinsic volumes.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> polar_volumes([0.25, 0.75]).tolist()
    [0.75, 0.25]
    """
    return check_volumes(v, "polar_volumes")[::-1].copy()


def product_volumes(v: Any, w: Any) -> np.ndarray:
    r"""Intrinsic volumes of a product of two cones.

    v_k(C × K) = Σ_j v_j(C) v_{k-j}(K).

    Parameters
    ----------
    v, w : array-like, shapes (c + 1,) and (d + 1,)
        Intrinsic volumes of the two cones.

    Returns
    -------
    array of float64, shape (c + d + 1,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If one of them is not a sequence of intrinsic volumes.

    Notes
    -----
    A direct convolution, which keeps the relative accuracy of small volumes; a fast Fourier transform would lose it.
    Zeros at the ends, as of large dimensions, cost nothing.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> product_volumes([0.5, 0.5], [0.5, 0.5]).tolist()
    [0.25, 0.5, 0.25]
    """
    v, w = check_volumes(v, "product_volumes"), check_volumes(w, "product_volumes", "w")
    return convolution(v, w)


def volume_mean(v: Any) -> float:
    r"""Statistical dimension from the intrinsic volumes.

    δ = Σ k v_k.

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``v`` is not a sequence of intrinsic volumes.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.statdim.def.

    Examples
    --------
    >>> volume_mean([0.25, 0.5, 0.25])
    1.0
    """
    v = check_volumes(v, "volume_mean")
    return float(math.fsum(np.arange(v.size) * v))


def volume_variance(v: Any) -> float:
    r"""Variance of the intrinsic volume variable.

    Var V = Σ (k - δ)^2 v_k, at most 2 min(δ, d - δ).

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``v`` is not a sequence of intrinsic volumes.

    References
    ----------
    mccoy_tropp_2014; dossier geom.iv.variance.

    Examples
    --------
    >>> volume_variance([0.25, 0.5, 0.25])
    0.5
    """
    v = check_volumes(v, "volume_variance")
    return float(math.fsum((np.arange(v.size) - volume_mean(v)) ** 2 * v))


def generating_value(v: Any, t: float) -> float:
    r"""Generating polynomial of the intrinsic volumes.

    P(t) = Σ v_k t^k; P(1) = 1, and P(-1) = 0 unless the cone is a subspace.

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.
    t : float
        Argument.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``v`` is not a sequence of intrinsic volumes, or ``t`` not a number.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> generating_value([0.25, 0.5, 0.25], 3)
    4.0
    """
    v = check_volumes(v, "generating_value")
    return float(np.polynomial.polynomial.polyval(check_real(t, "t", "generating_value"), v))


def spherical_steiner(v: Any, level: float) -> float:
    r"""Share of the sphere within a distance of the cone.

    P{dist²(θ, C) <= ℓ} = Σ v_k I_ℓ((d-k)/2, k/2), θ uniform on the sphere; the term of k = d is 1, that of k = 0 is 0
    for ℓ < 1.

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.
    level : float
        Squared distance ℓ, in [0, 1].

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``v`` is not a sequence of intrinsic volumes, or ``level`` is out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.iv.steiner.

    Examples
    --------
    >>> round(spherical_steiner(orthant_volumes(3), 0.3), 12)
    0.391648449114
    """
    from scipy.special import betainc

    v = check_volumes(v, "spherical_steiner")
    level = check_real(level, "level", "spherical_steiner", 0.0, 1.0)
    d = v.size - 1
    k = np.arange(1, d)
    inner = v[1:d] @ betainc((d - k) / 2, k / 2, level)
    return float(min(1.0, inner + (v[d] if d else 0.0) + (v[0] if level >= 1.0 else 0.0)))
