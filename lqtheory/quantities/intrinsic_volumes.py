"""Conic intrinsic volumes of the named cones (dossier ``geom.iv``).

The sequence (v_0, ..., v_d) of a closed convex cone in R^d is nonnegative and sums to one: it is the law of the
dimension of the face that the projection of a Gaussian vector lies in.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.binomial_logarithms import log_binomial_probability
from lqtheory.quantities.caps import cap_share, complement, inner_circular_volumes

__all__ = [
    "circular_volumes",
    "orthant_volumes",
    "subspace_volumes",
]


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


@batched(alpha=0)
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
