"""Claims: what a theorem asserts, written once as relations between SymPy expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.relations import Relation, as_relation

__all__ = ["AtMost", "Claim", "Equal", "Less", "Probability"]


@dataclass(frozen=True)
class Claim:
    """If all of ``given`` hold then all of ``then`` hold, for every instance of the domain.

    Parameters
    ----------
    given, then : sequences of Relation (or SymPy relationals, or one-relation claims)
        Assumptions and conclusions.
    witness : mapping of str to callable
        Existential variables: ``name -> constructor(**instance)``. The claim then says that the constructed
        values satisfy ``then``; a failing witness refutes the construction, not the existence.

    Raises
    ------
    DomainError
        If there is no conclusion or a relation collapsed when it was written.

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", positive=True)
    >>> str(Claim(given=[AtMost(x, 1)], then=[AtMost(x**2, x)]))
    'x <= 1  =>  x**2 <= x'
    """

    given: tuple[Relation, ...] = ()
    then: tuple[Relation, ...] = ()
    witness: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    if TYPE_CHECKING:  # what may be passed is wider than what is stored

        def __init__(
            self, given: Sequence[Any] = (), then: Sequence[Any] = (), witness: Mapping[str, Callable[..., Any]] = ...
        ) -> None: ...

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", _relations(self.given))
        object.__setattr__(self, "then", _relations(self.then))
        if not self.then:
            raise DomainError("the claim has no conclusion (Claim); give at least one relation in then=")

    def __str__(self) -> str:
        then = " and ".join(map(str, self.then))
        return f"{' and '.join(map(str, self.given))}  =>  {then}" if self.given else then

    def latex(self) -> str:
        """LaTeX form."""
        then = r",\quad ".join(r.latex() for r in self.then)
        given = r",\ ".join(r.latex() for r in self.given)
        return rf"{given} \implies {then}" if given else then

    def scaled(self, factor: Any) -> Claim:
        """The claim with every right-hand side moved towards its left-hand side by the factor."""
        return Claim(self.given, tuple(r.scaled_rhs(factor) for r in self.then), self.witness)


def _relations(values: Any) -> tuple[Relation, ...]:
    if not isinstance(values, (tuple, list)):
        values = (values,)
    found: list[Relation] = []
    for value in values:
        found.extend(value.then if isinstance(value, Claim) else [as_relation(value)])
    return tuple(found)


def AtMost(lhs: Any, rhs: Any) -> Claim:
    """The claim ``lhs <= rhs``.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The sides; between vectors the relation is componentwise.

    Returns
    -------
    Claim
        A claim with one conclusion.
    """
    return Claim(then=(Relation(lhs, "<=", rhs),))


def Less(lhs: Any, rhs: Any) -> Claim:
    """The claim ``lhs < rhs``.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The sides.

    Returns
    -------
    Claim
        A claim with one conclusion.
    """
    return Claim(then=(Relation(lhs, "<", rhs),))


def Equal(lhs: Any, rhs: Any) -> Claim:
    """The claim ``lhs = rhs``.

    Parameters
    ----------
    lhs, rhs : sympy.Expr
        The sides.

    Returns
    -------
    Claim
        A claim with one conclusion.
    """
    return Claim(then=(Relation(lhs, "=", rhs),))


@dataclass(frozen=True)
class Probability:
    """A claim about a probability: ``P(event) operator bound`` for every instance of the domain.

    Parameters
    ----------
    event : callable
        ``event(rng, size, **instance) -> bool array (size,)``: independent draws of the event.
    operator : {"<=", ">=", "="}
        The relation.
    bound : float or callable
        The bound, or ``bound(**instance)``.
    exact : callable, optional
        ``exact(**instance) -> fractions.Fraction`` or ball: the probability by enumeration.
    text : str
        The statement in words, for listings.

    Raises
    ------
    DomainError
        If the operator is unknown.
    """

    event: Callable[..., np.ndarray]
    operator: str
    bound: Any
    exact: Callable[..., Any] | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.operator not in ("<=", ">=", "="):
            raise DomainError(f"operator={self.operator!r} is not one of '<=', '>=', '=' (Probability)")

    def __str__(self) -> str:
        return self.text or f"P(event) {self.operator} {self.bound}"

    def latex(self) -> str:
        """LaTeX form."""
        sign = {"<=": r"\le", ">=": r"\ge", "=": "="}[self.operator]
        return rf"\mathbb{{P}}\left(\text{{{self.text or 'event'}}}\right) {sign} \text{{bound}}"

    def bound_at(self, **instance: Any) -> Any:
        """The bound on one instance."""
        return self.bound(**instance) if callable(self.bound) else self.bound
