"""Float arithmetic for compiled expressions: Python numbers, NumPy arrays and torch tensors alike."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.special
import sympy as sp
from array_api_compat import array_namespace, is_torch_array

from lqtheory.errors import UnsupportedError

__all__ = ["FLOATS", "FloatOperations"]

_ELEMENTARY = {
    "exp": "exp", "log": "log", "Abs": "abs", "sign": "sign", "floor": "floor", "ceiling": "ceil", "sin": "sin",
    "cos": "cos", "tan": "tan", "atan": "atan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
}  # fmt: skip
_SPECIAL: dict[str, Callable[..., Any]] = {
    "gamma": scipy.special.gamma,
    "loggamma": scipy.special.gammaln,
    "erf": scipy.special.erf,
    "erfc": scipy.special.erfc,
    "zeta": scipy.special.zeta,
}


def _is_tensor(value: Any) -> bool:
    return bool(is_torch_array(value))


def _widened(value: Any) -> Any:
    """Counts that arrive as integer tensors made float64: torch would take their logarithm in float32."""
    if _is_tensor(value) and not value.dtype.is_floating_point:
        xp = array_namespace(value)
        return xp.astype(value, xp.float64)
    return value


class FloatOperations:
    """Operations of float64 arithmetic (see :class:`lqtheory.expressions.Operations`)."""

    fixed_constants = True

    def constant(self, value: sp.Expr) -> float | int:
        """Nearest float, integers exactly."""
        return int(value) if value.is_Integer else float(value)

    def add(self, terms: list[Any]) -> Any:
        """Sum."""
        return functools.reduce(lambda a, b: a + b, terms)

    def multiply(self, factors: list[Any]) -> Any:
        """Product."""
        return functools.reduce(lambda a, b: a * b, factors)

    def power(self, base: Any, exponent: Any, base_nonnegative: bool) -> Any:
        """Power with IEEE results (inf, nan) instead of exceptions."""
        if _is_tensor(base) or _is_tensor(exponent):
            return base**exponent
        if (
            isinstance(base, int)
            and isinstance(exponent, int)
            and exponent >= 0
            and abs(base) < 1 << 20
            and exponent < 64
        ):
            return base**exponent
        result = np.power(np.asarray(base, dtype=np.float64), exponent)
        return result if result.ndim else float(result)

    def function(self, name: str, args: list[Any]) -> Any:
        """Elementary or special function by SymPy name."""
        if name in _ELEMENTARY:
            (value,) = args
            if hasattr(value, "shape") and not isinstance(value, np.generic):
                return getattr(array_namespace(value), _ELEMENTARY[name])(value)
            return float(getattr(np, {"atan": "arctan"}.get(name, _ELEMENTARY[name]))(float(value)))
        if name in ("erf", "erfc") and _is_tensor(args[0]):
            return getattr(args[0], name)()
        if name in _SPECIAL:
            return _SPECIAL[name](*args)
        raise UnsupportedError(f"the function {name} has no float version")

    def quantity(self, quantity: Any, args: list[Any]) -> Any:
        """Array version of a quantity."""
        counts = quantity.integer_arguments
        pairs = zip(quantity.arguments, args, strict=True)
        return _widened(quantity.array(*(self.integer(a) if name in counts else a for name, a in pairs)))

    def maximum(self, values: list[Any]) -> Any:
        """Largest of several values."""
        return functools.reduce(lambda a, b: _pick(a, b, "maximum"), values)

    def minimum(self, values: list[Any]) -> Any:
        """Smallest of several values."""
        return functools.reduce(lambda a, b: _pick(a, b, "minimum"), values)

    def integer(self, value: Any) -> int:
        """An integral float or an ``int`` as ``int``."""
        if isinstance(value, (int, np.integer)):
            return int(value)
        whole = round(float(value))
        if not math.isclose(whole, float(value), rel_tol=0, abs_tol=1e-9):
            raise UnsupportedError(f"{value} is not an integer")
        return whole


def _pick(a: Any, b: Any, which: str) -> Any:
    if _is_tensor(a) or _is_tensor(b):
        tensor = a if _is_tensor(a) else b
        xp = array_namespace(tensor)
        a, b = (v if _is_tensor(v) else xp.full_like(tensor, v) for v in (a, b))
        return getattr(xp, which)(a, b)
    result = getattr(np, which)(a, b)
    return result if getattr(result, "ndim", 0) else float(result)


FLOATS = FloatOperations()
