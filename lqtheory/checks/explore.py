"""Conjecture mode: the best value of a constant or exponent that a claim leaves open.

The open number is a parameter of the theorem's domain that only right-hand sides mention. The adversaries look for the
instance that asks most of it; such an instance, confirmed in balls, bounds the best value from one side rigorously.
From the other side stands a search, or a certificate where the claim is about scalars on a box.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from lqtheory.checks.attack import attack
from lqtheory.checks.budget import Budget
from lqtheory.checks.certify import certify
from lqtheory.checks.falsify import falsify
from lqtheory.claim import Claim
from lqtheory.decision import decide
from lqtheory.domain import Domain, Integer, Real
from lqtheory.errors import DomainError, LqTheoryError
from lqtheory.evidence import Evidence, Verdict
from lqtheory.theorem import Theorem

__all__ = ["Exploration", "explore", "extrapolated", "with_scalars"]

Progress = Callable[[int, int], None]

#: The search ends when both sides agree to this relative accuracy.
ACCURACY = 2e-4
#: Rounds of the search at most.
ROUNDS = 40
#: Factor by which the number is moved until the claim changes from true to false.
STRIDE = 4.0


@dataclass(frozen=True)
class Exploration:
    """What is known about the best value of an open number.

    Parameters
    ----------
    name : str
        The number.
    rising : bool
        Whether the claim gets weaker as the number grows: then the best value is the least one.
    refuted : float
        Balls refute the claim for this value, at ``instance``; for every value beyond it as well.
    instance : mapping
        The instance.
    survived : float
        For this value no adversary found a counterexample among ``searched`` admissible instances.
    searched : int
        How many that were.
    certified : float or None
        A value for which the claim is certified on its box; ``None`` where no certificate applies or none was found.
    """

    name: str
    rising: bool
    refuted: float
    instance: Mapping[str, Any]
    survived: float
    searched: int
    certified: float | None = None

    @property
    def estimate(self) -> float:
        """The middle of what is refuted and what survived."""
        return (self.refuted + self.survived) / 2


def with_scalars(theorem: Theorem, values: Mapping[str, float]) -> Theorem:
    """A theorem whose scalars are held at given values.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    values : mapping of str to number
        Values of scalars.

    Returns
    -------
    Theorem
        The same claim on a smaller domain; points of equality and worst instances are forgotten.

    Raises
    ------
    DomainError
        If a name is no scalar of the theorem.
    """
    members = dict(theorem.domain.parameters)
    for name, value in values.items():
        member = members.get(name)
        if not isinstance(member, (Integer, Real)):
            raise DomainError(
                f"{name} is no scalar of {theorem.name}; its scalars are {', '.join(theorem.domain.scalars())}"
            )
        held: dict[str, Any] = {"low": value, "high": value, "typical": (value, value)}
        if isinstance(member, Real):
            held["closed"] = "both"
        members[name] = replace(member, **held)
    domain = Domain(where=theorem.domain.conditions, **members)
    if domain.symbols != theorem.domain.symbols:
        wrong = [str(a) for a, b in zip(theorem.domain.symbols, domain.symbols, strict=True) if a != b]
        raise DomainError(f"{', '.join(wrong)} cannot be held there: its sign is another one in {theorem.name}")
    return replace(theorem, domain=domain, extremal=None, sharp_at=(), box=None)


@dataclass
class _Search:
    """State of the search for the best value."""

    theorem: Theorem
    name: str
    rising: bool
    budget: Budget
    seed: int
    searched: int = 0
    instance: dict[str, Any] = field(default_factory=dict)

    def at(self, value: float) -> bool:
        """Whether the claim is refuted at a value; the instance is kept."""
        held = with_scalars(self.theorem, {self.name: value})
        tried = 0
        for adversary in (falsify, attack):
            record: Evidence | None = adversary(held, self.budget, seed=self.seed)
            if record is None:
                continue
            tried += record.admissible
            if record.verdict is Verdict.FALSIFIED and record.counterexample is not None:
                self.instance = dict(record.counterexample)
                return True
        self.searched = tried
        return False

    def pushed(self, value: float, other: float) -> float:
        """How far the number may go towards ``other`` so that balls still refute the claim at the instance."""
        low, high = 0.0, 1.0
        for _ in range(30):
            part = (low + high) / 2
            if self._violated(value + part * (other - value)):
                low = part
            else:
                high = part
        return value + low * (other - value)

    def _violated(self, value: float) -> bool:
        held = with_scalars(self.theorem, {self.name: value})
        try:
            values = held.domain.validate({**self.instance, self.name: value}, where=held.name)
            return decide(held, values).violated
        except LqTheoryError:
            return False


def explore(
    theorem: Theorem,
    name: str,
    *,
    start: float = 1.0,
    budget: str | Budget = "quick",
    seed: int = 0,
    on_progress: Progress | None = None,
) -> Exploration:
    """Search for the best value of a number that a claim leaves open.

    Parameters
    ----------
    theorem : Theorem
        A theorem with a positive parameter ``name`` that only right-hand sides mention, such as ``C`` in
        ``AtMost(lhs, C * rhs)``.
    name : str
        The parameter.
    start : float
        Where the search begins.
    budget : str or Budget
        Effort of every round.
    seed : int
        Root seed.
    on_progress : callable, optional
        Called with ``(round, rounds)``.

    Returns
    -------
    Exploration
        What balls refute and what survives, some ten thousandths apart.

    Raises
    ------
    DomainError
        If there is no such parameter, something else than right-hand sides mentions it, or the claim is true (or
        false) for every value that was tried.

    Examples
    --------
    >>> from lqtheory import AtMost, Real, Source
    >>> D = Domain(t=Real(0, typical=(0, 4)), C=Real(0))
    >>> t, C = D.symbols
    >>> claim = AtMost(2 * t, C * (1 + t**2))
    >>> found = explore(Theorem("demo", "t", "2 t <= C (1 + t^2).", D, claim, Source("demo")), "C")
    >>> round(found.estimate, 3)
    1.0
    """
    _check(theorem, name)
    search = _Search(theorem, name, _rising(theorem, name), Budget.named(budget), seed)
    refuted, survived = _bracket(search, start)
    for number in range(ROUNDS):
        if on_progress is not None:
            on_progress(number, ROUNDS)
        if abs(survived - refuted) <= ACCURACY * abs(survived):
            break
        middle = math.sqrt(refuted * survived)
        if search.at(middle):
            refuted = search.pushed(middle, survived)
        else:
            survived = middle
    return Exploration(
        name,
        search.rising,
        refuted,
        search.instance | {name: refuted},
        survived,
        search.searched,
        _certified(theorem, name, survived, search),
    )


def _check(theorem: Theorem, name: str) -> None:
    claim = theorem.claim
    if not isinstance(claim, Claim) or claim.witness:
        raise DomainError(f"{theorem.name} is no claim in relations; it has no constant to explore")
    if not isinstance(theorem.domain.parameters.get(name), Real) or not theorem.domain.symbol(name).is_positive:
        raise DomainError(f"{name!r} is no positive real parameter of {theorem.name}; declare it, e.g. {name}=Real(0)")
    symbol = theorem.domain.symbol(name)
    elsewhere = any(symbol in r.free_symbols for r in (*claim.given, *theorem.domain.where))
    elsewhere = elsewhere or any(symbol in r.lhs.free_symbols for r in claim.then)
    if elsewhere or not any(symbol in r.rhs.free_symbols for r in claim.then):
        raise DomainError(f"{name} must occur on right-hand sides of {theorem.name} and nowhere else")


def _rising(theorem: Theorem, name: str) -> bool:
    """Whether right-hand sides grow with the number, at instances drawn from the domain."""
    from lqtheory.checks.sampling import sample_instance
    from lqtheory.rng import generator_for

    rng, signs = generator_for(0, "explore", theorem.name), set()
    for _ in range(20):
        values = sample_instance(theorem.domain, rng)
        lower, upper = (theorem.evaluate({**values, name: value}) for value in (1.0, 1.01))
        moves = [np.asarray(b[1]) - np.asarray(a[1]) for a, b in zip(lower, upper, strict=True)]
        signs |= {bool(sign > 0) for move in moves for sign in np.sign(move).flat if sign}
    if len(signs) != 1:
        raise DomainError(f"the right-hand side of {theorem.name} neither rises nor falls with {name} throughout")
    return signs.pop()


def _bracket(search: _Search, start: float) -> tuple[float, float]:
    """A value at which the claim is refuted, and one at which it survives."""
    weaker = STRIDE if search.rising else 1 / STRIDE
    value, refuted, survived = start, None, None
    for _ in range(ROUNDS // 2):
        if search.at(value):
            refuted, value = value, value * weaker
        else:
            survived, value = value, value / weaker
        if refuted is not None and survived is not None:
            return search.pushed(refuted, survived), survived
    what = "survives" if refuted is None else "is refuted"
    raise DomainError(
        f"{search.theorem.name} {what} for every {search.name} that was tried, down to or up to {value:.3g}"
    )


def _certified(theorem: Theorem, name: str, survived: float, search: _Search) -> float | None:
    """A value a thousandth beyond what survived for which a certificate exists."""
    value = survived * (1 + 1e-3 if search.rising else 1 - 1e-3)
    try:
        record = certify(with_scalars(theorem, {name: value}), budget=search.budget)
    except LqTheoryError:
        return None
    return value if record is not None and record.verdict is Verdict.CERTIFIED else None


def extrapolated(values: Sequence[float]) -> float:
    """Limit of a sequence by Shanks' transformation, which is exact for geometric errors.

    Parameters
    ----------
    values : sequence of float
        At least three terms, such as best constants at log-spaced sizes.

    Returns
    -------
    float
        An estimate, no bound.

    Raises
    ------
    DomainError
        If there are fewer than three terms.

    Examples
    --------
    >>> round(extrapolated([1.0, 1.5, 1.75, 1.875]), 9)
    2.0
    """
    if len(values) < 3:
        raise DomainError(f"{len(values)} values have no limit to be seen; give at least three")
    terms = [float(value) for value in values]
    while len(terms) >= 3:
        steps = [b - a for a, b in pairwise(terms)]
        # Equal steps have no limit, and no step at all is the limit itself.
        terms = [
            last - (step**2 / (step - before) if step != before and step else 0.0)
            for last, before, step in zip(terms[2:], steps[:-1], steps[1:], strict=True)
        ]
    return terms[-1]
