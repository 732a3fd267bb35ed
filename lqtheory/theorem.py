"""Theorems as values: a domain, a claim, a source, and what the source says is extremal."""

from __future__ import annotations

import hashlib
import inspect
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp
from sympy.printing.repr import ReprPrinter

from lqtheory.claim import AtMost, Claim, Equal, Less, Probability
from lqtheory.domain import Domain, Matrix, MatrixChain, Vector
from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.expressions import compile_expression, compile_together, quantities_in
from lqtheory.fingerprints import membership_tests, source_with_imports
from lqtheory.floats import FLOATS
from lqtheory.relations import Relation

__all__ = ["AtMost", "Claim", "Equal", "Less", "Probability", "Source", "Theorem"]

PROVENANCES = ("read", "recalled", "reproved", "derived", "heuristic")
EXPECTED = ("holds", "refuted")


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: a key of ``references.bib`` and the place in it.

    Parameters
    ----------
    bibkey : str
        Key in ``lqtheory/references.bib``; ``"own_work"`` for a statement of your own that is published nowhere.
    where : str
        Place, e.g. ``"Theorem 2.5"``.
    """

    bibkey: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.bibkey}, {self.where}" if self.where else self.bibkey


@dataclass(frozen=True)
class Theorem:
    """A statement that can be evaluated, searched for counterexamples, certified and proved.

    Parameters
    ----------
    name, title, statement : str
        Identifier (the file name), human name, and one sentence.
    domain : Domain
        What the statement speaks about.
    claim : Claim or Probability
        What is asserted.
    source : Source
        Where it comes from.
    id : str
        Dossier ID, e.g. ``"lq.stechkin"``.
    provenance : {"read", "recalled", "reproved", "derived", "heuristic"}
        How the source is known. ``recalled`` is what the dossier has from memory and without a complete proof of its
        own: its verdict never exceeds REDUCED, even if every step of our proof is machine-checked, since nobody has
        compared the wording. ``reproved`` is from memory too, but with a complete proof there.
    expected : {"holds", "refuted"}
        ``refuted`` marks a published claim, entered as printed, that is false.
    corrected_by : str
        Name of the theorem that repairs a refuted one.
    extremal : callable, optional
        ``extremal(**scalars) -> vector`` (or a mapping of the non-scalar parameters): the instance the source
        says is worst.
    sharp_at : sequence of mappings
        Parameter points at which ``extremal`` attains equality.
    box : mapping, optional
        Region ``{name: (low, high)}`` on which certification works by default; typical ranges otherwise.
    notes : str
        Deviations from the source's wording or notation.

    Raises
    ------
    DomainError
        If the name is no identifier, the claim mentions unknown symbols, or a field has an unknown value.
    """

    name: str
    title: str
    statement: str
    domain: Domain
    claim: Claim | Probability
    source: Source
    id: str = ""
    provenance: str = "derived"
    expected: str = "holds"
    corrected_by: str = ""
    extremal: Callable[..., Any] | None = None
    sharp_at: tuple[Mapping[str, Any], ...] = ()
    box: Mapping[str, tuple[Any, Any]] | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise DomainError(f"name={self.name!r} is not an identifier (Theorem); use the file's name")
        if self.provenance not in PROVENANCES:
            raise DomainError(f"provenance={self.provenance!r} is not one of {PROVENANCES} ({self.name})")
        if self.expected not in EXPECTED:
            raise DomainError(f"expected={self.expected!r} is not one of {EXPECTED} ({self.name})")
        if not isinstance(self.claim, (Claim, Probability)):
            raise DomainError(
                f"claim={self.claim!r} is not a claim ({self.name}); write AtMost(lhs, rhs), Less or Equal"
            )
        if self.sharp_at and self.extremal is None and self.domain.kind != "scalar":
            raise DomainError(f"sharp_at is given without extremal ({self.name}); say which instance attains equality")
        object.__setattr__(self, "sharp_at", tuple(self.sharp_at))
        if isinstance(self.claim, Claim):
            self.domain.check_symbols((*self.claim.given, *self.claim.then), self.name)
            self._refuse_vectors_for_numbers((*self.claim.given, *self.claim.then))
            used = {str(s) for r in (*self.claim.given, *self.claim.then) for s in r.free_symbols}
            unknown = used - set(self.domain.parameters) - set(self.claim.witness)
            if unknown:
                raise DomainError(
                    f"the claim mentions {', '.join(sorted(unknown))}, which the domain does not declare ({self.name})"
                )

    def _refuse_vectors_for_numbers(self, relations: Iterable[Relation]) -> None:
        """Counts and exponents of quantities are numbers: arguments in the wrong order are told before any search."""
        arrays = {n: m for n, m in self.domain.parameters.items() if isinstance(m, (Vector, Matrix, MatrixChain))}
        for node in (node for r in relations for side in (r.lhs, r.rhs) for node in sp.preorder_traversal(side)):
            quantity = getattr(type(node), "quantity", None)
            if quantity is None:
                continue
            for place, (argument, given) in enumerate(zip(quantity.arguments, node.args, strict=False), 1):
                if str(given) in arrays and given.is_Symbol and argument in (*quantity.integer_arguments, "p", "q"):
                    raise DomainError(
                        f"{node}: argument {place} of {quantity.name}({', '.join(quantity.arguments)}) is the number "
                        f"{argument}, and {given} is {arrays[str(given)].text(str(given))} ({self.name}); put the "
                        "arguments in that order"
                    )

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The conclusions of a deterministic claim."""
        if isinstance(self.claim, Probability):
            raise DomainError(f"{self.name} is a claim about a probability; it has no sides")
        return self.claim.then

    @property
    def applies_to(self) -> str:
        """Kind of object the theorem speaks about: scalar, vector, matrix, chain or object."""
        return self.domain.kind

    @property
    def latex(self) -> str:
        """LaTeX form of the claim."""
        return self.claim.latex()

    @cached_property
    def _compiled(self) -> Callable[..., list[Any]]:
        return compile_together([side for r in self.relations for side in (r.lhs, r.rhs)], FLOATS)

    @cached_property
    def _compiled_conditions(self) -> list[tuple[str, Callable[..., Any], Callable[..., Any]]]:
        given = self.claim.given if isinstance(self.claim, Claim) else ()
        relations = (*self.domain.where, *given)
        return [(r.operator, compile_expression(r.lhs, FLOATS), compile_expression(r.rhs, FLOATS)) for r in relations]

    def with_witness(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The instance with the constructed existential variables added."""
        env = dict(values)
        if isinstance(self.claim, Claim):
            for name, construct in self.claim.witness.items():
                env[name] = construct(**values)
        return env

    def sides(self, **instance: Any) -> list[tuple[Any, Any]]:
        """Float values (lhs, rhs) of every conclusion on an instance.

        Parameters
        ----------
        **instance : values of the domain's parameters
            Scalars, and arrays ``(..., n)`` (leading axes are batched).

        Returns
        -------
        list of pairs
            One pair of float64 numbers or arrays ``(...)`` per conclusion.

        Raises
        ------
        DomainError, InputTypeError, ShapeError
            If the instance is outside the domain.
        """
        values = self.domain.validate(instance, where=self.name)
        return self.evaluate(values)

    def evaluate(self, values: Mapping[str, Any]) -> list[tuple[Any, Any]]:
        """As :meth:`sides`, for values that are already validated."""
        env = self.with_witness(values)
        with np.errstate(all="ignore"):
            sides = self._compiled(env)
        return list(zip(sides[::2], sides[1::2], strict=True))

    def lhs(self, **instance: Any) -> Any:
        """Left-hand side of the first conclusion (what is measured)."""
        return self.sides(**instance)[0][0]

    def rhs(self, **instance: Any) -> Any:
        """Right-hand side of the first conclusion (what is predicted)."""
        return self.sides(**instance)[0][1]

    def admits(self, values: Mapping[str, Any]) -> bool:
        """Whether ``where`` and ``given`` hold in floats (a proposal; balls decide)."""
        with np.errstate(all="ignore"):
            for operator, left, right in self._compiled_conditions:
                a, b = left(values), right(values)
                ok = a <= b if operator == "<=" else a < b if operator == "<" else np.isclose(a, b, rtol=1e-12, atol=0)
                if not np.all(ok):
                    return False
        return True

    @cached_property
    def signed(self) -> tuple[bool, ...]:
        """Per conclusion: whether its sides may change sign (then the scaled gap replaces the ratio)."""
        return tuple(not (r.lhs.is_nonnegative and r.rhs.is_nonnegative) for r in self.relations)

    def excess(self, values: Mapping[str, Any]) -> float:
        """How far the instance is beyond equality in floats: positive means violated, 0 is equality.

        ``ln(lhs/rhs)`` for nonnegative sides (0/0 := 0), ``(lhs - rhs)/|rhs|`` for sides that change sign, and
        ``|lhs - rhs|/max(|lhs|, |rhs|)`` for equalities; the largest over all conclusions and components.
        ``nan`` when floats cannot tell (overflow).
        """
        try:
            pairs = self.evaluate(values)
        except (NormOverflowError, OverflowError, ZeroDivisionError):
            return math.nan
        worst = -math.inf
        for (a, b), relation, signed in zip(pairs, self.relations, self.signed, strict=True):
            value = _excess(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64), relation.operator, signed)
            if math.isnan(value):
                return math.nan
            worst = max(worst, value)
        return worst

    def ratio(self, **instance: Any) -> float:
        """``lhs/rhs`` of the tightest conclusion (0/0 := 0); ``1 + (lhs - rhs)/|rhs|`` where sides change sign."""
        values = self.domain.validate(instance, where=self.name)
        worst = -math.inf
        for (a, b), signed in zip(self.evaluate(values), self.signed, strict=True):
            excess = _excess(np.asarray(a, float), np.asarray(b, float), "<=", signed, nothing=-1.0)
            worst = max(worst, 1 + excess if signed else math.exp(min(excess, 709.0)))
        return worst

    def tightened(self, factor: Any) -> Theorem:
        """The over-tightened twin: every right-hand side moved to ``rhs - (1 - factor)|rhs|``; usually false."""
        if isinstance(self.claim, Probability):
            raise DomainError(f"{self.name} is a claim about a probability; it has no twin")
        return replace(self, name=f"{self.name}_twin", claim=self.claim.scaled(sp.nsimplify(factor)))

    @cached_property
    def quantities(self) -> tuple[Any, ...]:
        """Quantities that occur in the claim, by name."""
        if isinstance(self.claim, Probability):
            return ()
        found = set()
        for r in (*self.claim.given, *self.claim.then, *self.domain.where):
            found |= quantities_in(r.lhs) | quantities_in(r.rhs)
        return tuple(sorted(found, key=lambda quantity: quantity.name))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the normalised claim, domain and the code they call: it changes when what is asserted changes."""
        parts = [self.name, repr(self.domain), self.expected]
        told = _Words(self.domain.symbols).doprint
        if isinstance(self.claim, Claim):
            for word, relations in (("given", self.claim.given), ("then", self.claim.then)):
                parts += [word, *(f"{told(r.lhs)} {r.operator} {told(r.rhs)}" for r in relations)]
            parts += [source_with_imports(f) for f in self.claim.witness.values()]
        else:
            bound = self.claim.bound
            parts += [source_with_imports(self.claim.event), self.claim.operator]
            # The text of a plain function is its address, which differs between processes.
            code: Any = bound if inspect.isroutine(bound) else type(bound)
            parts += [str(bound)] if code is not bound else []
            parts += [source_with_imports(code)] if callable(bound) else []
            if self.claim.exact is not None:
                parts += [source_with_imports(self.claim.exact)]
        for quantity in self.quantities:
            parts += [quantity.name, source_with_imports(quantity.array), source_with_imports(quantity.ball)]
        tests = [test for member in self.domain.parameters.values() for test in membership_tests(member)]
        parts += [source_with_imports(test) for test in tests]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class _Words(ReprPrinter):  # type: ignore[misc]
    """``srepr`` with the domain's own symbols.

    SymPy's cache gives an equal power made before, with a symbol of the same name that was declared by other words for
    the same assumptions: what was imported before must not change a fingerprint.
    """

    def __init__(self, symbols: Sequence[sp.Symbol]) -> None:
        super().__init__()
        self._own = {symbol: symbol for symbol in symbols}

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return str(super()._print_Symbol(self._own.get(expr, expr)))


def _excess(a: np.ndarray, b: np.ndarray, operator: str, signed: bool, nothing: float = 0.0) -> float:
    """Largest excess over components (see :meth:`Theorem.excess`), with that of 0 <= 0 where sides change sign."""
    with np.errstate(all="ignore"):
        if operator == "=":
            scale = np.maximum(np.abs(a), np.abs(b))
            values = np.where(a == b, 0.0, np.abs(a - b) / np.where(scale > 0, scale, 1.0))
        elif signed:
            scale = np.abs(b)
            equal = np.where(a == 0, nothing, 0.0)
            values = np.where(a == b, equal, (a - b) / np.where(scale > 0, scale, 1.0))
        else:
            values = np.where(a == 0, -np.inf, np.log(a) - np.log(b))
    return float(np.max(values)) if not np.isnan(values).any() else math.nan
