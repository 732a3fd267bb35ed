"""Input of every quantity: lists, NumPy and torch arrays made float64 on their own device, and checked scalars.

Nothing here imports torch: :mod:`array_api_compat` recognises tensors that already exist.
"""

# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

import math
import operator
import sys
import warnings
from numbers import Number, Real
from typing import Any, TypeAlias

import array_api_compat
import array_api_compat.numpy
import numpy as np

from lqtheory.errors import DomainError, InputTypeError, ShapeError

__all__ = [
    "Array",
    "as_magnitudes",
    "as_vector",
    "as_weights",
    "check_count",
    "check_exponent",
    "check_real",
    "is_numpy",
    "masked_log",
    "masked_power",
    "namespace",
    "on_cpu",
    "real_array",
    "require_nonzero",
    "widened",
]

#: NumPy array or torch tensor; annotations cannot name torch, which stays unimported.
Array: TypeAlias = Any


#: Counts beyond this have no value in float64.
LARGEST_COUNT = int(sys.float_info.max)

_NAMESPACES: dict[type, Any] = {np.ndarray: array_api_compat.numpy}


def namespace(*arrays: Array) -> Any:
    """Array-API namespace shared by ``arrays``."""
    kinds = set(map(type, arrays))
    if len(kinds) != 1:
        return array_api_compat.array_namespace(*arrays)
    kind = kinds.pop()
    if kind not in _NAMESPACES:  # it depends on the class alone, and finding it takes longer than small sums
        _NAMESPACES[kind] = array_api_compat.array_namespace(*arrays)
    return _NAMESPACES[kind]


def is_numpy(x: Array) -> bool:
    """Whether ``x`` is a NumPy array, for which faster non-standard functions (partition) exist."""
    return type(x) is np.ndarray or bool(array_api_compat.is_numpy_array(x))


def on_cpu(x: Array) -> np.ndarray:
    """NumPy array of an array on any device; gradients are left behind.

    Examples
    --------
    >>> on_cpu(np.ones(2)).tolist()
    [1.0, 1.0]
    """
    return np.asarray(x.detach().cpu() if hasattr(x, "detach") else x)


def as_vector(x: Any, name: str = "x", where: str = "") -> Array:
    """Finite real float64 array with vectors along the last axis, on the device of ``x``.

    Parameters
    ----------
    x : sequence of numbers, NumPy array or torch tensor, shape (..., n)
        Integers and narrower floats are widened to float64; gradients keep flowing.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (..., n)
        ``x`` itself if it is float64 already, never changed in place.

    Raises
    ------
    InputTypeError
        If the entries are bools, strings, or otherwise not real numbers.
    ShapeError
        If ``x`` is a single number or ragged.
    DomainError
        If there are no entries, or one is NaN or infinite.

    Notes
    -----
    A device without float64 is left for the CPU, with a warning.

    Examples
    --------
    >>> as_vector([3, -4]).dtype
    dtype('float64')
    """
    x = real_array(x, name, where)
    if _is_complex(x):
        raise InputTypeError(f"{name} must be real, got {x.dtype}{_at(where)}; pass its absolute values")
    return _checked(_widened(x, where), name, where)


def as_magnitudes(x: Any, name: str = "x", where: str = "", single: bool = False) -> Array:
    """Absolute values of ``x`` as a finite float64 array; complex entries are allowed.

    Parameters
    ----------
    x : sequence of numbers, NumPy array or torch tensor, shape (..., n)
        Real or complex entries.
    name, where : str
        What the error texts call the argument and the function.
    single : bool
        Leave float32 NumPy arrays in float32, for callers that sort before they compute.

    Returns
    -------
    array of float64, shape (..., n)
        ``|x|``.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`as_vector`.

    Examples
    --------
    >>> as_magnitudes([3 + 4j, -1]).tolist()
    [5.0, 1.0]
    """
    x = real_array(x, name, where)
    xp = namespace(x)
    if single and is_numpy(x) and x.dtype == np.float32:
        return np.abs(_checked(x, name, where))
    if _is_complex(x):
        x = xp.abs(x)
    return xp.abs(_checked(_widened(x, where), name, where))


def widened(x: Array) -> Array:
    """``x`` in float64: the second half of ``as_magnitudes(..., single=True)``."""
    return x.astype(np.float64) if is_numpy(x) and x.dtype != np.float64 else x


def as_weights(weights: Any, like: Array, name: str, where: str) -> Array:
    """Positive weights as a float64 array of the kind and device of ``like``.

    Parameters
    ----------
    weights : sequence, NumPy array or torch tensor, shape (n,) or (..., n)
        Weights, one for each entry of ``like``.
    like : array, shape (..., n)
        The array the weights go with.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array of float64, shape (n,) or (..., n)

    Raises
    ------
    InputTypeError, ShapeError
        As :func:`as_vector`; also if the last axes differ in length.
    DomainError
        If a weight is not positive and finite.
    """
    result = as_vector(weights, name, where)
    if is_numpy(result) and not is_numpy(like):
        xp = namespace(like)
        result = xp.asarray(result, device=array_api_compat.device(like))
    if result.shape[-1] != like.shape[-1]:
        raise ShapeError(
            f"{name} has {result.shape[-1]} entries, allowed are n={like.shape[-1]} as in x{_at(where)}; "
            f"give one weight for each entry"
        )
    if not bool(namespace(result).all(result > 0)):
        raise DomainError(f"{name} must be > 0 in every entry{_at(where)}; drop entries of zero weight")
    return result


def check_count(value: Any, name: str, low: int, high: int | None, where: str, high_name: str = "n") -> int:
    """An integer of {low, ..., high} as an ``int``.

    Parameters
    ----------
    value : int or numpy.integer
        The count; bools and floats are refused.
    name, where, high_name : str
        What the error texts call the argument, the function and the upper end.
    low : int
        Smallest value allowed.
    high : int or None
        Largest value allowed; ``None`` is unbounded.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError
        If ``value`` is not an integer.
    DomainError
        If it is out of range, or beyond the largest float.

    Examples
    --------
    >>> check_count(16, "k", 0, 10, "best_k_term_error")
    Traceback (most recent call last):
        ...
    lqtheory.errors.DomainError: k=16 is outside {0,...,n} with n=10 (best_k_term_error); use k <= 10
    """
    if isinstance(value, (bool, np.bool_)) or "bool" in str(getattr(value, "dtype", "")):
        raise InputTypeError(f"{name} must be an integer, got the bool {value!r}{_at(where)}; use an int")
    try:
        count = operator.index(value)
    except TypeError:
        raise InputTypeError(
            f"{name} must be an integer, got {type(value).__name__}: {value!r}{_at(where)}; use an int"
        ) from None
    if abs(count) > LARGEST_COUNT:
        raise DomainError(f"{name} is an integer of {count.bit_length()} bits, beyond all floats{_at(where)}")
    allowed = f"{{{low},{low + 1},...}}" if high is None else f"{{{low},...,{high_name}}} with {high_name}={high}"
    if count < low:
        raise DomainError(f"{name}={count} is outside {allowed}{_at(where)}; use {name} >= {low}")
    if high is not None and count > high:
        raise DomainError(f"{name}={count} is outside {allowed}{_at(where)}; use {name} <= {high}")
    return count


def check_exponent(value: Any, name: str, where: str, infinite: bool = False) -> float:
    """An exponent in (0, inf), or (0, inf] if ``infinite``, as a ``float``.

    Parameters
    ----------
    value : float, int, or numpy scalar
        The exponent.
    name, where : str
        What the error texts call the argument and the function.
    infinite : bool
        Whether infinity is allowed.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``value`` is not a real number, or is a bool.
    DomainError
        If it is NaN, not positive, or infinite where that is not allowed.

    Examples
    --------
    >>> check_exponent(-1, "q", "lq_norm")
    Traceback (most recent call last):
        ...
    lqtheory.errors.DomainError: q must be > 0, got q=-1.0 (lq_norm); use a finite q > 0
    """
    number = _real_number(value, name, where)
    if not number > 0 or (math.isinf(number) and not infinite):
        remedy = f"use {name} > 0 or {name}=inf" if infinite else f"use a finite {name} > 0"
        allowed = "> 0" if not number > 0 else "finite"
        raise DomainError(f"{name} must be {allowed}, got {name}={number}{_at(where)}; {remedy}")
    return number


def check_real(
    value: Any, name: str, where: str, low: float = -math.inf, high: float = math.inf, closed: str = "both"
) -> float:
    """A real number of an interval as a ``float``.

    Parameters
    ----------
    value : float, int, or numpy scalar
        The number; NaN is refused, infinity only if the interval is closed there.
    name, where : str
        What the error texts call the argument and the function.
    low, high : float
        Ends of the interval.
    closed : {"both", "left", "right", "neither"}
        Which ends belong to it.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``value`` is not a real number, or is a bool.
    DomainError
        If it is NaN or outside.

    Examples
    --------
    >>> check_real(0.5, "eta", "kmin", 0.0)
    0.5
    """
    number = _real_number(value, name, where)
    left, right = closed in ("both", "left"), closed in ("both", "right")
    inside = (low < number or (left and number == low)) and (number < high or (right and number == high))
    if not inside:
        interval = f"{'[' if left else '('}{low:g}, {high:g}{']' if right else ')'}"
        raise DomainError(f"{name}={number} is outside {interval}{_at(where)}; use a value inside")
    return number


def require_nonzero(magnitudes: Array, where: str) -> None:
    """Raise DomainError if a vector (a row of the last axis) is zero: an index that divides by a norm has no value.

    Parameters
    ----------
    magnitudes : array (..., n)
        Absolute values.
    where : str
        Name of the quantity, for the error text.
    """
    xp = namespace(magnitudes)
    if not bool(xp.all(xp.any(magnitudes > 0, axis=-1))):
        raise DomainError(f"index undefined for the zero vector ({where}); drop zero vectors first")


def masked_power(magnitudes: Array, exponent: Any) -> Array:
    """``magnitudes ** exponent`` with 0**e = 0, and gradient 0 instead of inf or NaN at zero entries.

    Parameters
    ----------
    magnitudes : array (..., n)
        Absolute values.
    exponent : float or array
        Positive exponent.

    Returns
    -------
    array (..., n)
        The powers.
    """
    if is_numpy(magnitudes):  # no gradients to protect
        return magnitudes**exponent
    xp = namespace(magnitudes)
    positive = magnitudes > 0
    safe = xp.where(positive, magnitudes, xp.ones_like(magnitudes))
    return xp.where(positive, safe**exponent, xp.zeros_like(magnitudes))


def masked_log(magnitudes: Array) -> Array:
    """Logarithm of the positive entries and ``-inf`` at zeros, without warnings and with finite gradients."""
    if is_numpy(magnitudes):
        with np.errstate(divide="ignore"):
            return np.log(magnitudes)
    xp = namespace(magnitudes)
    positive = magnitudes > 0
    safe = xp.where(positive, magnitudes, xp.ones_like(magnitudes))
    return xp.where(positive, xp.log(safe), xp.full_like(magnitudes, -math.inf))


def _at(where: str) -> str:
    return f" ({where})" if where else ""


def _real_number(value: Any, name: str, where: str) -> float:
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise InputTypeError(
            f"expected real number for {name}, got {type(value).__name__}: {value!r}{_at(where)}; use a float"
        )
    try:
        number = float(value)
    except OverflowError:
        raise DomainError(f"{name} is a number beyond all floats{_at(where)}; use a finite {name}") from None
    if math.isnan(number):
        raise DomainError(f"{name} must be a number, got {name}=nan{_at(where)}; use a finite {name}")
    return number


def _is_complex(x: Array) -> bool:
    return bool(namespace(x).isdtype(x.dtype, "complex floating"))


def _contains_bool(x: Any) -> bool:
    if isinstance(x, (list, tuple)):
        return any(_contains_bool(v) for v in x)
    return isinstance(x, (bool, np.bool_))


def real_array(x: Any, name: str, where: str) -> Array:
    """Numeric array of any kind, not yet checked for its values; dtype and device as they came.

    Parameters
    ----------
    x : sequence of numbers, NumPy array or torch tensor, shape (..., n)
        Entries.
    name, where : str
        What the error texts call the argument and the function.

    Returns
    -------
    array, shape (..., n)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If entries are no numbers or beyond all floats, or there is no axis or no entry.
    """
    if type(x) is np.ndarray and x.dtype == np.float64 and x.ndim and x.shape[-1]:  # the usual case, often asked for
        return x
    if not array_api_compat.is_array_api_obj(x):
        if isinstance(x, (str, bytes)) or _contains_bool(x):
            raise InputTypeError(f"expected real array for {name}, got {x!r:.60}{_at(where)}; use numbers")
        try:
            x = np.asarray(x)
        except ValueError:
            raise ShapeError(f"{name} is ragged{_at(where)}; give vectors of one length") from None
        if x.dtype == object and all(isinstance(v, Number) for v in x.flat):
            try:
                x = np.asarray(x, dtype=np.float64)
            except OverflowError:
                raise DomainError(f"{name} has an entry beyond all floats{_at(where)}; use finite numbers") from None
            except (TypeError, ValueError):
                raise InputTypeError(f"{name} has entries that are not real{_at(where)}; use numbers") from None
    if not hasattr(x, "dtype") or not namespace_is_numeric(x):
        got = getattr(x, "dtype", type(x).__name__)
        raise InputTypeError(f"expected real array for {name}, got {got}{_at(where)}; use numbers")
    if x.ndim == 0:
        raise ShapeError(f"{name} must have a vector axis, got a single number{_at(where)}; wrap it in a list")
    if x.shape[-1] == 0:
        raise DomainError(f"empty vector: {name} has shape {tuple(x.shape)}{_at(where)}; give at least one entry")
    return x


def namespace_is_numeric(x: Array) -> bool:
    """Whether the entries of ``x`` are integers, floats or complex numbers of the array's own library."""
    try:
        return bool(namespace(x).isdtype(x.dtype, "numeric"))
    except (TypeError, ValueError):
        return False


def _widened(x: Array, where: str) -> Array:
    xp = namespace(x)
    if x.dtype == xp.float64:
        return x
    try:
        return xp.astype(x, xp.float64)
    except (TypeError, RuntimeError):  # a device without float64, such as Apple's
        warnings.warn(f"{x.device} has no float64: computing on the CPU{_at(where)}", RuntimeWarning, stacklevel=4)
        return xp.astype(array_api_compat.to_device(x, "cpu"), xp.float64)


def _checked(x: Array, name: str, where: str) -> Array:
    xp = namespace(x)
    with np.errstate(over="ignore", invalid="ignore"):
        total = xp.sum(x)  # finite only if all entries are, and cheaper than to ask them all
    if not bool(xp.isfinite(total)) and not bool(xp.all(xp.isfinite(x))):
        raise DomainError(f"{name} must be finite, but holds NaN or infinity{_at(where)}; drop or replace them")
    return x
