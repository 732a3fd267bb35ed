"""SymPy heads of the quantities, generated from the same table as the numbers, so that the two cannot drift apart.

``from lqtheory.symbols import best_k_term_error, lq_norm`` gives function heads to write claims with; ``MaxOver``
is the maximum over an integer index.
"""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from lqtheory.errors import RegistryError
from lqtheory.expressions import MaxOver

__all__ = ["MaxOver", "head_of", "is_nonzero_vector"]


#: Operations after which a nonzero vector still is one.
_KEEP = ("append_zero", "clone")


def is_nonzero_vector(expression: sp.Basic) -> bool:
    """Whether a vector expression is known to have a nonzero entry.

    SymPy's own ``is_zero`` would be wrong here: the componentwise product of two nonzero vectors may vanish.

    Parameters
    ----------
    expression : sympy.Basic
        A vector parameter, or componentwise arithmetic with one.

    Returns
    -------
    bool
        True only if it is known.

    Examples
    --------
    >>> from lqtheory import Domain, Integer, Vector
    >>> D = Domain(n=Integer(1), x=Vector("n", nonzero=True), y=Vector("n", nonzero=True))
    >>> n, x, y = D.symbols
    >>> is_nonzero_vector(2 * x), is_nonzero_vector(x * y)
    (True, False)
    """
    if expression.is_positive or expression.is_negative:
        return True
    if isinstance(expression, sp.Symbol):
        return bool(expression.assumptions0.get("nonzero_vector"))
    if isinstance(expression, sp.Mul):
        undecided = [factor for factor in expression.args if not (factor.is_positive or factor.is_negative)]
        return len(undecided) == 1 and is_nonzero_vector(undecided[0])
    if isinstance(expression, sp.Pow):
        return bool(expression.exp.is_positive) and is_nonzero_vector(expression.base)
    keeps = isinstance(expression, sp.Abs) or getattr(getattr(type(expression), "quantity", None), "name", "") in _KEEP
    return keeps and is_nonzero_vector(expression.args[0])


class QuantityHead(sp.Function):
    """Base of all generated heads: knows its quantity, its sign and its LaTeX form, and never evaluates by itself."""

    quantity: Any = None

    @classmethod
    def eval(cls, *args: Any) -> None:
        """Never evaluates by itself."""

    def _sign_is(self, wanted: str) -> bool | None:
        sign = type(self).quantity.sign
        if sign == "positive" or (sign == "nonnegative" and wanted == "nonnegative"):
            return True
        if wanted == "positive" and type(self).quantity.positive_if_nonzero and is_nonzero_vector(self.args[0]):
            return True
        return None

    def _eval_is_real(self) -> bool | None:
        return None if type(self).quantity.vector else True

    def _eval_is_extended_real(self) -> bool | None:
        return self._eval_is_real()

    def _eval_is_finite(self) -> bool | None:
        return self._eval_is_real()

    def _eval_is_integer(self) -> bool | None:
        return True if type(self).quantity.integer else None

    def _eval_is_nonnegative(self) -> bool | None:
        return self._sign_is("nonnegative")

    def _eval_is_extended_nonnegative(self) -> bool | None:
        return self._sign_is("nonnegative")

    def _eval_is_positive(self) -> bool | None:
        return self._sign_is("positive")

    def _eval_is_extended_positive(self) -> bool | None:
        return self._sign_is("positive")

    def _eval_is_zero(self) -> bool | None:
        return False if self._sign_is("positive") else None

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        quantity = type(self).quantity
        parts = [printer._print(a) for a in self.args]
        if quantity.latex:
            # A name such as \times or \sigma must not run into a letter behind it.
            template = re.sub(r"(\\[A-Za-z]+)(?=\{\w+\})|(\{\w+\})(?=[A-Za-z{])", r"\1\2 ", quantity.latex)
            text = template.format(**dict(zip(quantity.arguments, parts, strict=True)))
        else:
            name = quantity.name.replace("_", r"\_")
            text = rf"\operatorname{{{name}}}\left({', '.join(parts)}\right)"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


_HEADS: dict[Any, type[QuantityHead]] = {}


def head_of(quantity: Any) -> type[QuantityHead]:
    """SymPy function class of a quantity.

    Parameters
    ----------
    quantity : Quantity
        The quantity.

    Returns
    -------
    type
        A ``sympy.Function`` subclass with attribute ``quantity``; the same class for the same quantity.

    Examples
    --------
    >>> import sympy as sp
    >>> from lqtheory.quantities.norms import lq_norm
    >>> from lqtheory.quantities import find_quantity
    >>> head_of(find_quantity("lq_norm"))(sp.Symbol("x"), 1).is_nonnegative
    True
    """
    if quantity not in _HEADS:
        body = {"quantity": quantity, "nargs": len(quantity.arguments), "__module__": __name__}
        _HEADS[quantity] = type(quantity.name, (QuantityHead,), body)
    return _HEADS[quantity]


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(name)
    from lqtheory.quantities import find_quantity

    try:
        return head_of(find_quantity(name))
    except RegistryError as error:
        raise AttributeError(str(error)) from error


def __dir__() -> list[str]:
    from lqtheory.quantities import all_quantities

    return sorted([*__all__, *all_quantities()])
