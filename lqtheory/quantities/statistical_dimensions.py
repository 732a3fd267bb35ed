"""Statistical dimensions in closed form (dossier ``geom.statdim``): self-dual cones, rays, half-spaces, circular cones.

A cone is convex and closed; δ(C) = E‖Π_C(g)‖² for a standard Gaussian vector g. Weyl chambers have a room of their own.
"""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.batches import batched
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.statistical_dimensions import (
    ball_circular_statistical_dimension,
    ball_half_space_statistical_dimension,
    ball_psd_statistical_dimension,
    ball_self_dual_statistical_dimension,
    ball_subspace_statistical_dimension,
)

__all__ = [
    "QUANTITIES",
    "circular_statistical_dimension",
    "half_space_statistical_dimension",
    "orthant_statistical_dimension",
    "psd_statistical_dimension",
    "ray_statistical_dimension",
    "self_dual_statistical_dimension",
    "subspace_statistical_dimension",
]

#: Width, in units of 1/√d, beyond which the tail of a circular cone holds nothing.
_WINDOW = 12.0
_NODES = 100


def subspace_statistical_dimension(m: int, d: int) -> float:
    r"""Statistical dimension of a subspace: its dimension.

    δ(L) = dim L = m.

    Parameters
    ----------
    m : int
        Dimension of the subspace, in {0, ..., d}.
    d : int
        Ambient dimension, >= 1.

    Returns
    -------
    float
        m; 0 for the cone {0}.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 3.1; dossier geom.statdim.basic.

    Examples
    --------
    >>> subspace_statistical_dimension(3, 10)
    3.0
    """
    d = check_count(d, "d", 1, None, "subspace_statistical_dimension")
    return float(check_count(m, "m", 0, d, "subspace_statistical_dimension", "d"))


def self_dual_statistical_dimension(d: int) -> float:
    r"""Statistical dimension of any self-dual cone in R^d, such as the second-order cone.

    δ(C) = d/2, because δ(C) + δ(C°) = d and C° = -C.

    Parameters
    ----------
    d : int
        Ambient dimension, >= 1.

    Returns
    -------
    float
        d/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 3.2; dossier geom.statdim.basic.

    Examples
    --------
    >>> self_dual_statistical_dimension(5)
    2.5
    """
    return check_count(d, "d", 1, None, "self_dual_statistical_dimension") / 2


def orthant_statistical_dimension(d: int) -> float:
    r"""Statistical dimension of the nonnegative orthant.

    δ(R^d_+) = d/2, as a product of d rays.

    Parameters
    ----------
    d : int
        Dimension, >= 1.

    Returns
    -------
    float
        d/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> orthant_statistical_dimension(4)
    2.0
    """
    return check_count(d, "d", 1, None, "orthant_statistical_dimension") / 2


def psd_statistical_dimension(n: int) -> float:
    r"""Statistical dimension of the positive semidefinite matrices among the symmetric ones.

    δ(S^n_+) = n(n+1)/4, half of the dimension of the space.

    Parameters
    ----------
    n : int
        Number of rows, >= 1.

    Returns
    -------
    float
        n(n+1)/4.

    Raises
    ------
    InputTypeError
        If ``n`` is not an integer.
    DomainError
        If ``n`` is below 1.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 3.2; dossier geom.statdim.basic.

    Examples
    --------
    >>> psd_statistical_dimension(3)
    3.0
    """
    n = check_count(n, "n", 1, None, "psd_statistical_dimension")
    return n * (n + 1) / 4


def half_space_statistical_dimension(d: int) -> float:
    r"""Statistical dimension of a half-space.

    δ = d - 1/2, as a product of R^{d-1} and a ray.

    Parameters
    ----------
    d : int
        Dimension, >= 1.

    Returns
    -------
    float
        d - 1/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> half_space_statistical_dimension(3)
    2.5
    """
    return check_count(d, "d", 1, None, "half_space_statistical_dimension") - 0.5


def ray_statistical_dimension(d: int) -> float:
    r"""Statistical dimension of a ray, in any ambient dimension.

    δ = 1/2.

    Parameters
    ----------
    d : int
        Ambient dimension, >= 1.

    Returns
    -------
    float
        1/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer.
    DomainError
        If ``d`` is below 1.

    References
    ----------
    Dossier geom.statdim.basic.

    Examples
    --------
    >>> ray_statistical_dimension(7)
    0.5
    """
    check_count(d, "d", 1, None, "ray_statistical_dimension")
    return 0.5


def _angles(alpha: Any, where: str) -> np.ndarray:
    """Angles as an array of float64, refused where the cone would not be convex."""
    if isinstance(alpha, (bool, np.bool_, str)):
        raise InputTypeError(f"alpha must be a real number, got {alpha!r} ({where}); use an angle in [0, pi/2]")
    try:
        angles = np.asarray(alpha, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputTypeError(
            f"alpha must be a real number, got {alpha!r} ({where}); use an angle in [0, pi/2]"
        ) from None
    wrong = angles[~((angles >= 0.0) & (angles <= math.pi / 2))]
    if wrong.size:
        reason = "beyond pi/2 the set is not convex and so no cone" if wrong[0] > 0 else "use an angle in [0, pi/2]"
        raise DomainError(f"alpha={wrong[0]} is outside [0, pi/2] ({where}); {reason}")
    return angles


@functools.cache
def _rule() -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of Gauss-Legendre quadrature on [0, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return (nodes + 1.0) / 2.0, weights / 2.0


def _tail(d: int, alpha: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    """T_d(α) = (d/I_{d-2}) ∫_0^α sin^{d-2}β sin²(α-β) dβ, with ``beyond`` = π/2 - α.

    With γ = π/2 - β the integrand is cos^{d-2}γ sin²(γ - beyond), at most exp(-(d-2)γ²/2).
    """
    nodes, weights = _rule()
    width = np.minimum(alpha, _WINDOW / math.sqrt(d))
    depth = width[..., None] * nodes
    gamma = beyond[..., None] + depth
    sines = np.sin(gamma) if d > 2 else np.zeros_like(gamma)
    logs = 0.5 * (d - 2) * np.log1p(-np.minimum(sines * sines, 1.0 - 1e-16))
    values = np.exp(logs) * np.sin(depth) ** 2
    return d * chi_mean(d - 1) / math.sqrt(2.0 * math.pi) * width * (values @ weights)


@batched(alpha=0, vectorised=["alpha"])
def circular_statistical_dimension(d: int, alpha: Any) -> Any:
    r"""Statistical dimension of the circular cone {x : x_1 >= ‖x‖ cos α} in R^d.

    δ = d sin²α + cos 2α + T_d(α) - T_d(π/2-α), with T_d(α) = d/I_{d-2} ∫_0^α sin^{d-2}β sin²(α-β) dβ >= 0 and
    I_k = ∫_0^π sin^k.

    Parameters
    ----------
    d : int
        Dimension, >= 1; for d = 1 the cone is a ray at every angle.
    alpha : float or array of float64, shape (...)
        Angle between the axis and the boundary, in [0, π/2].

    Returns
    -------
    float or array of float64, shape (...)
        Increasing in α from 1/2 (a ray) to d - 1/2 (a half-space), both exactly.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer or ``alpha`` not real.
    DomainError
        If ``d`` is below 1 or ``alpha`` outside [0, π/2], where the set is not convex.

    Notes
    -----
    Cost O(100) per angle, for every d: the integrals have positive integrands and are taken over the window of width
    12/√d that holds them. Relative error below 1e-13.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 3.4 (leading term); dossier geom.statdim.circular.

    Examples
    --------
    >>> round(circular_statistical_dimension(10, 1), 12)
    6.67524119686
    """
    d = check_count(d, "d", 1, None, "circular_statistical_dimension")
    angles = _angles(alpha, "circular_statistical_dimension")
    if d == 1:
        values = np.full(angles.shape, 0.5)
    else:
        beyond = math.pi / 2 - angles
        tails = _tail(d, angles, beyond) - _tail(d, beyond, angles)
        values = d * np.sin(angles) ** 2 + np.cos(2.0 * angles) + tails
        values = np.where(angles == 0.0, 0.5, np.where(angles == math.pi / 2, d - 0.5, values))
    return values if values.ndim else float(values)


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, id: str = "basic") -> Quantity:
    return Quantity(name, arguments, array, ball, latex, f"geom.statdim.{id}", sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "subspace_statistical_dimension",
        ("m", "d"),
        subspace_statistical_dimension,
        ball_subspace_statistical_dimension,
        r"\delta(L_{{{m}}}\subset\mathbb{{R}}^{{{d}}})",
    ),
    _quantity(
        "self_dual_statistical_dimension",
        ("d",),
        self_dual_statistical_dimension,
        ball_self_dual_statistical_dimension,
        r"\delta(C=-C^\circ\subset\mathbb{{R}}^{{{d}}})",
    ),
    _quantity(
        "orthant_statistical_dimension",
        ("d",),
        orthant_statistical_dimension,
        ball_self_dual_statistical_dimension,
        r"\delta(\mathbb{{R}}_+^{{{d}}})",
    ),
    _quantity(
        "psd_statistical_dimension",
        ("n",),
        psd_statistical_dimension,
        ball_psd_statistical_dimension,
        r"\delta(\mathbb{{S}}_+^{{{n}}})",
    ),
    _quantity(
        "half_space_statistical_dimension",
        ("d",),
        half_space_statistical_dimension,
        ball_half_space_statistical_dimension,
        r"\delta(\mathbb{{R}}^{{{d}-1}}\times\mathbb{{R}}_+)",
    ),
    _quantity(
        "circular_statistical_dimension",
        ("d", "alpha"),
        circular_statistical_dimension,
        ball_circular_statistical_dimension,
        r"\delta(\mathrm{{Circ}}_{{{d}}}({alpha}))",
        "circular",
    ),
)
