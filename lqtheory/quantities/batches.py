"""Closed forms of one point at many: leading axes, NumPy or torch, of the arguments that :func:`batched` names.

Root searches and quadratures of single points stay plain functions of numbers and vectors. What is decorated here takes
arrays of them, computes on the CPU, and answers where the first tensor came from.
"""

from __future__ import annotations

import functools
import inspect
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import array_api_compat
import numpy as np

from lqtheory.errors import InputTypeError, ShapeError
from lqtheory.quantities.arrays import Array, check_real, is_numpy, namespace, on_cpu, real_array

__all__ = ["as_numbers", "batched", "on_device_of"]

Function = TypeVar("Function", bound=Callable[..., Any])


def on_device_of(kind: Array | None, values: Any) -> Any:
    """Results as an array of the kind of ``kind`` on its device; numbers become arrays without axes.

    Parameters
    ----------
    kind : torch tensor, or None
        Where to; ``None`` leaves everything as it is.
    values : float, NumPy array, or tuple of them
        What a function of NumPy arrays has found.

    Returns
    -------
    array, float, or tuple of them

    Warns
    -----
    RuntimeWarning
        If the device has no float64; then the result stays on the CPU.

    Examples
    --------
    >>> on_device_of(None, 0.5)
    0.5
    """
    if kind is None:
        return values
    if isinstance(values, tuple):
        found = [on_device_of(kind, value) for value in values]
        return type(values)(*found) if hasattr(values, "_fields") else tuple(found)
    xp, values = namespace(kind), np.asarray(values)
    values = np.ascontiguousarray(values) if values.ndim else values
    try:
        return xp.asarray(values, device=array_api_compat.device(kind))
    except (TypeError, RuntimeError):  # a device without float64, such as Apple's
        warnings.warn(f"{kind.device} has no float64: the result is on the CPU", RuntimeWarning, stacklevel=3)
        return xp.asarray(values)


def as_numbers(values: Any, name: str, where: str) -> np.ndarray:
    """Real numbers of any shape, one number or none as well, in float64; their range is the caller's to check.

    Parameters
    ----------
    values : float, sequence or array, shape (...)
        The numbers; infinity is let through, and NaN in arrays.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError
        If an entry is no real number; bools are none.
    ShapeError
        If the entries are ragged.
    DomainError
        If an entry is beyond all floats.

    Examples
    --------
    >>> as_numbers(0.5, "rho", "share").shape, as_numbers([], "rho", "share").shape
    ((), (0,))
    """
    plain = _plain(values)
    several = isinstance(plain, (list, tuple)) or getattr(plain, "ndim", 0) > 0
    if several and len(plain) == 0:
        return np.empty(0)
    try:
        return _numbers(plain, name, where) if several else np.array(check_real(plain, name, where))
    except InputTypeError:
        raise InputTypeError(f"{name} must be a real number, got {plain!r:.60} ({where}); use floats") from None


def batched(vectorised: Iterable[str] = (), native: Iterable[str] = (), **axes: int) -> Callable[[Function], Function]:
    """Let a function of single points take batches of them.

    Parameters
    ----------
    vectorised : iterable of str
        Arguments of which the function takes batches of NumPy arrays itself.
    native : iterable of str
        Of those, the ones of which it takes batches on every device.
    **axes : int
        For each argument that may be a batch, the number of axes of a single one: 0 for numbers, 1 for vectors.

    Returns
    -------
    callable
        Decorator. Leading axes are broadcast; the function is called for every point, unless it is vectorised. With
        plain numbers it is called as it is. Its attribute ``batched`` holds ``axes``, and its docstring names them.

    Raises
    ------
    InputTypeError
        If a batch has entries that are no real numbers.
    ShapeError
        If leading axes cannot be broadcast, or a batch is ragged.

    Notes
    -----
    If any of these arguments is a torch tensor, so is the result, on the device of the first one and without its
    gradients; float64 as everywhere.

    Examples
    --------
    >>> @batched(h=0)
    ... def doubled(h):
    ...     return 2.0 * h
    >>> doubled(1), doubled([1, 2.5])
    (2.0, array([2., 5.]))
    """
    once, as_given = frozenset(vectorised), frozenset(native)

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)
        positions = tuple(i for i, name in enumerate(signature.parameters) if name in axes)

        @functools.wraps(function)
        def over_batches(*args: Any, **kwargs: Any) -> Any:
            if not kwargs and all(type(args[i]) is float for i in positions if i < len(args)):
                return function(*args)
            bound = signature.bind(*args, **kwargs)
            given = {name: bound.arguments[name] for name in axes if name in bound.arguments}
            shapes = {n: shape for n, v in given.items() if (shape := _batch_shape(v, axes[n])) is not None}
            kind = next((v for v in given.values() if _is_tensor(v)), None)
            if shapes.keys() <= once:
                where = function.__name__
                alone = as_given if shapes else frozenset()
                bound.arguments |= {n: v if n in alone else _given(v, axes[n], n, where) for n, v in given.items()}
                found = function(*bound.args, **bound.kwargs)
                return found if kind is None or _is_tensor(found) else on_device_of(kind, found)
            return on_device_of(kind, _loop(function, bound, given, axes, shapes))

        said = (
            f"\n    Leading axes of {' and '.join(axes)} are batches, NumPy or torch on any device.\n\n    Parameters\n"
        )
        over_batches.__doc__ = (function.__doc__ or "").replace("\n    Parameters\n", said, 1)
        over_batches.batched = dict(axes)  # type: ignore[attr-defined]
        return over_batches  # type: ignore[return-value]

    return decorate


def _is_tensor(value: Any) -> bool:
    return array_api_compat.is_array_api_obj(value) and not is_numpy(value) and not isinstance(value, np.generic)


def _plain(value: Any) -> Any:
    """A tensor as a NumPy array or a number; everything else as it was given, for the function to check."""
    if not _is_tensor(value):
        return value
    return on_cpu(value) if value.ndim else value.item()


def _given(value: Any, axes: int, name: str, where: str) -> Any:
    """The same, but lists of numbers as arrays and integers as floats."""
    if axes == 0 and isinstance(value, (list, tuple)):
        return as_numbers(value, name, where)
    return check_real(value, name, where) if axes == 0 and type(value) is int else _plain(value)


def _batch_shape(value: Any, axes: int) -> tuple[int, ...] | None:
    """Whether there are several points: a tuple, maybe still unknown of lists, or None for a single one."""
    if isinstance(value, (list, tuple)):
        nested = axes == 0 or any(isinstance(v, (list, tuple)) or getattr(v, "ndim", 0) for v in value)
        return () if nested else None
    points: Any = value if array_api_compat.is_array_api_obj(value) else np.float64(0)
    return tuple(points.shape[: points.ndim - axes]) if points.ndim > axes else None


def _loop(
    function: Callable[..., Any],
    bound: inspect.BoundArguments,
    given: Mapping[str, Any],
    axes: Mapping[str, int],
    shapes: Mapping[str, Any],
) -> Any:
    where = function.__name__
    single = {name: _plain(value) for name, value in given.items() if name not in shapes}
    many = {name: _numbers(given[name], name, where) for name in shapes}
    outer = {name: array.shape[: array.ndim - axes[name]] for name, array in many.items()}
    try:
        shape = np.broadcast_shapes(*outer.values())
    except ValueError:
        told = " and ".join(f"{name} has {s}" for name, s in outer.items())
        raise ShapeError(f"leading axes differ: {told} ({where}); give shapes that can be broadcast") from None
    spread = {
        name: np.broadcast_to(array, (*shape, *array.shape[array.ndim - axes[name] :])) for name, array in many.items()
    }
    found = []
    for index in np.ndindex(shape):
        bound.arguments |= single
        for name, array in spread.items():
            bound.arguments[name] = array[index] if axes[name] else float(array[index])
        found.append(function(*bound.args, **bound.kwargs))
    return _stacked(found, shape)


def _numbers(value: Any, name: str, where: str) -> np.ndarray:
    """Real numbers in float64 on the CPU, not yet checked for their range."""
    array = on_cpu(real_array(value, name, where))
    if array.dtype.kind == "c":
        raise InputTypeError(f"{name} must be real, got {array.dtype} ({where}); pass real numbers")
    return array.astype(np.float64)


def _stacked(found: list[Any], shape: tuple[int, ...]) -> Any:
    if isinstance(found[0], tuple):
        parts = [_stacked(list(part), shape) for part in zip(*found, strict=True)]
        return type(found[0])(*parts) if hasattr(found[0], "_fields") else tuple(parts)
    arrays = np.stack([np.asarray(value) for value in found])
    return arrays.reshape(*shape, *arrays.shape[1:])
