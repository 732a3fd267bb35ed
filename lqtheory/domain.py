"""Domains: the ordered, named parameters a theorem speaks about.

One declaration gives the SymPy symbols with consistent assumptions, validation, rigorous membership, the default
box of certification, and the text "k ∈ {1,…,n−1}". The *domain* is what a theorem asserts; ``typical`` is where search
looks by default, so a narrow search is never mistaken for a narrow theorem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy as sp

from lqtheory.bounds import parse_bound
from lqtheory.errors import DomainError
from lqtheory.members import Integer, Matrix, MatrixChain, Object, Parameter, Real, Vector
from lqtheory.relations import Relation, as_relation

__all__ = ["Domain", "Integer", "Matrix", "MatrixChain", "Object", "Parameter", "Real", "Vector"]


@dataclass(frozen=True, init=False)
class Domain:
    """Ordered, named parameters; the bounds of later ones may mention the names of earlier ones.

    Parameters
    ----------
    where : sequence of Relation or sympy relations, keyword only
        Conditions that bounds cannot say.
    **parameters : Integer, Real, Vector, Matrix, MatrixChain or Object
        The parameters, in order.

    Raises
    ------
    DomainError
        If a name is not an identifier, a bound mentions an unknown or later name, or a member is of the wrong kind.

    Examples
    --------
    >>> D = Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), x=Vector("n"))
    >>> [str(s) for s in D.symbols]
    ['n', 'k', 'q', 'x']
    >>> D.text("k")
    'k ∈ {1,…,n−1}'
    """

    parameters: Mapping[str, Parameter]
    conditions: tuple[Any, ...] = field(default=())

    def __init__(self, *, where: tuple[Any, ...] | list[Any] = (), **parameters: Parameter) -> None:
        if not parameters:
            raise DomainError("the domain has no parameters (Domain); declare at least one, e.g. n=Integer(1)")
        for name, member in parameters.items():
            if not name.isidentifier():
                raise DomainError(f"{name!r} is not an identifier (Domain); call the parameter by letters, e.g. n")
            if not isinstance(member, (Integer, Real, Vector, Matrix, MatrixChain, Object)):
                raise DomainError(
                    f"{name}={member!r} is not a domain member (Domain); use Integer, Real, Vector, Matrix or Object"
                )
        object.__setattr__(self, "parameters", dict(parameters))
        object.__setattr__(self, "conditions", tuple(where))
        seen: dict[str, sp.Symbol] = {}
        for name, member in parameters.items():
            late = [other for other in getattr(member, "of", None) or () if other not in seen]
            if late:
                raise DomainError(f"{name} is an object of {', '.join(late)}, not declared before it (Domain)")
            for bound in member.bounds():
                end = parse_bound(bound, seen, f"{name} (Domain)")
                if not isinstance(member, (Integer, Real)) and not end.is_integer:
                    raise DomainError(f"the size {bound!r} of {name} is not known to be an integer (Domain)")
            seen[name] = member.symbol(name, seen)
        object.__setattr__(self, "_symbols", seen)
        object.__setattr__(self, "_bounds", {})
        object.__setattr__(self, "_where", tuple(_in_own_symbols(as_relation(c), seen) for c in where))

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={member!r}" for name, member in self.parameters.items())
        tail = f", where={[str(w) for w in self.where]}" if self.where else ""
        return f"Domain({inner}{tail})"

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """The SymPy symbols, in order, with assumptions read off the bounds."""
        return tuple(self._symbols.values())  # type: ignore[attr-defined]

    @property
    def where(self) -> tuple[Relation, ...]:
        """The extra conditions as relations."""
        where: tuple[Relation, ...] = self._where  # type: ignore[attr-defined]
        return where

    def symbol(self, name: str) -> sp.Symbol:
        """The symbol of one parameter."""
        if name not in self.parameters:
            raise DomainError(f"{name!r} is not a parameter of this domain; it has {', '.join(self.parameters)}")
        return self._symbols[name]  # type: ignore[attr-defined]

    @cached_property
    def kind(self) -> str:
        """What the domain applies to: "scalar", "vector", "matrix", "chain" or "object"."""
        order = {"scalar": 0, "vector": 1, "matrix": 2, "chain": 3, "object": 4}
        return max((m.kind for m in self.parameters.values()), key=order.__getitem__)

    def scalars(self) -> dict[str, Integer | Real]:
        """The integer and real parameters."""
        return {name: m for name, m in self.parameters.items() if isinstance(m, (Integer, Real))}

    def bound(self, name: str, which: str) -> sp.Expr:
        """Lower (``which="low"``) or upper (``"high"``) bound of a scalar parameter as an expression."""
        known = self._bounds  # type: ignore[attr-defined]  # parsing costs more than the decisions that need a bound
        if (name, which) not in known:
            member = self.scalars()[name]
            value = member.low if which == "low" else member.high
            if value is None:
                known[name, which] = sp.S.Infinity if which == "high" else sp.S.NegativeInfinity
            else:
                known[name, which] = parse_bound(value, self._symbols, name)  # type: ignore[attr-defined]
        return known[name, which]

    def text(self, name: str) -> str:
        """The membership of one parameter in words."""
        if name not in self.parameters:
            raise DomainError(f"{name!r} is not a parameter of this domain; it has {', '.join(self.parameters)}")
        return self.parameters[name].text(name)

    def describe(self) -> str:
        """The whole domain in one line."""
        parts = [self.text(name) for name in self.parameters]
        return ", ".join(parts + [str(w) for w in self.where])

    def check_symbols(self, relations: Iterable[Relation], where: str) -> None:
        """Refuse symbols that are called like a parameter but are others: they would never be replaced or derived.

        Parameters
        ----------
        relations : iterable of Relation
            Relations in the symbols of this domain.
        where : str
            Name to put in error texts.

        Raises
        ------
        DomainError
            If a symbol has the name of a parameter and other assumptions.
        """
        for relation in relations:
            for symbol in relation.free_symbols:
                if symbol.name in self.parameters and symbol != self.symbol(symbol.name):
                    raise DomainError(
                        f"{symbol} in {relation} is not the domain's symbol, which knows {self.text(symbol.name)} "
                        f"({where}); take it from the domain's symbols"
                    )

    def validate(self, instance: Mapping[str, Any], *, where: str = "Domain") -> dict[str, Any]:
        """Check an instance and bring its values to standard form.

        Parameters
        ----------
        instance : mapping of str to values
            One value per parameter: ints, floats, arrays.
        where : str
            Name to put in error texts, usually the theorem's.

        Returns
        -------
        dict
            Plain ``int``, ``float`` (or ``Fraction``) and float64 arrays (torch tensors stay tensors).

        Raises
        ------
        DomainError, InputTypeError, ShapeError
            If a name is missing or unknown, or a value is outside its range. Conditions in ``where`` are not
            checked here: they are decided by balls.
        """
        unknown = sorted(set(instance) - set(self.parameters))
        missing = [name for name in self.parameters if name not in instance]
        if unknown or missing:
            problem = f"unknown {', '.join(unknown)}" if unknown else f"missing {', '.join(missing)}"
            raise DomainError(f"{problem}: the parameters of {where} are {', '.join(self.parameters)}")
        values: dict[str, Any] = {}
        for name, member in self.parameters.items():
            values[name] = member.validate(name, instance[name], values, where)
        return values

    def box(self) -> dict[str, tuple[Any, Any]]:
        """Typical ranges of the scalar parameters, bounds still as declared (numbers or expressions).

        A typical range that lies outside the bounds is not searched: the stretch of the bounds that is stands for it.
        """
        return {name: _searched(m) for name, m in self.scalars().items()}

    def extend(self, **parameters: Parameter) -> Domain:
        """This domain with more parameters behind it."""
        return Domain(where=self.conditions, **{**self.parameters, **parameters})

    def map_members(self, change: Callable[[str, Parameter], Parameter]) -> Domain:
        """This domain with every member replaced by ``change(name, member)``."""
        return Domain(where=self.conditions, **{n: change(n, m) for n, m in self.parameters.items()})


def _searched(member: Integer | Real) -> tuple[Any, Any]:
    """The typical range, or what searches look at where numbers show that the domain has nothing there."""
    ends = member.typical_range()
    low, high = (b if isinstance(b, (int, float)) else None for b in (member.low, member.high))
    if not all(isinstance(end, (int, float)) for end in ends):
        return ends
    if low is not None and ends[1] < low:
        return low, low + 8 if high is None else min(high, low + 8)
    if high is not None and ends[0] > high:
        return high - 8 if low is None else low, high if low is None else min(high, low + 8)
    return ends


def _in_own_symbols(relation: Relation, symbols: Mapping[str, sp.Symbol]) -> Relation:
    """A condition in the symbols of the domain: it may have been written before they existed."""
    own = {s: symbols[s.name] for s in relation.free_symbols if s.name in symbols}
    return Relation(relation.lhs.xreplace(own), relation.operator, relation.rhs.xreplace(own))
