"""Operations on vectors that the axioms of sparsity indices speak about (dossier ``lq.axioms``)."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_magnitudes, check_count, check_real, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.operations import (
    ball_append_zero,
    ball_bill_gates,
    ball_clone,
    ball_magnitudes,
    ball_rising_tide,
    ball_robin_hood,
)

__all__ = ["QUANTITIES", "append_zero", "bill_gates", "clone", "magnitudes", "rising_tide", "robin_hood"]


def magnitudes(x: Any) -> Array:
    r"""Absolute values.

    |x| = (|x_1|, …, |x_n|).

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n).

    References
    ----------
    Dossier lq.axioms.

    Examples
    --------
    >>> magnitudes([3, -4]).tolist()
    [3.0, 4.0]
    """
    return as_magnitudes(x, "x", "magnitudes")


def robin_hood(x: Any, i: int, j: int, a: float) -> Array:
    r"""Take ``a`` from the i-th largest magnitude and give it to the j-th largest.

    c_(i) - a and c_(j) + a, with c_(1) >= c_(2) >= ... the magnitudes.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    i, j : int
        Ranks from 1 (largest), i < j.
    a : float or array of shape (...)
        Amount moved; a step towards equality has 0 < a < (c_(i) - c_(j))/2.

    Returns
    -------
    array of float64, shape (..., n)
        The magnitudes in decreasing order before the step, changed in two places.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array, or the ranks are not 1 <= i < j <= n.

    Notes
    -----
    Cost O(n log n). The size of ``a`` is not checked: hypotheses belong to the axiom.

    References
    ----------
    hurley_rickard_2009, axiom D1; dossier lq.axioms.

    Examples
    --------
    >>> robin_hood([1, 10, 2], 2, 3, 0.25).tolist()
    [10.0, 1.75, 1.25]
    """
    values = as_magnitudes(x, "x", "robin_hood")
    i, j = _ranks(i, j, values.shape[-1])
    xp = namespace(values)
    ordered = xp.sort(values, axis=-1, descending=True)
    parts = [ordered[..., : i - 1], ordered[..., i - 1 : i] - _amount(a, "robin_hood"), ordered[..., i : j - 1]]
    parts += [ordered[..., j - 1 : j] + _amount(a, "robin_hood"), ordered[..., j:]]
    return xp.concat(parts, axis=-1)


def rising_tide(x: Any, a: float) -> Array:
    r"""Add ``a`` to every magnitude.

    |x| + a.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    a : float or array of shape (...)
        Amount added.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n).

    References
    ----------
    hurley_rickard_2009, axiom D3; dossier lq.axioms.

    Examples
    --------
    >>> rising_tide([3, -4], 1).tolist()
    [4.0, 5.0]
    """
    return as_magnitudes(x, "x", "rising_tide") + _amount(a, "rising_tide")


def bill_gates(x: Any, a: float) -> Array:
    r"""Add ``a`` to the largest magnitude.

    (c_(1) + a, c_(2), …, c_(n)), with c_(1) >= c_(2) >= ... the magnitudes.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    a : float or array of shape (...)
        Amount added.

    Returns
    -------
    array of float64, shape (..., n)
        In decreasing order for a >= 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n log n). Of several largest entries one is raised.

    References
    ----------
    hurley_rickard_2009, axiom P1; dossier lq.axioms.

    Examples
    --------
    >>> bill_gates([3, -4], 1).tolist()
    [5.0, 3.0]
    """
    values = as_magnitudes(x, "x", "bill_gates")
    xp = namespace(values)
    ordered = xp.sort(values, axis=-1, descending=True)
    return xp.concat([ordered[..., :1] + _amount(a, "bill_gates"), ordered[..., 1:]], axis=-1)


def clone(x: Any) -> Array:
    r"""The magnitudes twice.

    |x| ‖ |x|.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of float64, shape (..., 2n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n).

    References
    ----------
    hurley_rickard_2009, axiom D4; dossier lq.axioms.

    Examples
    --------
    >>> clone([3, -4]).tolist()
    [3.0, 4.0, 3.0, 4.0]
    """
    values = as_magnitudes(x, "x", "clone")
    return namespace(values).concat([values, values], axis=-1)


def append_zero(x: Any) -> Array:
    r"""The magnitudes with one zero more.

    |x| ‖ 0.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.

    Returns
    -------
    array of float64, shape (..., n + 1)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array.

    Notes
    -----
    Cost O(n).

    References
    ----------
    hurley_rickard_2009, axiom P2; dossier lq.axioms.

    Examples
    --------
    >>> append_zero([3, -4]).tolist()
    [3.0, 4.0, 0.0]
    """
    values = as_magnitudes(x, "x", "append_zero")
    xp = namespace(values)
    return xp.concat([values, xp.zeros_like(values[..., :1])], axis=-1)


def _ranks(i: Any, j: Any, n: int) -> tuple[int, int]:
    i, j = check_count(i, "i", 1, n, "robin_hood"), check_count(j, "j", 1, n, "robin_hood")
    if i >= j:
        raise DomainError(f"i={i} is not below j={j} (robin_hood): the poorer has the larger rank; swap them")
    return i, j


def _amount(a: Any, where: str) -> Any:
    """A checked number, or an array of amounts with an axis for the vector."""
    return a[..., None] if getattr(a, "ndim", 0) else check_amount(a, where)


def check_amount(a: Any, where: str) -> Any:
    """A finite number; a 0-d tensor stays one, so that gradients keep flowing."""
    if hasattr(a, "requires_grad"):
        return a
    return check_real(a, "a", where, closed="neither")


def _operation(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "lq.axioms", sign=sign, vector=True)


QUANTITIES: tuple[Quantity, ...] = (
    _operation("magnitudes", ("x",), magnitudes, ball_magnitudes, r"|{x}|", "nonnegative"),
    _operation(
        "robin_hood", ("x", "i", "j", "a"), robin_hood, ball_robin_hood, r"\mathrm{{RH}}_{{{i},{j},{a}}}({x})", "real"
    ),
    _operation("rising_tide", ("x", "a"), rising_tide, ball_rising_tide, r"|{x}|+{a}", "real"),
    _operation("bill_gates", ("x", "a"), bill_gates, ball_bill_gates, r"\mathrm{{BG}}_{{{a}}}({x})", "real"),
    _operation("clone", ("x",), clone, ball_clone, r"|{x}|\,\|\,|{x}|", "nonnegative"),
    _operation("append_zero", ("x",), append_zero, ball_append_zero, r"|{x}|\,\|\,0", "nonnegative"),
)
