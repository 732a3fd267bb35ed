"""Exact, finite-dimensional intrinsic volumes of l_1 descent cones (dossier ``geom.descent.l1_exact``)."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.descent_angles import (
    log_external_angle,
    log_full_volume,
    log_internal_angle,
    log_volumes,
    relevant_indices,
)
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.descent_intrinsic_volumes import (
    ball_equicorrelated_orthant,
    ball_erf_power_mean,
    ball_l1_descent_dimension,
    ball_l1_descent_intrinsic_volumes,
    ball_l1_descent_volume,
)

__all__ = [
    "QUANTITIES",
    "equicorrelated_orthant",
    "erf_power_mean",
    "l1_descent_dimension",
    "l1_descent_intrinsic_volumes",
    "l1_descent_volume",
]


def _arguments(d: int, s: int, where: str) -> tuple[int, int]:
    d = check_count(d, "d", 1, None, where)
    if check_count(s, "s", 0, None, where) == 0:
        raise DomainError(f"s=0 is outside {{1,...,d}} with d={d} ({where}); at 0 the cone is {{0}}, with dimension 0")
    return d, check_count(s, "s", 1, d, where, "d")


def l1_descent_intrinsic_volumes(d: int, s: int) -> np.ndarray:
    r"""Intrinsic volumes of the descent cone of the l_1 norm at an s-sparse vector of R^d.

    v_{s-1+j} = C(n,j) 2^j E_j ι_j for j = 0..n, n = d-s: E_j = √((s+j)/2π) ∫_0^∞ (2Φ(t)-1)^{n-j} e^{-(s+j)t²/2} dt, ι_j
    the probability that a Gaussian vector with covariance I - 11ᵀ/(s+j) is positive, v_d = P(√s g > Σ_{i<=n} |g_i|).

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {1, ..., d}.

    Returns
    -------
    array of float64, shape (d + 1,)
        v_0, ..., v_d, with sum 1 and alternating sum 0; at s = d exactly 1/2 at d-1 and d.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If ``s`` is not in {1, ..., d}.

    Notes
    -----
    Cost O(d) integrals of 320 nodes, some hundredths of a second at d = 400; beyond d = 4096 those alone whose value
    is above the smallest float, up to some seconds at d = 10^6. Relative error about 1e-14 around the largest volumes,
    growing with the logarithm of the value; v_d is not computed as what is left of 1.

    References
    ----------
    Dossier geom.descent.l1_exact; equivalent to the angles of Affentranger and Schneider.

    Examples
    --------
    >>> [round(float(v), 12) for v in l1_descent_intrinsic_volumes(3, 1)]
    [0.166666666667, 0.391826552031, 0.333333333333, 0.108173447969]
    """
    d, s = _arguments(d, s, "l1_descent_intrinsic_volumes")
    n, volumes = d - s, np.zeros(d + 1)
    if n == 0:
        volumes[d - 1] = volumes[d] = 0.5
        return volumes
    j = relevant_indices(n, s)
    volumes[s - 1] = math.exp(log_external_angle(n, s))
    volumes[s - 1 + j] = np.exp(log_volumes(n, s, j))
    volumes[d] = math.exp(log_full_volume(n, s))
    return volumes


def l1_descent_volume(d: int, s: int, k: int) -> float:
    r"""One intrinsic volume of the descent cone of the l_1 norm at an s-sparse vector of R^d.

    v_k, the probability that the projection of a Gaussian vector lies on a face of dimension k; the entry k of
    :func:`l1_descent_intrinsic_volumes`.

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {1, ..., d}.
    k : int
        Dimension of the face, in {0, ..., d}.

    Returns
    -------
    float
        0 for k < s-1.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.l1_exact.

    Examples
    --------
    >>> round(6 * l1_descent_volume(3, 1, 0), 12)
    1.0
    """
    volumes = _remembered(*_arguments(d, s, "l1_descent_volume"))
    return float(volumes[check_count(k, "k", 0, len(volumes) - 1, "l1_descent_volume", "d")])


@functools.lru_cache(maxsize=8)
def _remembered(d: int, s: int) -> np.ndarray:
    """All volumes, for sums over single ones."""
    return l1_descent_intrinsic_volumes(d, s)


def erf_power_mean(m: int, r: int) -> float:
    r"""External angle of a face: half the mean of erf(|g|/√(2r))^m for a standard Gaussian g.

    E = √(r/2π) ∫_0^∞ erf(t/√2)^m e^{-rt²/2} dt = √(r/2π) ∫_0^∞ (2Φ(t)-1)^m e^{-rt²/2} dt.

    Parameters
    ----------
    m : int
        Power, >= 0.
    r : int
        Inverse variance, >= 1.

    Returns
    -------
    float
        In (0, 1/2]; 1/(2(m+1)) for r = 1, and atan(1/√r)/π for m = 1.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.l1_exact.

    Examples
    --------
    >>> round(erf_power_mean(4, 1), 12)
    0.1
    """
    m = check_count(m, "m", 0, None, "erf_power_mean")
    return math.exp(log_external_angle(m, check_count(r, "r", 1, None, "erf_power_mean")))


def equicorrelated_orthant(s: int, j: int) -> float:
    r"""Internal angle of a face: the probability that j equally correlated Gaussian variables are all positive.

    ι = P(X > 0), X ~ N(0, I - 11ᵀ/(s+j)), so that all correlations are -1/(s+j-1).

    Parameters
    ----------
    s : int
        Number of coordinates of the support, >= 1.
    j : int
        Number of variables, >= 0.

    Returns
    -------
    float
        1 for j = 0, 1/2 for j = 1, less than 2^{-j} beyond.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.l1_exact.

    Examples
    --------
    >>> round(6 * equicorrelated_orthant(1, 2), 12)
    1.0
    """
    s = check_count(s, "s", 1, None, "equicorrelated_orthant")
    return math.exp(log_internal_angle(s, check_count(j, "j", 0, None, "equicorrelated_orthant")))


def l1_descent_dimension(d: int, s: int) -> float:
    r"""Exact statistical dimension of the descent cone of the l_1 norm at an s-sparse vector of R^d.

    δ = Σ k v_k, between dψ(s/d) - gap and dψ(s/d).

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {0, ..., d}.

    Returns
    -------
    float
        0 at s = 0, d - 1/2 at s = d.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If ``s`` exceeds ``d`` or is negative.

    Notes
    -----
    Cost O(d) integrals, see :func:`l1_descent_intrinsic_volumes`; d = 10^6 takes from a fraction of a second to some
    seconds. Relative error about 1e-14, 1e-12 at d = 10^6.

    References
    ----------
    Dossier geom.descent.l1_exact.

    Examples
    --------
    >>> round(l1_descent_dimension(3, 1), 12)
    1.383013562605
    """
    d = check_count(d, "d", 1, None, "l1_descent_dimension")
    s = check_count(s, "s", 0, d, "l1_descent_dimension", "d")
    if s == 0:
        return 0.0
    return float(np.arange(d + 1) @ l1_descent_intrinsic_volumes(d, s))


def _quantity(name: str, arguments: str, array: Any, ball: Any, latex: str, vector: bool = False) -> Quantity:
    letters = tuple(arguments)
    return Quantity(
        name,
        letters,
        array,
        ball,
        latex,
        "geom.descent.l1_exact",
        "nonnegative",
        vector=vector,
        integer_arguments=letters,
    )


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "l1_descent_dimension",
        "ds",
        l1_descent_dimension,
        ball_l1_descent_dimension,
        r"\delta(\mathcal{{D}}_1({d},{s}))",
    ),
    _quantity(
        "l1_descent_intrinsic_volumes",
        "ds",
        l1_descent_intrinsic_volumes,
        ball_l1_descent_intrinsic_volumes,
        r"v(\mathcal{{D}}_1({d},{s}))",
        vector=True,
    ),
    _quantity(
        "l1_descent_volume", "dsk", l1_descent_volume, ball_l1_descent_volume, r"v_{{{k}}}(\mathcal{{D}}_1({d},{s}))"
    ),
    _quantity("erf_power_mean", "mr", erf_power_mean, ball_erf_power_mean, r"E_{{{m},{r}}}"),
    _quantity(
        "equicorrelated_orthant", "sj", equicorrelated_orthant, ball_equicorrelated_orthant, r"\iota_{{{j}}}({s})"
    ),
)
