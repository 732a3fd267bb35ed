"""Relations between expressions, never evaluated by SymPy (``sp.Le(x, x + 1)`` would collapse to ``True``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from lqtheory.errors import DomainError
from lqtheory.expressions import named_apart

__all__ = ["Relation", "as_relation"]

_OPERATORS = {"<=": sp.Le, "<": sp.Lt, "=": sp.Eq}


@dataclass(frozen=True)
class Relation:
    """``lhs operator rhs`` with operator ``<=``, ``<`` or ``=``; between vectors it holds componentwise.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The two sides.
    operator : {"<=", "<", "="}
        The relation.

    Raises
    ------
    DomainError
        If a side is not an expression or the operator is unknown.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> str(Relation(x, "<=", x + 1))
    'x <= x + 1'
    """

    lhs: sp.Expr
    operator: str
    rhs: sp.Expr

    def __post_init__(self) -> None:
        if self.operator not in _OPERATORS:
            raise DomainError(f"operator={self.operator!r} is not one of '<=', '<', '=' (Relation)")
        for side in ("lhs", "rhs"):
            try:
                value = sp.sympify(getattr(self, side))
            except sp.SympifyError as error:
                raise DomainError(f"{side}={getattr(self, side)!r} is not an expression (Relation)") from error
            if not isinstance(value, sp.Expr):
                raise DomainError(f"{side}={value} is not an expression (Relation); it evaluated too early")
            object.__setattr__(self, side, value)

    def __str__(self) -> str:
        return f"{self.lhs} {self.operator} {self.rhs}"

    def latex(self) -> str:
        """LaTeX form."""
        return str(sp.latex(_OPERATORS[self.operator](self.lhs, self.rhs, evaluate=False)))

    def subs(self, mapping: dict[Any, Any]) -> Relation:
        """The relation with symbols replaced simultaneously; bound indices capture nothing."""
        taken = {s for pair in mapping.items() for side in pair for s in sp.sympify(side).free_symbols}
        lhs, rhs = (named_apart(side, taken).subs(mapping, simultaneous=True) for side in (self.lhs, self.rhs))
        return Relation(lhs, self.operator, rhs)

    def scaled_rhs(self, factor: Any) -> Relation:
        """The relation with ``rhs`` moved towards ``lhs``: ``rhs − (1 − factor)·|rhs|``."""
        rhs = self.rhs
        moved = factor * rhs if rhs.is_nonnegative else rhs - (1 - factor) * sp.Abs(rhs)
        return Relation(self.lhs, self.operator, moved)

    @property
    def free_symbols(self) -> set[Any]:
        """Symbols of both sides."""
        free: set[sp.Symbol] = self.lhs.free_symbols | self.rhs.free_symbols
        return free

    @cached_property
    def gap(self) -> sp.Expr:
        """``rhs - lhs``; every step of a proof asks for it again."""
        return self.rhs - self.lhs

    @property
    def log_gap(self) -> sp.Expr | None:
        """``ln rhs - ln lhs`` with products and powers taken apart, or ``None`` where that is not real.

        It is the difference of the logarithms wherever both sides are positive and every logarithm in it is real;
        both are for the caller to establish. Products of powers become linear in their exponents, so that balls enclose
        this form much more tightly.
        """
        parts = [sp.expand_log(sp.log(side), force=True) for side in (self.rhs, self.lhs)]
        if any(part.has(sp.I, sp.zoo, sp.nan, sp.oo) for part in parts):
            return None
        return parts[0] - parts[1]


def as_relation(value: Any) -> Relation:
    """A :class:`Relation` from a relation, a SymPy relational, or a one-relation claim.

    Parameters
    ----------
    value : Relation, sympy.core.relational.Relational, or Claim with one conclusion
        What to convert. ``>=`` and ``>`` are turned round.

    Returns
    -------
    Relation
        The relation.

    Raises
    ------
    DomainError
        If SymPy has already evaluated the relation to true or false, or it is something else.
    """
    if isinstance(value, Relation):
        return value
    then = getattr(value, "then", None)
    if then is not None and len(then) == 1 and not value.given:
        return as_relation(then[0])
    if isinstance(value, (sp.Le, sp.Lt, sp.Eq)):
        operator = "<=" if isinstance(value, sp.Le) else "<" if isinstance(value, sp.Lt) else "="
        return Relation(value.lhs, operator, value.rhs)
    if isinstance(value, (sp.Ge, sp.Gt)):
        return Relation(value.rhs, "<=" if isinstance(value, sp.Ge) else "<", value.lhs)
    if value in (True, False, sp.true, sp.false):
        raise DomainError(f"the relation collapsed to {value} when it was written; build it with AtMost, Less or Equal")
    raise DomainError(f"{value!r} is not a relation; build it with AtMost, Less or Equal")
