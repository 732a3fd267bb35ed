"""Mutants of claims: statements that say a little more than a theorem does, and whether the checkers notice.

A mutant that survives is either true, so that the theorem could be stated more strongly, or a hole in the checkers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from lqtheory.balls import precision
from lqtheory.checks.budget import Budget
from lqtheory.checks.falsify import explicit_instances, falsify
from lqtheory.checks.sampling import sample_instance
from lqtheory.claim import Claim
from lqtheory.decision import decide, instance_as_balls, relation_truth
from lqtheory.domain import Domain, Integer
from lqtheory.errors import LqTheoryError
from lqtheory.evidence import Verdict
from lqtheory.relations import Relation
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["KINDS", "Judgement", "Mutant", "equal_digits", "judge", "mutants_of"]

KINDS = ("constant", "exponent", "index", "assumption", "strictness")
#: Instances at which a mutant is tried before a search begins.
DRAWS = 40
#: Precision of the comparison of two sides that are claimed to be equal; 300 digits.
BITS = 1024
#: Exponents are multiplied by 1 plus and 1 minus this.
NUDGE = sp.Rational(1, 20)
_MOST = 3
#: Effort of the search for a counterexample to a mutant.
SEARCH = Budget(100, 8, seconds=30.0, bits=226, pieces=1, draws=1)


@dataclass(frozen=True)
class Mutant:
    """A changed copy of a theorem.

    Parameters
    ----------
    kind : str
        ``constant``, ``exponent``, ``index``, ``assumption`` or ``strictness``.
    text : str
        What was changed, in words.
    theorem : Theorem
        The copy.
    number : int
        Which conclusion was changed; then the copy has no other.
    """

    kind: str
    text: str
    theorem: Theorem
    number: int = 0


@dataclass(frozen=True)
class Judgement:
    """What the checkers say of a mutant.

    Parameters
    ----------
    outcome : str
        ``killed``; ``survived``; ``weaker``: no instance was seen at which it says more than the theorem; or
        ``other``: it says more at some instances and less at others, and none was seen at which it is false.
    how : str
        Who killed it, or how hard it was tried.
    """

    outcome: str
    how: str


def mutants_of(theorem: Theorem) -> Iterator[Mutant]:
    """Statements next to a theorem that say more than it does somewhere, one change at a time.

    Parameters
    ----------
    theorem : Theorem
        A theorem whose claim consists of relations.

    Yields
    ------
    Mutant
        Right-hand sides times 0.9 and 0.99, exponents times 1.05 and 0.95, integers plus and minus 1, assumptions
        dropped, ``<`` for ``<=``. All but dropped assumptions are made only for conclusions whose sides are equal at
        a point where the theorem claims equality: elsewhere there is room.
    """
    claim = theorem.claim
    if not isinstance(claim, Claim) or claim.witness or theorem.expected != "holds":
        return
    for number, relation in enumerate(claim.then):
        if theorem.sharp_at and equal_digits(theorem, relation):
            for kind, text, changed in _changes(relation, theorem.domain):
                where = text if len(claim.then) == 1 else f"conclusion {number + 1}: {text}"
                yield Mutant(kind, where, _copy(theorem, Claim(claim.given, (changed,)), theorem.domain), number)
    for relation in claim.given:
        rest = tuple(r for r in claim.given if r is not relation)
        yield Mutant("assumption", f"without {relation}", _copy(theorem, Claim(rest, claim.then), theorem.domain))
    for index, relation in enumerate(theorem.domain.where):
        conditions = tuple(c for i, c in enumerate(theorem.domain.conditions) if i != index)
        domain = Domain(where=conditions, **theorem.domain.parameters)
        yield Mutant("assumption", f"without {relation}", _copy(theorem, claim, domain))


def _copy(theorem: Theorem, claim: Claim, domain: Domain) -> Theorem:
    return replace(theorem, name=f"{theorem.name}_mutant", claim=claim, domain=domain)


def _changes(relation: Relation, domain: Domain) -> Iterator[tuple[str, str, Relation]]:
    if not relation.rhs.is_zero:
        for factor in (sp.Rational(9, 10), sp.Rational(99, 100)):
            yield "constant", f"right-hand side times {float(factor)}", relation.scaled_rhs(factor)
    powers = sorted((p for p in relation.rhs.atoms(sp.Pow) if p.exp not in (1, -1)), key=str)
    for power in powers[:_MOST]:
        for factor in (1 + NUDGE, 1 - NUDGE):
            nudged = relation.rhs.xreplace({power: power.base ** (power.exp * factor)})
            yield "exponent", f"{power} with {float(factor):.2f} times the exponent", _with_rhs(relation, nudged)
    counts = [domain.symbol(n) for n, m in domain.scalars().items() if isinstance(m, Integer)]
    for count in [c for c in counts if c in relation.rhs.free_symbols][:_MOST]:
        for shift in (1, -1):
            yield "index", f"{count} -> {count + shift} on the right", _shifted(relation, count, shift)
    if relation.operator == "<=":
        yield "strictness", "< instead of <=", Relation(relation.lhs, "<", relation.rhs)


def _with_rhs(relation: Relation, rhs: sp.Expr) -> Relation:
    return Relation(relation.lhs, relation.operator, rhs)


def _shifted(relation: Relation, count: sp.Symbol, shift: int) -> Relation:
    return _with_rhs(relation, Relation(0, "<=", relation.rhs).subs({count: count + shift}).rhs)


def judge(mutant: Mutant, original: Theorem, *, budget: str | Budget = SEARCH, seed: int = 0) -> Judgement:
    """Whether the checkers notice that a mutant is false.

    Parameters
    ----------
    mutant : Mutant
        The mutant.
    original : Theorem
        The theorem that it comes from.
    budget : str or Budget
        Effort of the search, which runs after the instances at which the theorem claims equality and some random ones.
    seed : int
        Root seed.

    Returns
    -------
    Judgement
        A mutant is killed only by balls.
    """
    if mutant.kind == "strictness":
        digits = equal_digits(original, mutant.theorem.relations[0])
        exact = "exactly" if digits == math.inf else f"to {digits} digits"
        return Judgement("killed", f"the sides are equal {exact} at a point of equality")
    rng = generator_for(seed, "mutants", original.name, mutant.text)
    below, above = mutant.kind == "constant" or mutant.kind == "assumption", False
    for where, values in _instances(original, rng):
        try:
            if mutant.kind in ("exponent", "index"):
                sign = _moved(mutant, original, values)
                below, above = below or sign < 0, above or sign > 0
            if decide(mutant.theorem, values, max_bits=904).violated:
                return Judgement("killed", f"false at {where}")
        except (LqTheoryError, ArithmeticError, ValueError, IndexError):
            continue
    if not below:
        return Judgement("weaker", "its bound is nowhere below that of the theorem")
    record = falsify(mutant.theorem, budget, seed=seed)
    if record is not None and record.verdict is Verdict.FALSIFIED:
        return Judgement("killed", f"falsified by a search with {record.admissible} instances")
    tried = 0 if record is None else record.admissible
    return Judgement("other" if above else "survived", f"{tried} instances searched")


def _instances(theorem: Theorem, rng: np.random.Generator) -> Iterator[tuple[str, dict[str, Any]]]:
    """Instances at which the theorem claims equality, then random ones."""
    try:
        for point in explicit_instances(theorem):
            yield "a point of equality", theorem.domain.validate(point, where=theorem.name)
    except LqTheoryError:
        pass
    for _ in range(DRAWS):
        try:
            values = theorem.domain.validate(sample_instance(theorem.domain, rng), where=theorem.name)
        except LqTheoryError:
            continue
        yield "a random instance", values


def _moved(mutant: Mutant, original: Theorem, values: Mapping[str, Any]) -> int:
    """-1 where the bound of the mutant is below that of the theorem at an instance, 1 where it is above."""
    if not original.admits(values):
        return 0
    wanted = mutant.theorem.relations[0]
    relation = original.relations[mutant.number]
    with precision(113):
        env = instance_as_balls(original.domain, values)
        before, after = (relation_truth(r, env)[2] for r in (relation, wanted))
    if after < before or (relation.operator == "=" and after > before):
        return -1  # an equation says more whichever way it is moved
    return 1 if after > before else 0


def equal_digits(theorem: Theorem, relation: Relation) -> float:
    """To how many digits the sides of a relation agree at a point where a theorem claims equality.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    relation : Relation
        A relation in its parameters.

    Returns
    -------
    float
        ``inf`` where balls show the difference to be 0, 300 where it is below 1e-300 of the larger side, else 0.
    """
    scalars = [theorem.domain.symbol(name) for name in theorem.domain.scalars()]
    best = 0.0
    for point in explicit_instances(theorem) if theorem.sharp_at else ():
        try:
            values = theorem.domain.validate(point, where=theorem.name)
            exact = {scalar: _exact(values[str(scalar)]) for scalar in scalars}
            with precision(BITS):
                env = instance_as_balls(theorem.domain, values)
                _, left, right = relation_truth(relation.subs(exact), env)
                gap, size = abs(right - left), abs(left).max(abs(right))
                if gap.is_zero():
                    return math.inf
                if size > 0 and gap / size < 1e-300:
                    best = 300
        except (LqTheoryError, ArithmeticError, ValueError, IndexError):
            continue
    return best


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, float) and math.isfinite(value) else value
