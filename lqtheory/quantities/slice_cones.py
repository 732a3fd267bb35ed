"""The slice K ∩ y^⊥ of a sublevel-set cone, which decides whether a fixed mask is feasible (``geom.prune.slice``).

The kept coordinates pass through the foot point of the dense weights, so the subspace is orthogonal to the pruned part
y. For eigenvectors in general position a fixed set of m pruned weights is feasible in the quadratic model where the
subspace meets the slice, another quadratic cone, in D - 1 dimensions. With x_i = s/(s + λ_i) and the measure w_i = y_i²
of total R², s is the root of Σ w λ/(s+λ) / Σ w/(s+λ) = 2ε/R².
"""

from __future__ import annotations

from typing import Any

from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.slice_cones import (
    ball_slice_count,
    ball_slice_level,
    ball_slice_second_order,
    ball_slice_variance,
    ball_slice_width,
)
from lqtheory.quantities.slice_levels import proper_slice

__all__ = ["QUANTITIES", "slice_count", "slice_level", "slice_second_order", "slice_variance", "slice_width"]


def slice_level(omega: Any, y: Any, epsilon: float) -> float:
    r"""Level s of the slice of a sublevel-set cone.

    The root of Σ w_i λ_i/(s+λ_i) / Σ w_i/(s+λ_i) = 2ε/‖y‖², w_i = y_i².

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the pruned part of the weights in the eigenbasis.
    epsilon : float
        ε, with 2ε/‖y‖² between the harmonic and the arithmetic mean of λ under y².

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> round(slice_level([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05), 12)
    0.000648760815
    """
    return proper_slice(omega, y, epsilon, "slice_level").s


def slice_count(omega: Any, y: Any, epsilon: float) -> float:
    r"""Number of prunable weights that the slice predicts, to leading order.

    N(s) = Σ s/(s+λ_i) at the level of :func:`slice_level`.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues and the pruned part of the weights in the eigenbasis.
    epsilon : float
        As for :func:`slice_level`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> round(slice_count([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05), 9)
    18.93341625
    """
    return proper_slice(omega, y, epsilon, "slice_count").count


def slice_width(omega: Any, y: Any, epsilon: float) -> float:
    r"""Lower end N'_M of the interval [N'_M, N'_M + 1] for the statistical dimension of the slice.

    The interval is the theorem ``slice_within_half``.
    N(s) - Cov(x, x²)/Var(x) with x = s/(s+λ) under the measure y².

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues and the pruned part of the weights in the eigenbasis.
    epsilon : float
        As for :func:`slice_level`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The dossier's N(s) + sΨ''/(2Ψ') loses digits where y sees nearly one eigenvalue; the covariance does not.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> round(slice_width([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05), 9)
    18.550841597
    """
    return proper_slice(omega, y, epsilon, "slice_width").width


def slice_second_order(omega: Any, y: Any, epsilon: float) -> float:
    r"""Heuristic second-order value of the statistical dimension of the slice: a formal expansion for large variance.

    N'_M + Σ λ²(s+λ)^{-3} / Σ λ(s+λ)^{-2}; half of all rotations are feasible with one more pruned weight.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues and the pruned part of the weights in the eigenbasis.
    epsilon : float
        As for :func:`slice_level`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> round(slice_second_order([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05), 9)
    19.29522584
    """
    return proper_slice(omega, y, epsilon, "slice_second_order").second_order


def slice_variance(omega: Any, y: Any, epsilon: float) -> float:
    r"""Heuristic variance of the intrinsic volumes of the slice, to leading order of the same formal expansion.

    σ² = 2 Σ λ s/(s+λ)².

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues and the pruned part of the weights in the eigenbasis.
    epsilon : float
        As for :func:`slice_level`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> round(slice_variance([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05), 9)
    27.72140995
    """
    return proper_slice(omega, y, epsilon, "slice_variance").variance


def _quantity(name: str, array: Any, ball: Any, latex: str) -> Quantity:
    heuristic = name in ("slice_second_order", "slice_variance")
    arguments = ("omega", "y", "epsilon")
    return Quantity(name, arguments, array, ball, latex, "geom.prune.slice", sign="real", heuristic=heuristic)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("slice_width", slice_width, ball_slice_width, r"N'_M({omega},{y},{epsilon})"),
    _quantity("slice_level", slice_level, ball_slice_level, r"s'({omega},{y},{epsilon})"),
    _quantity("slice_count", slice_count, ball_slice_count, r"N(s'({omega},{y},{epsilon}))"),
    _quantity("slice_second_order", slice_second_order, ball_slice_second_order, r"\delta'_2({omega},{y},{epsilon})"),
    _quantity("slice_variance", slice_variance, ball_slice_variance, r"\sigma'^2({omega},{y},{epsilon})"),
)
