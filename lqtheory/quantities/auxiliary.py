"""Quantities that proofs speak about: relative magnitudes, and the ratio at which a budgeted prefix stops."""

from __future__ import annotations

from typing import Any

from lqtheory.quantities.arrays import Array, as_magnitudes, as_weights, check_real, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.auxiliary import ball_budget_level, ball_relative_magnitudes

__all__ = ["QUANTITIES", "budget_level", "relative_magnitudes"]


def relative_magnitudes(x: Any) -> Array:
    r"""Magnitudes divided by the largest one.

    |x_i| / max_j |x_j|, all in [0, 1].

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of float64, shape (..., n)
        Zeros for the zero vector.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n). Powers of the result neither overflow nor lose the largest entry, whatever the exponent.

    References
    ----------
    Dossier lq.lognorm.

    Examples
    --------
    >>> relative_magnitudes([1, -4, 2]).tolist()
    [0.25, 1.0, 0.5]
    """
    values = as_magnitudes(x, "x", "relative_magnitudes")
    xp = namespace(values)
    largest = xp.max(values, axis=-1, keepdims=True)
    return values / xp.where(largest > 0, largest, xp.ones_like(largest))


def budget_level(x: Any, omega: Any, s: Any) -> Array:
    r"""Largest ratio |x_j|/ω_j that a prefix within a cost budget does not keep.

    max_{j∉S} |x_j|/ω_j, S the longest prefix of the order of decreasing |x_j|/ω_j with Σ_S ω_j² <= s; 0 if S is all.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    omega : array-like, shape (n,) or (..., n)
        Positive weights; the cost of entry j is ω_j².
    s : float
        Budget, at least 0.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` or ``omega`` is not a finite, nonempty, numeric array, the shapes do not match, a weight is not
        positive or ``s`` is negative.

    Notes
    -----
    Cost O(n log n). Ties as in :func:`lqtheory.quantities.weighted.budget_tail_error`.

    References
    ----------
    Dossier lq.weighted.budget.

    Examples
    --------
    >>> float(budget_level([3, 2, 1], [1, 1, 1], 2))
    1.0
    """
    where = "budget_level"
    magnitudes = as_magnitudes(x, "x", where)
    omega = as_weights(omega, magnitudes, "omega", where)
    s = check_real(s, "s", where, 0.0)
    xp = namespace(magnitudes)
    ratios = magnitudes / omega
    order = xp.argsort(ratios, axis=-1, descending=True, stable=True)
    costs = xp.take_along_axis(omega**2 + 0.0 * magnitudes, order, axis=-1)
    pruned = xp.cumulative_sum(costs, axis=-1) > s
    ordered = xp.take_along_axis(ratios, order, axis=-1)
    return xp.max(xp.where(pruned, ordered, xp.zeros_like(ordered)), axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "budget_level",
        ("x", "omega", "s"),
        budget_level,
        ball_budget_level,
        r"h_{{{s}}}({x};{omega})",
        sign="nonnegative",
    ),
    Quantity(
        "relative_magnitudes",
        ("x",),
        relative_magnitudes,
        ball_relative_magnitudes,
        r"|{x}|/\|{x}\|_\infty",
        sign="nonnegative",
        vector=True,
    ),
)
