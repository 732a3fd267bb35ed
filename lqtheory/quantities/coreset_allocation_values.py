"""Least errors that a budget of samples allows, as numbers: what the allocations attain without floors and caps."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import as_vector, check_real, namespace, on_cpu
from lqtheory.quantities.coreset_allocation import allocate_samples, allocate_to_largest_error
from lqtheory.quantities.coreset_class_errors import BernsteinErrors, SquareRootErrors
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_allocation_values import (
    ball_least_bernstein_errors,
    ball_least_largest_bernstein_error,
    ball_least_mean_square_errors,
    ball_least_square_root_errors,
)

__all__ = [
    "QUANTITIES",
    "least_bernstein_errors",
    "least_largest_bernstein_error",
    "least_mean_square_errors",
    "least_square_root_errors",
]


def least_square_root_errors(omega: Any, w: Any, M: float) -> float:
    r"""The least Σ_i (√(a_i/m_i) + b_i/m_i) over positive real m with Σ m_i <= M.

    Parameters
    ----------
    omega, w : array-like, shape (r,)
        a > 0 and b > 0.
    M : float
        Budget, > 0.

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    Notes
    -----
    One Brent iteration, see :func:`lqtheory.quantities.coreset_allocation.allocate_samples`.

    References
    ----------
    Dossier coreset.alloc.sqrt.

    Examples
    --------
    >>> round(least_square_root_errors([4, 1], [2, 3], 40), 9)
    0.918918093
    """
    where = "least_square_root_errors"
    _positive(omega, "omega", where)
    _positive(w, "w", where)
    return allocate_samples(SquareRootErrors(omega, w), M, floors=0.0).value


def least_bernstein_errors(omega: Any, w: Any, M: float) -> float:
    r"""The least Σ_i c_i ε_i(m_i) of Bernstein errors over positive real m with Σ m_i <= M.

    Parameters
    ----------
    omega : array-like, shape (r,)
        A_i = (B_i - 1) ln(2/δ) > 0.
    w : array-like, shape (r,)
        Costs c > 0.
    M : float
        Budget, > 0.

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    References
    ----------
    Dossier coreset.alloc.bernstein.

    Examples
    --------
    >>> round(least_bernstein_errors([10, 40], [1, 1], 120), 9)
    1.970480561
    """
    where = "least_bernstein_errors"
    _positive(omega, "omega", where)
    _positive(w, "w", where)
    return allocate_samples(BernsteinErrors(omega, w), M, floors=0.0).value


def least_largest_bernstein_error(omega: Any, w: Any, M: float) -> float:
    r"""The least max_i c_i ε_i(m_i) of Bernstein errors over positive real m with Σ m_i <= M, in closed form.

    e with Σ A_i (2 c_i²/e² + 2 c_i/(3e)) = M, a quadratic equation in 1/e.

    Parameters
    ----------
    omega, w, M
        As in :func:`least_bernstein_errors`.

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    References
    ----------
    Dossier coreset.alloc.minmax.

    Examples
    --------
    >>> round(least_largest_bernstein_error([10, 40], [1, 1], 150), 9)
    0.935133165
    """
    where = "least_largest_bernstein_error"
    _positive(omega, "omega", where)
    _positive(w, "w", where)
    return allocate_to_largest_error(omega, M, w, floors=0.0).value


def least_mean_square_errors(omega: Any, M: float) -> Any:
    r"""The least Σ_i v_i/m_i over positive real m with Σ m_i <= M: (Σ √v_i)² / M.

    Parameters
    ----------
    omega : array-like, shape (..., r)
        Variances v > 0 of one sample.
    M : float
        Budget, > 0.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    Dossier coreset.alloc.mse.

    Examples
    --------
    >>> float(least_mean_square_errors([16, 4], 12))
    3.0
    """
    where = "least_mean_square_errors"
    omega = as_vector(omega, "omega", where)
    _positive(omega, "omega", where)
    M = check_real(M, "M", where, 0.0, math.inf, "neither")
    xp = namespace(omega)
    return xp.sum(xp.sqrt(omega), axis=-1) ** 2 / M


def _positive(values: Any, name: str, where: str) -> None:
    if not (on_cpu(as_vector(values, name, where)) > 0).all():
        raise DomainError(f"{name} must be > 0 in every class ({where}); drop classes without error")


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "least_square_root_errors", ("omega", "w", "M"), least_square_root_errors, ball_least_square_root_errors,
        r"\Phi_{{\sqrt{{\,}}}}({omega},{w};{M})", "coreset.alloc.sqrt", sign="positive",
    ),
    Quantity(
        "least_bernstein_errors", ("omega", "w", "M"), least_bernstein_errors, ball_least_bernstein_errors,
        r"\Phi_{{B}}({omega},{w};{M})", "coreset.alloc.bernstein", sign="positive",
    ),
    Quantity(
        "least_largest_bernstein_error", ("omega", "w", "M"), least_largest_bernstein_error,
        ball_least_largest_bernstein_error, r"\Phi_{{\max}}({omega},{w};{M})", "coreset.alloc.minmax",
        sign="positive",
    ),
    Quantity(
        "least_mean_square_errors", ("omega", "M"), least_mean_square_errors, ball_least_mean_square_errors,
        r"\Phi_{{2}}({omega};{M})", "coreset.alloc.mse", sign="positive",
    ),
)  # fmt: skip
