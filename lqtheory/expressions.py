"""One expression, several arithmetics: a SymPy tree compiled against a table of operations.

The same walk serves floats (NumPy or torch arrays) and balls; only the table differs. Quantities are leaves
that bring their own array and ball versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

import sympy as sp

from lqtheory.errors import UnsupportedError

__all__ = [
    "MaxOver",
    "Operations",
    "compile_expression",
    "compile_together",
    "named_apart",
    "normal_indices",
    "quantities_in",
]

Environment = Mapping[str, Any]
Compiled = Callable[[Environment], Any]


class MaxOver(sp.Function):
    """``MaxOver(f, m, low, high)``: the largest value of ``f`` over integers ``low <= m <= high``, 0 if there are none.

    It is nonnegative where ``f`` is, but not positive where ``f`` is: the range may be empty.
    """

    nargs = (4,)

    @classmethod
    def eval(cls, expression: Any, index: Any, low: Any, high: Any) -> None:
        """Never evaluates by itself."""

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.args[0].is_nonnegative else None

    def _eval_is_extended_nonnegative(self) -> bool | None:
        return self._eval_is_nonnegative()

    def _eval_is_real(self) -> bool | None:
        return True if self.args[0].is_real else None

    @property
    def free_symbols(self) -> set[sp.Symbol]:
        """Free symbols without the bound index."""
        body, index, low, high = self.args
        free: set[sp.Symbol] = (body.free_symbols - {index}) | low.free_symbols | high.free_symbols
        return free

    def _eval_subs(self, old: Any, new: Any) -> Any:
        """Leave the bound index alone, and rename it where the new expression would be captured by it."""
        body, index, low, high = self.args
        if index in getattr(old, "free_symbols", set()):
            return self.func(body, index, low.subs(old, new), high.subs(old, new))
        if index in getattr(new, "free_symbols", set()) and body.has(old):
            return named_apart(self, {index})._eval_subs(old, new)
        return self.func(body.subs(old, new), index, low.subs(old, new), high.subs(old, new))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body, index, low, high = (printer._print(a) for a in self.args)
        text = rf"\max_{{{low} \le {index} \le {high}}} {body}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


def _bound_parts(node: sp.Basic) -> tuple[sp.Expr, sp.Symbol, sp.Expr, sp.Expr] | None:
    """Body, index and ends of a sum or maximum over one index."""
    if isinstance(node, MaxOver):
        body, index, low, high = node.args
        return body, index, low, high
    if isinstance(node, sp.Sum) and len(node.limits) == 1 and len(node.limits[0]) == 3:
        return (node.function, *node.limits[0])
    return None


def _rebound(node: sp.Basic, body: sp.Expr, index: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    return MaxOver(body, index, low, high) if isinstance(node, MaxOver) else sp.Sum(body, (index, low, high))


def _map_indices(node: sp.Basic, rename: Callable[[sp.Symbol, sp.Expr, sp.Expr, sp.Expr], sp.Symbol]) -> sp.Basic:
    """Rename bound indices from the inside out: ``rename(index, body, low, high)`` gives the new one."""
    if not node.args or not node.has(sp.Sum, MaxOver):
        return node
    parts = _bound_parts(node)
    if parts is None:
        return node.func(*(_map_indices(a, rename) for a in node.args))
    body, low, high = (_map_indices(e, rename) for e in (parts[0], parts[2], parts[3]))
    index = rename(parts[1], body, low, high)
    return _rebound(node, body.xreplace({parts[1]: index}), index, low, high)


def named_apart(expression: sp.Basic, taken: Iterable[sp.Symbol]) -> sp.Basic:
    """The expression with bound indices renamed that share their name with a symbol about to be put in.

    SymPy's ``Sum(x*i, (i, 1, n)).subs(x, i)`` is ``Sum(i**2, ...)``; after this it is not.

    Parameters
    ----------
    expression : sympy.Basic
        Any expression.
    taken : iterable of sympy.Symbol
        Symbols that no bound index may be called like.

    Returns
    -------
    sympy.Basic
        The same up to the names of bound indices.

    Examples
    --------
    >>> i, x, n = sp.symbols("i x n")
    >>> named_apart(sp.Sum(x * i, (i, 1, n)), [i]).subs(x, i)
    Sum(i*i_, (i_, 1, n))
    """
    names = {s.name for s in taken}

    def rename(index: sp.Symbol, body: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Symbol:
        if index.name not in names:
            return index
        used = names | {s.name for s in body.atoms(sp.Symbol)}
        name = f"{index.name}_"
        while name in used:
            name += "_"
        return sp.Symbol(name, **index._assumptions_orig)

    return _map_indices(expression, rename)


@lru_cache(maxsize=65536)
def normal_indices(expression: sp.Basic) -> sp.Basic:
    """The expression with bound indices named by their depth, which assume nothing but what their ranges give.

    Two expressions that differ in the names of bound indices become equal, no index is called like a parameter, and an
    index is positive only where its lower end is.

    Parameters
    ----------
    expression : sympy.Basic
        Any expression.

    Returns
    -------
    sympy.Basic
        The same up to bound indices.

    Examples
    --------
    >>> m = sp.Symbol("m", positive=True)
    >>> normal_indices(MaxOver(m, m, -3, -1)).args[1].is_positive is None
    True
    """

    def rename(index: sp.Symbol, body: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Symbol:
        inner = [s.name for s in body.atoms(sp.Symbol) if s.name.startswith(_INDEX)]
        depth = 1 + max((int(name.removeprefix(_INDEX)) for name in inner), default=0)
        sign = {"positive": True} if low.is_positive else {"nonnegative": True} if low.is_nonnegative else {}
        return sp.Symbol(f"{_INDEX}{depth}", integer=True, **sign)

    return _map_indices(expression, rename)


#: Not an identifier, so that no parameter is called like this.
_INDEX = "index "


class Operations(Protocol):
    """What an arithmetic must offer to :func:`compile_expression`."""

    #: Whether a number has the same value whenever it is asked for; not so where the working precision may change.
    fixed_constants: bool

    def constant(self, value: sp.Expr) -> Any:
        """Value of a number."""

    def add(self, terms: list[Any]) -> Any:
        """Sum of at least one term."""

    def multiply(self, factors: list[Any]) -> Any:
        """Product of at least one factor."""

    def power(self, base: Any, exponent: Any, base_nonnegative: bool) -> Any:
        """Power, with 0**0 = 1 and 0**e = 0 (e > 0) where the base is known to be nonnegative."""

    def function(self, name: str, args: list[Any]) -> Any:
        """An elementary function by its SymPy class name."""

    def quantity(self, quantity: Any, args: list[Any]) -> Any:
        """A quantity at evaluated arguments."""

    def maximum(self, values: list[Any]) -> Any:
        """Largest of several values."""

    def minimum(self, values: list[Any]) -> Any:
        """Smallest of several values."""

    def integer(self, value: Any) -> int:
        """A value that must be an integer, as ``int``."""
        ...


def compile_expression(expression: sp.Expr, operations: Operations) -> Compiled:
    """Compile a SymPy expression into a function of an environment (name -> value).

    Parameters
    ----------
    expression : sympy.Expr
        Tree of numbers, symbols, elementary functions, sums over integers, :class:`MaxOver` and quantity heads.
    operations : Operations
        The arithmetic.

    Returns
    -------
    callable
        ``f(env)``, with ``env`` mapping symbol names to values of that arithmetic. What occurs in the tree more than
        once is computed once.

    Raises
    ------
    UnsupportedError
        If the tree contains something the walk does not know.
    """
    together = compile_together([expression], operations)
    return lambda env: together(env)[0]


def compile_together(
    expressions: Sequence[sp.Expr], operations: Operations, along: str | None = None, *, remember: bool = False
) -> Callable[[Environment], list[Any]]:
    """Compile several expressions into one function of an environment, as :func:`compile_expression`.

    Parameters
    ----------
    expressions : sequence of sympy.Expr
        The expressions.
    operations : Operations
        The arithmetic.
    along : str, optional
        The only parameter that will change: values of terms without it are added to the environment handed in, which
        must be a ``dict`` and is to be handed in again with another value of that parameter.
    remember : bool
        Whether values of quantities are added to the environment handed in, a ``dict``, and found there by all other
        expressions compiled like this: for one environment at one working precision.

    Returns
    -------
    callable
        ``f(env)``: the values in order; what the expressions have in common is computed once.

    Raises
    ------
    UnsupportedError
        If a tree contains something the walk does not know.
    """
    walk = _Walk(operations, _kept(expressions, along, remember))
    parts = [walk.compiled(expression) for expression in expressions]
    if along is not None or remember or not walk.kept:
        return lambda env: [f(env) for f in parts]

    def values(env: Environment) -> list[Any]:
        known = {**env}  # values of what is repeated are added to it
        return [f(known) for f in parts]

    return values


def _kept(expressions: Iterable[sp.Expr], along: str | None, remember: bool = False) -> dict[sp.Basic, object]:
    """Composite terms whose values are kept, with keys for these; none that speaks of a bound index.

    Those that occur more than once; along a parameter the largest ones without it. To remember, all quantities, too,
    and each term is its own key.
    """
    seen: set[sp.Basic] = set()
    kept: dict[sp.Basic, object] = {}
    bound: set[str] = set()
    stack = list(expressions)
    while stack:
        node = stack.pop()
        if not node.args or node.is_number:
            continue
        if remember and getattr(type(node), "quantity", None) is not None:
            kept[node] = node
        if node in seen if along is None else along not in {s.name for s in node.free_symbols}:
            kept[node] = node if remember else object()
            continue
        seen.add(node)
        parts = _bound_parts(node)
        if parts is not None:
            bound.add(parts[1].name)
        stack.extend(parts if parts is not None else node.args)
    return {node: key for node, key in kept.items() if not bound & {s.name for s in node.free_symbols}}


class _Walk:
    """The walk through trees that share terms."""

    def __init__(self, operations: Operations, kept: Mapping[sp.Basic, object]) -> None:
        self.operations, self.kept = operations, kept

    def compiled(self, expression: sp.Expr) -> Compiled:
        """The function of one tree; a term that is kept is looked up in the environment first."""
        compute = self._compiled(expression)
        if expression not in self.kept:
            return compute
        key: Any = self.kept[expression]

        def value(env: Any) -> Any:
            if key not in env:
                env[key] = compute(env)
            return env[key]

        return value

    def _parts(self, expression: sp.Expr) -> list[Compiled]:
        return [self.compiled(a) for a in expression.args]

    def _compiled(self, expression: sp.Expr) -> Compiled:
        operations = self.operations
        if isinstance(expression, (sp.Symbol, sp.Dummy)):
            name = expression.name
            return lambda env: env[name]
        if expression.is_number and not expression.args:
            if operations.fixed_constants:
                constant = operations.constant(expression)
                return lambda env: constant
            return lambda env: operations.constant(expression)
        quantity = getattr(type(expression), "quantity", None)
        if quantity is not None:
            parts = self._parts(expression)
            return lambda env: operations.quantity(quantity, [f(env) for f in parts])
        if isinstance(expression, (sp.Add, sp.Mul)):
            parts = self._parts(expression)
            combine = operations.add if isinstance(expression, sp.Add) else operations.multiply
            return lambda env: combine([f(env) for f in parts])
        if isinstance(expression, sp.Pow):
            return self._power(expression)
        if isinstance(expression, (sp.Max, sp.Min)):
            parts = self._parts(expression)
            pick = operations.maximum if isinstance(expression, sp.Max) else operations.minimum
            return lambda env: pick([f(env) for f in parts])
        if isinstance(expression, (sp.Sum, MaxOver)):
            return self._range(expression)
        if isinstance(expression, sp.Function):
            name = type(expression).__name__
            parts = self._parts(expression)
            return lambda env: operations.function(name, [f(env) for f in parts])
        raise UnsupportedError(
            f"{expression} ({type(expression).__name__}) cannot be evaluated; use quantities and elementary functions"
        )

    def _power(self, expression: sp.Pow) -> Compiled:
        operations = self.operations
        base, exponent = expression.args
        if base is sp.E:
            inner = self.compiled(exponent)
            return lambda env: operations.function("exp", [inner(env)])
        f, g = self.compiled(base), self.compiled(exponent)
        nonnegative = bool(base.is_nonnegative)
        return lambda env: operations.power(f(env), g(env), nonnegative)

    def _range(self, expression: sp.Expr) -> Compiled:
        """Sums and maxima over an integer index."""
        operations = self.operations
        combine: Callable[[list[Any]], Any]
        if isinstance(expression, sp.Sum):
            if len(expression.limits) != 1:
                raise UnsupportedError(f"{expression}: sums over one index only")
            body, (index, low, high) = expression.function, expression.limits[0]
            combine = operations.add
        else:
            body, index, low, high = expression.args
            combine = operations.maximum
        f, lo, hi = (self.compiled(e) for e in (body, low, high))
        name = index.name

        def value(env: Environment) -> Any:
            first, last = operations.integer(lo(env)), operations.integer(hi(env))
            terms = [f({**env, name: i}) for i in range(first, last + 1)]
            if terms:
                return combine(terms)
            return operations.constant(sp.S.Zero)

        return value


def quantities_in(expression: sp.Basic) -> set[Any]:
    """The quantities whose heads occur in an expression."""
    found = set()
    for node in sp.preorder_traversal(expression):
        quantity = getattr(type(node), "quantity", None)
        if quantity is not None:
            found.add(quantity)
    return found
