"""Theorems of the registry that bound the same quantity as a given one, and how their parameters fit its own."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lqtheory.checks.sampling import satisfies
from lqtheory.checks.sources import EmptyRangeError, scalar_range
from lqtheory.claim import Claim
from lqtheory.domain import Domain, Integer, Matrix, Object, Real, Vector
from lqtheory.errors import LqTheoryError
from lqtheory.expressions import compile_expression, quantities_in
from lqtheory.floats import FLOATS
from lqtheory.registry import all_theorems
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["Bound", "Rival", "bound_of", "bounds_of", "rivals"]

#: Values tried for a parameter that only the rival has, and how many combinations of them at most.
_VALUES, _MOST = 5, 25
#: Exponents at which theorems tend to be stated.
_PLAIN = (1.0, 0.5, 2.0)


@dataclass(frozen=True)
class Bound:
    """A quantity that a conclusion bounds, and the bound.

    Parameters
    ----------
    core : sympy.Expr
        The quantity, freed from positive factors and powers.
    bound : sympy.Expr
        What bounds it.
    upper : bool
        Whether from above.
    exact : bool
        Whether the conclusion is an equation.
    """

    core: Any
    bound: Any
    upper: bool
    exact: bool = False


def bounds_of(relation: Relation, *, in_other_terms: bool = True) -> list[Bound]:
    """What a conclusion bounds: its left side from above, its right side from below; an equation its left side twice.

    Parameters
    ----------
    relation : Relation
        The conclusion.
    in_other_terms : bool
        Whether to leave out bounds by the same quantity elsewhere, such as that a norm falls with its exponent.

    Returns
    -------
    list of Bound
        Only of sides that measure a quantity.
    """
    sides = [(relation.lhs, relation.rhs, True), (relation.rhs, relation.lhs, False)]
    if relation.operator == "=":
        sides = [(relation.lhs, relation.rhs, True), (relation.lhs, relation.rhs, False)]
    found = []
    for side, other, upper in sides:
        core, bound = _peeled(side, other)
        measured = quantities_in(core)
        if measured and not (in_other_terms and measured & quantities_in(bound)):
            found.append(Bound(core, bound, upper, relation.operator == "="))
    return found


def _peeled(side: Any, other: Any) -> tuple[Any, Any]:
    """A side without positive factors and positive powers around its one function, and the other side to match."""
    while True:
        if side.is_Mul:
            wrapped = [part for part in side.args if _calls(part)]
            factors = [part for part in side.args if not _calls(part)]
            if len(wrapped) != 1 or not factors or not all(part.is_positive for part in factors):
                return side, other
            side = wrapped[0]
            for part in factors:
                other = other / part
        elif side.is_Pow and _calls(side.base) and side.exp.is_positive and side.base.is_nonnegative:
            side, other = side.base, other ** (1 / side.exp)
        else:
            return side, other


def _calls(part: Any) -> bool:
    """Whether a part contains a function of something, a quantity or an elementary one."""
    return bool(part.is_Function) or any(_calls(inner) for inner in part.args)


@dataclass(frozen=True)
class Rival:
    """A conclusion of another theorem that bounds the same quantity.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    number : int
        Which conclusion.
    bound : Bound
        What it says.
    fitted : mapping of str to sympy.Expr
        Its parameters as expressions in those of the given theorem.
    own : Domain
        Domain of the given theorem.
    """

    theorem: Theorem
    number: int
    bound: Bound
    fitted: Mapping[str, Any]
    own: Domain

    @cached_property
    def _values(self) -> dict[str, Callable[..., Any]]:
        return {name: compile_expression(value, FLOATS) for name, value in self.fitted.items()}

    @cached_property
    def _bound(self) -> Callable[..., Any]:
        return compile_expression(self.bound.bound, FLOATS)

    @cached_property
    def free(self) -> tuple[str, ...]:
        """Scalars that only the rival has; its best bound over some of their values counts."""
        domain = self.theorem.domain
        sizes = {s for m in domain.parameters.values() for s in _sizes(m)}
        return tuple(n for n in domain.scalars() if n not in self.fitted and n not in sizes)

    def value(self, values: Mapping[str, Any]) -> float:
        """The best bound that the rival gives at an instance of the given theorem.

        Parameters
        ----------
        values : mapping
            The instance.

        Returns
        -------
        float
            ``nan`` where its assumptions do not hold, or the bound cannot be computed.
        """
        best = math.nan
        for instance in self._instances(values):
            try:
                checked = self.theorem.domain.validate(instance, where=self.theorem.name)
                assert isinstance(self.theorem.claim, Claim)
                if not satisfies((*self.theorem.domain.where, *self.theorem.claim.given), checked):
                    continue
                with np.errstate(all="ignore"):
                    found = float(self._bound(checked))
            except (LqTheoryError, ArithmeticError, TypeError, ValueError):
                continue
            if math.isnan(best) or (found < best if self.bound.upper else found > best):
                best = found if not math.isnan(found) else best
        return best

    def _instances(self, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        members = self.theorem.domain.parameters
        known: dict[str, Any] = {}
        try:
            for name, function in self._values.items():
                known[name] = _as_member(members[name], function(values))
        except (LqTheoryError, ArithmeticError, TypeError, ValueError):
            return
        for name, member in members.items():
            if name in known:
                for size, length in zip(_sizes(member), np.shape(known[name]), strict=False):
                    known.setdefault(size, int(length))
        choices = [self._choices(name, known) for name in self.free]
        for chosen in itertools.islice(itertools.product(*choices), _MOST):
            instance = known | dict(zip(self.free, chosen, strict=True))
            if set(instance) >= set(members):
                yield {name: instance[name] for name in members}

    def _choices(self, name: str, known: Mapping[str, Any]) -> list[Any]:
        member = self.theorem.domain.parameters[name]
        assert isinstance(member, (Integer, Real))
        try:
            low, high = scalar_range(name, member, known)
        except (EmptyRangeError, KeyError, LqTheoryError):
            return []
        if isinstance(member, Integer):
            return sorted({int(v) for v in np.linspace(math.ceil(low), math.floor(high), _VALUES).round()})
        spread = [low + (high - low) * (i + 0.5) / _VALUES for i in range(_VALUES)]
        return [*(plain for plain in _PLAIN if low < plain < high), *spread]


def _sizes(member: Any) -> tuple[str, ...]:
    """Names that say how large a vector or matrix is."""
    sizes = [member.size] if isinstance(member, Vector) else []
    sizes += [member.rows, member.cols] if isinstance(member, Matrix) else []
    return tuple(size for size in sizes if isinstance(size, str) and size.isidentifier())


def _as_member(member: Any, value: Any) -> Any:
    if isinstance(member, Integer) and isinstance(value, float) and value.is_integer():
        return int(value)
    return float(value) if isinstance(member, Real) else value


def bound_of(theorem: Theorem) -> Bound | None:
    """What the first inequality of a theorem bounds: its left side if that measures something, else its right side.

    Parameters
    ----------
    theorem : Theorem
        A theorem whose claim consists of relations.

    Returns
    -------
    Bound or None
        ``None`` where no inequality bounds a quantity.
    """
    for relation in theorem.relations:
        found = [] if relation.operator == "=" else bounds_of(relation, in_other_terms=False)
        if found:
            return found[0]
    return None


def rivals(theorem: Theorem, others: Sequence[Theorem] | None = None) -> list[Rival]:
    """Conclusions of other theorems that bound what the first inequality of a theorem bounds, from the same side.

    Parameters
    ----------
    theorem : Theorem
        A theorem whose claim consists of relations.
    others : sequence of Theorem, optional
        Where to look; all theorems of the registry that hold by default.

    Returns
    -------
    list of Rival
        In the order of the registry. A rival whose bound needs a vector or an object that the theorem does not have is
        left out.

    Examples
    --------
    >>> from lqtheory.registry import find
    >>> found = rivals(find("stechkin_inequality"))
    >>> "worst_case_best_k_term_error" in {rival.theorem.name for rival in found}
    True
    """
    if not isinstance(theorem.claim, Claim) or theorem.claim.witness:
        return []
    mine = bound_of(theorem)
    if mine is None:
        return []
    found = []
    for other in all_theorems() if others is None else others:
        if other.name == theorem.name or other.expected != "holds" or not isinstance(other.claim, Claim):
            continue
        if other.claim.witness:
            continue
        for number, relation in enumerate(other.claim.then):
            for theirs in bounds_of(relation):
                rival = _fitted(theorem, other, number, mine, theirs)
                if rival is not None:
                    found.append(rival)
    return found


def _fitted(theorem: Theorem, other: Theorem, number: int, mine: Bound, theirs: Bound) -> Rival | None:
    if mine.upper is not theirs.upper or mine.core.func is not theirs.core.func:
        return None
    matched: dict[str, Any] = {}
    if not _match(theirs.core, mine.core, matched):
        return None
    own, domain = theorem.domain, other.domain
    for name, member in domain.parameters.items():
        if name not in matched:
            same = own.parameters.get(name)
            if type(same) is type(member) and isinstance(member, (Integer, Real)):
                matched[name] = own.symbol(name)
    scalars = (Integer, Real)
    for name, member in domain.parameters.items():
        if name in matched and not _is_such(member, matched[name], own):
            return None
        if name not in matched and not isinstance(member, scalars):
            return None
    return Rival(other, number, theirs, matched, own)


def _match(pattern: Any, target: Any, matched: dict[str, Any]) -> bool:
    """Whether a target is the pattern with expressions in place of its symbols."""
    if pattern.is_Symbol:
        return bool(matched.setdefault(pattern.name, target) == target)
    if pattern.is_number or pattern.func is not target.func or len(pattern.args) != len(target.args):
        return bool(pattern == target)
    return all(_match(a, b, matched) for a, b in zip(pattern.args, target.args, strict=True))


def _is_such(member: Any, expression: Any, own: Domain) -> bool:
    """Whether an expression in the parameters of a theorem can stand for a parameter of another one."""
    source = own.parameters.get(str(expression)) if expression.is_Symbol else None
    if isinstance(member, Object):
        return isinstance(source, Object) and (source.is_a(member) or source.description == member.description)
    if isinstance(member, (Vector, Matrix)):
        return isinstance(source, type(member)) or (source is None and not expression.is_number)
    return source is None or isinstance(source, (Integer, Real))
