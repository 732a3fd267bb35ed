"""What is computed from a sequence of conic intrinsic volumes (dossier ``geom.iv``): cones, moments, tubes.

Sequences are those of :mod:`lqtheory.quantities.intrinsic_volumes`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import as_vector, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.summation import convolution

__all__ = [
    "check_volumes",
    "generating_value",
    "polar_volumes",
    "product_volumes",
    "spherical_steiner",
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


@batched(v=1)
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


@batched(v=1, w=1)
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


@batched(v=1)
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


@batched(v=1)
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


@batched(v=1, t=0)
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
        If ``v`` is not a sequence of intrinsic volumes, or ``t`` not a finite number.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.iv.gen.

    Examples
    --------
    >>> generating_value([0.25, 0.5, 0.25], 3)
    4.0
    """
    v, t = check_volumes(v, "generating_value"), check_real(t, "t", "generating_value", closed="neither")
    return float(np.polynomial.polynomial.polyval(t, v))


@batched(v=1, level=0)
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
    >>> from lqtheory.quantities.intrinsic_volumes import orthant_volumes
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
