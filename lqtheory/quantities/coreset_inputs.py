"""Input of the coreset quantities: numbers that broadcast, distributions, relative importances, weights."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import array_api_compat
import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_real, is_numpy, namespace, on_cpu

__all__ = ["as_nonnegative", "as_points", "as_shares", "finished", "numbers", "together"]

#: How far a sum of shares may be from 1: sums of rounded quotients are.
SHARE_TOLERANCE = 1e-9

Range = tuple[Any, float, float, str]


def numbers(where: str, **given: Range) -> tuple[Any, list[Array], bool]:
    """Checked real numbers, scalars or arrays, that broadcast against each other.

    Parameters
    ----------
    where : str
        Name of the quantity, for error texts.
    **given : tuple
        ``name=(value, low, high, closed)``: a number, a sequence, or an array of NumPy or torch, and the interval it
        must lie in, with ``closed`` as in :func:`lqtheory.quantities.arrays.check_real`.

    Returns
    -------
    tuple
        The namespace, the values as float64 arrays of one kind and device, and whether all of them were scalars.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If a value is not of its kind, not in its interval, or the shapes do not broadcast.

    Examples
    --------
    >>> numbers("demo", B=(2, 1, math.inf, "left"))[1:]
    ([array(2.)], True)
    """
    values, single = [], True
    for name, (value, low, high, closed) in given.items():
        if isinstance(value, Fraction) or np.isscalar(value) or getattr(value, "ndim", None) == 0:
            scalar = check_real(value, name, where, low, high, closed)
            tensor = hasattr(value, "ndim") and not is_numpy(value) and not isinstance(value, np.generic)
            values.append(value if tensor else np.asarray(scalar))
            single &= not tensor
            continue
        array = as_points(value, name, where)
        single = False
        xp = namespace(array)
        for extreme in (xp.min(array), xp.max(array)):
            check_real(extreme, name, where, low, high, closed)
        values.append(array)
    arrays = together(*values)
    try:
        np.broadcast_shapes(*(tuple(a.shape) for a in arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {tuple(a.shape)}" for name, a in zip(given, arrays, strict=True))
        raise ShapeError(f"the shapes do not broadcast: {shapes} ({where}); make them equal") from None
    return namespace(*arrays), arrays, single


def together(*arrays: Array) -> list[Array]:
    """Arrays of one kind and device: that of the first that is not NumPy's, if there is one.

    Parameters
    ----------
    *arrays : array
        Arrays of NumPy or of one other library.

    Returns
    -------
    list of array
        In order, in float64.

    Examples
    --------
    >>> [a.dtype.name for a in together(np.ones(1), np.zeros(2))]
    ['float64', 'float64']
    """
    other = next((a for a in arrays if not is_numpy(a)), None)
    if other is None:
        return list(arrays)
    xp, device = namespace(other), array_api_compat.device(other)
    return [xp.asarray(a, dtype=xp.float64, device=device) if is_numpy(a) else xp.astype(a, xp.float64) for a in arrays]


def finished(value: Array, single: bool) -> Any:
    """The result as a float where all arguments were scalars.

    Parameters
    ----------
    value : array
        The result.
    single : bool
        Whether all arguments were scalars.

    Returns
    -------
    float or array

    Examples
    --------
    >>> finished(np.asarray(2.0), True)
    2.0
    """
    return float(value) if single else value


def as_points(values: Any, name: str, where: str) -> Array:
    """Finite float64 array with at least one entry: a point set must not be empty.

    Parameters
    ----------
    values : array-like, shape (..., n)
        The numbers.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError
        As :func:`lqtheory.quantities.arrays.as_vector`.
    DomainError
        If an axis has length 0, or an entry is not finite.

    Examples
    --------
    >>> as_points([[1, -2]], "A", "demo").shape
    (1, 2)
    """
    array = as_vector(values, name, where)
    if 0 in array.shape:
        raise DomainError(f"{name} is empty, it has shape {tuple(array.shape)} ({where}); give at least one point")
    return array


def as_nonnegative(values: Any, name: str, where: str) -> Array:
    """Finite float64 array without negative entries.

    Parameters
    ----------
    values : array-like, shape (..., n)
        The numbers.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError
        As :func:`lqtheory.quantities.arrays.as_vector`.
    DomainError
        If an axis has length 0, or an entry is negative or not finite.

    Examples
    --------
    >>> as_nonnegative([1, 0], "w", "demo").tolist()
    [1.0, 0.0]
    """
    array = as_points(values, name, where)
    least = float(on_cpu(namespace(array).min(array)))
    if least < 0.0:
        raise DomainError(
            f"{name} must be >= 0 in every entry, got {least} ({where}); split by sign first and pass the parts"
        )
    return array


def as_shares(values: Any, name: str, where: str) -> Array:
    """Non-negative float64 array whose rows add up to 1.

    Parameters
    ----------
    values : array-like, shape (..., n)
        A distribution, or the relative importances of one point.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError
        As :func:`lqtheory.quantities.arrays.as_vector`.
    DomainError
        If an entry is negative, or a sum differs from 1 by more than 1e-9.

    Examples
    --------
    >>> as_shares([0.25, 0.75], "q", "demo").tolist()
    [0.25, 0.75]
    """
    array = as_nonnegative(values, name, where)
    xp = namespace(array)
    off = float(on_cpu(xp.max(xp.abs(xp.sum(array, axis=-1) - 1.0))))
    if not off <= SHARE_TOLERANCE or math.isnan(off):
        raise DomainError(f"{name} must add up to 1, it is off by {off:.3g} ({where}); divide by its sum")
    return array
