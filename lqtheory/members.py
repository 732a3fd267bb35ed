"""Members of a domain: integer, real, vector, matrix, chain of matrices, and objects of other kinds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.bounds import bound_value, parse_bound
from lqtheory.errors import DomainError, InputTypeError, ShapeError

if TYPE_CHECKING:
    import sympy as sp

__all__ = ["Integer", "Matrix", "MatrixChain", "Object", "Parameter", "Real", "Vector"]


@dataclass(frozen=True)
class Integer:
    """An integer in ``{low, ..., high}``; ``high=None`` means no upper bound.

    Parameters
    ----------
    low, high : int or str
        Bounds, both included; a string may mention earlier names.
    typical : pair, optional
        Where search samples by default.
    """

    low: Any
    high: Any = None
    typical: tuple[Any, Any] | None = None
    kind = "scalar"

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing."""
        return [b for b in (self.low, self.high) if b is not None]

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol with integer and sign assumptions."""
        import sympy as sp  # takes a while to load; quantities do without

        low = parse_bound(self.low, known, name)
        return sp.Symbol(name, integer=True, **_sign(low, strict=False))

    def text(self, name: str) -> str:
        """Membership in words."""
        import sympy as sp  # takes a while to load; quantities do without

        if self.high is not None:
            return f"{name} ∈ {{{_pretty(self.low)},…,{_pretty(self.high)}}}"
        return f"{name} ∈ {{{_pretty(self.low)},{_pretty(sp.sympify(self.low) + 1)},…}}"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> int:
        """The value as ``int``, or an error that says the range."""
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
            raise InputTypeError(f"{name}={value!r} is not an integer ({where}); {self.text(name)}")
        low, high = bound_value(self.low, values), bound_value(self.high, values)
        if not low <= value <= high:
            at = ", ".join(
                f"{k}={v}" for k, v in values.items() if isinstance(v, (int, float)) and k in str((self.low, self.high))
            )
            remedy = f"use {name} ≥ {low:.0f}" if value < low else f"use {name} ≤ {high:.0f}"
            if low > high:
                remedy = "no value is allowed there"
            raise DomainError(
                f"{name}={value} is outside {self.text(name)[len(name) + 3 :]}{' with ' + at if at else ''} "
                f"({where}); {remedy}",
                float(max(low - value, value - high)),
            )
        return int(value)

    def typical_range(self) -> tuple[Any, Any]:
        """Where search samples by default."""
        return self.typical or (self.low, self.high if self.high is not None else _plus(self.low, 62))


@dataclass(frozen=True)
class Real:
    """A real number between ``low`` and ``high``; open at both ends unless ``closed`` says otherwise.

    Parameters
    ----------
    low, high : number, str, or None
        Bounds; ``None`` means unbounded.
    closed : {"", "left", "right", "both"}
        Which ends belong to the range.
    typical : pair, optional
        Where search samples by default.
    infinite : bool
        Whether the value ``inf`` is allowed too (``p = inf`` for the maximum norm).
    """

    low: Any = None
    high: Any = None
    closed: str = ""
    typical: tuple[Any, Any] | None = None
    infinite: bool = False
    kind = "scalar"

    def __post_init__(self) -> None:
        if self.closed not in ("", "left", "right", "both"):
            raise DomainError(f"closed={self.closed!r} is not one of '', 'left', 'right', 'both' (Real)")

    @property
    def includes_low(self) -> bool:
        """Whether the lower end belongs to the range."""
        return self.closed in ("left", "both")

    @property
    def includes_high(self) -> bool:
        """Whether the upper end belongs to the range."""
        return self.closed in ("right", "both")

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing."""
        return [b for b in (self.low, self.high) if b is not None]

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol with sign assumptions (extended real where ``inf`` is allowed)."""
        import sympy as sp  # takes a while to load; quantities do without

        assumptions: dict[str, bool] = {}
        if self.low is not None:
            assumptions = _sign(parse_bound(self.low, known, name), strict=not self.includes_low)
        if self.infinite:
            return sp.Symbol(name, extended_real=True, **{f"extended_{k}": v for k, v in assumptions.items()})
        return sp.Symbol(name, real=True, **assumptions)

    def text(self, name: str) -> str:
        """Membership in words."""
        if self.low is None and self.high is None:
            return f"{name} ∈ ℝ"
        left = "[" if self.includes_low else "("
        right = "]" if self.includes_high or self.infinite else ")"
        low = "−∞" if self.low is None else _pretty(self.low)
        high = "∞" if self.high is None else _pretty(self.high)
        return f"{name} ∈ {left}{low}, {high}{right}"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> float | Fraction | int:
        """The value, or an error that says the range."""
        if isinstance(value, (bool, np.bool_)) or not isinstance(
            value, (int, float, Fraction, np.integer, np.floating)
        ):
            raise InputTypeError(f"{name}={value!r} is not a real number ({where}); {self.text(name)}")
        low = -math.inf if self.low is None else bound_value(self.low, values)
        high = bound_value(self.high, values)
        if self.infinite and value == math.inf:
            return math.inf
        above = value >= low if self.includes_low else value > low
        below = value <= high if self.includes_high else value < high
        if not (above and below) or math.isinf(value):
            raise DomainError(
                f"{name}={value!r} is outside {self.text(name)[len(name) + 3 :]} ({where}); "
                f"{self._remedy(name, low, high)}",
                float(max(low - value, value - high)),
            )
        return value.item() if isinstance(value, np.generic) else value

    def _remedy(self, name: str, low: float, high: float) -> str:
        left = "" if low == -math.inf else f"{low:g} {'≤' if self.includes_low else '<'} "
        right = "" if high == math.inf else f" {'≤' if self.includes_high else '<'} {high:g}"
        return f"use {left}{name}{right}" if left or right else "use a finite number"

    def typical_range(self) -> tuple[Any, Any]:
        """Where search samples by default."""
        if self.typical is not None:
            return self.typical
        if self.low is None:
            return (-8, 8) if self.high is None else (_plus(self.high, -8), self.high)
        return (self.low, self.high if self.high is not None else _plus(self.low, 8))


@dataclass(frozen=True)
class Vector:
    """A real vector.

    Parameters
    ----------
    size : int or str
        Number of entries.
    nonzero : bool
        Whether the zero vector is excluded.
    sign : {"real", "nonnegative", "positive"}
        What every entry satisfies.
    nonzeros : int or str, optional
        Largest allowed number of nonzero entries.
    """

    size: Any
    nonzero: bool = False
    sign: str = "real"
    nonzeros: Any = None
    kind = "vector"

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing."""
        return [b for b in (self.size, self.nonzeros) if b is not None]

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol standing for the whole vector (expressions in it are componentwise)."""
        # Not SymPy's zero=False: x**2 would be positive in every entry, and x >= 0 with it, too.
        import sympy as sp  # takes a while to load; quantities do without

        assumptions: dict[str, bool] = {"nonzero_vector": True} if self.nonzero and self.sign != "positive" else {}
        if self.sign == "positive":
            assumptions = {"positive": True}
        elif self.sign == "nonnegative":
            assumptions |= {"nonnegative": True}
        return (
            sp.Symbol(name, extended_real=True, **assumptions)
            if not assumptions
            else sp.Symbol(name, real=True, **assumptions)
        )

    def text(self, name: str) -> str:
        """Membership in words."""
        space = {"real": "ℝ", "nonnegative": "ℝ₊", "positive": "ℝ₊₊"}[self.sign]
        extra = " \\ {0}" if self.nonzero and self.sign != "positive" else ""
        sparse = f" with at most {_pretty(self.nonzeros)} nonzeros" if self.nonzeros is not None else ""
        return f"{name} ∈ {space}^{_pretty(self.size)}{extra}{sparse}"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> Any:
        """The vector as float64 (torch tensors stay tensors), or an error."""
        vector = _as_array(name, value, where)
        size = int(bound_value(self.size, values))
        if vector.ndim < 1 or vector.shape[-1] != size:
            raise ShapeError(
                f"{name} has shape {tuple(vector.shape)}, but {self.text(name)} "
                f"with {_pretty(self.size)}={size} ({where})"
            )
        if vector.ndim == 1:
            self._check_entries(name, np.asarray(vector), values, where)
        return vector

    def _check_entries(self, name: str, entries: np.ndarray, values: Mapping[str, Any], where: str) -> None:
        if self.nonzero and not entries.any():
            raise DomainError(f"{name} is the zero vector ({where}); {self.text(name)}")
        if (self.sign == "positive" and not (entries > 0).all()) or (
            self.sign == "nonnegative" and not (entries >= 0).all()
        ):
            text = f"{name} has an entry that is not {self.sign} ({where}); {self.text(name)}"
            raise DomainError(text, -float(entries.min()))
        if self.nonzeros is not None:
            found, most = np.count_nonzero(entries), bound_value(self.nonzeros, values)
            if found > most:
                text = f"{name} has {found} nonzero entries ({where}); {self.text(name)}"
                raise DomainError(text, float(found - most))


@dataclass(frozen=True)
class Matrix:
    """A real matrix with ``rows`` rows and ``cols`` columns (numbers or formulas in earlier names)."""

    rows: Any
    cols: Any
    kind = "matrix"

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing."""
        return [self.rows, self.cols]

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol standing for the whole matrix."""
        import sympy as sp  # takes a while to load; quantities do without

        return sp.Symbol(name, extended_real=True)

    def text(self, name: str) -> str:
        """Membership in words."""
        return f"{name} ∈ ℝ^({_pretty(self.rows)}×{_pretty(self.cols)})"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> Any:
        """The matrix as float64, or an error."""
        matrix = _as_array(name, value, where)
        shape = (int(bound_value(self.rows, values)), int(bound_value(self.cols, values)))
        if tuple(matrix.shape[-2:]) != shape:
            raise ShapeError(
                f"{name} has shape {tuple(matrix.shape)}, but {self.text(name)} is {shape[0]}×{shape[1]} here ({where})"
            )
        return matrix


@dataclass(frozen=True)
class MatrixChain:
    """A chain of matrices that can be multiplied: matrix ``i`` has shape ``(widths[i+1], widths[i])``."""

    widths: tuple[Any, ...]
    kind = "chain"

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing."""
        return list(self.widths)

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol standing for the whole chain."""
        import sympy as sp  # takes a while to load; quantities do without

        return sp.Symbol(name)

    def text(self, name: str) -> str:
        """Membership in words."""
        return f"{name} ∈ chains of matrices with widths {' → '.join(_pretty(w) for w in self.widths)}"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> list[Any]:
        """The matrices as float64, or an error."""
        widths = [int(bound_value(w, values)) for w in self.widths]
        if not isinstance(value, (list, tuple)) or len(value) != len(widths) - 1:
            raise ShapeError(f"{name} is not a list of {len(widths) - 1} matrices ({where}); {self.text(name)}")
        pairs = zip(value, widths[1:], widths[:-1], strict=True)
        return [
            Matrix(rows, cols).validate(f"{name}[{i}]", m, values, where) for i, (m, rows, cols) in enumerate(pairs)
        ]


@dataclass(frozen=True)
class Object:
    """Something that is none of the above: a dictionary, a cone, a law, a spectrum.

    Parameters
    ----------
    sampler : callable
        ``sampler(rng, **earlier) -> value``, with ``rng`` a ``numpy.random.Generator``.
    ball : callable, optional
        ``ball(value) ->`` the form in which ball versions of quantities take it.
    description : str
        What it is, for ``text``.
    of : tuple of str, optional
        Names of the earlier parameters on which it depends what such an object is; the sampler gets these alone.
        ``None`` means all earlier ones. Proofs may replace the others when they hand the object to another theorem.
    wider : Object, optional
        A wider class, whatever the other parameters: each object of this one is also one of that, so that proofs may
        apply theorems about it.
    fits : callable, optional
        ``fits(value, **earlier) -> bool``: whether a value is such an object at those values of the parameters on which
        it depends. By default every value is.
    inhabited : bool
        Whether there is such an object for all values of the parameters on which it depends; proofs may then speak of
        an auxiliary one.
    """

    sampler: Callable[..., Any]
    ball: Callable[[Any], Any] | None = None
    description: str = "an object"
    of: tuple[str, ...] | None = None
    wider: Object | None = None
    fits: Callable[..., bool] | None = None
    inhabited: bool = False
    kind = "object"

    def __repr__(self) -> str:
        """Without addresses in memory, so that fingerprints of domains do not depend on the process."""
        tail = "" if self.of is None else f", of={self.of!r}"
        tail += "" if self.wider is None else f", {self.wider!r}"
        return f"Object({_code_name(self.sampler)}, {_code_name(self.ball)}, {self.description!r}{tail})"

    def sample(self, rng: np.random.Generator, values: Mapping[str, Any]) -> Any:
        """A value drawn at values of the earlier parameters."""
        return self.sampler(rng, **self._earlier(values))

    def _earlier(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values of the parameters on which it depends what such an object is."""
        return {name: v for name, v in values.items() if self.of is None or name in self.of}

    def is_a(self, other: Object) -> bool:
        """Whether every object of this class is one of the other."""
        return self == other or (self.wider is not None and self.wider.is_a(other))

    def bounds(self) -> list[Any]:
        """Declared bounds that need parsing: none."""
        return []

    def symbol(self, name: str, known: Mapping[str, sp.Symbol]) -> sp.Symbol:
        """SymPy symbol standing for the object."""
        import sympy as sp  # takes a while to load; quantities do without

        return sp.Symbol(name)

    def text(self, name: str) -> str:
        """Membership in words."""
        return f"{name}: {self.description}"

    def validate(self, name: str, value: Any, values: Mapping[str, Any], where: str) -> Any:
        """The object itself, or an error where it does not fit the earlier parameters."""
        if self.fits is not None and not self.fits(value, **self._earlier(values)):
            at = ", ".join(f"{k}={v}" for k, v in self._earlier(values).items())
            raise DomainError(f"{name} is not {self.description} with {at} ({where}); take it from a sampler for these")
        return value


Parameter = Integer | Real | Vector | Matrix | MatrixChain | Object


def _sign(low: sp.Expr, *, strict: bool) -> dict[str, bool]:
    if low.is_positive or (strict and low.is_nonnegative):
        return {"positive": True}
    return {"nonnegative": True} if low.is_nonnegative else {}


def _pretty(bound: Any) -> str:
    return str(bound).replace(" ", "").replace("-", "−")


def _plus(bound: Any, step: int) -> Any:
    return f"({bound})+{step}" if isinstance(bound, str) else bound + step


def _code_name(function: Any) -> str:
    """Module and name of a function; of a partial one also what is fixed."""
    inner = getattr(function, "func", None)
    if inner is not None:
        return f"{_code_name(inner)}{function.args}{sorted(function.keywords.items())}"
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', function)}"


def _as_array(name: str, value: Any, where: str) -> Any:
    if hasattr(value, "detach"):
        return value
    array = np.asarray(value)
    if array.dtype == bool or not np.issubdtype(array.dtype, np.number) or np.iscomplexobj(array):
        raise InputTypeError(f"{name} is not a real array: dtype {array.dtype} ({where})")
    array = array.astype(np.float64, copy=False)
    if not np.isfinite(array).all():
        raise DomainError(f"{name} has entries that are not finite ({where}); give finite numbers")
    return array
