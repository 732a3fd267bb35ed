"""Mutants of proofs: copies with one step that does not follow any more, and whether the checker notices.

A copy that is accepted is a hole in the checker, with two exceptions, which have kinds of their own: a step may hold
without one of its assumptions, and a citation is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sympy as sp

from lqtheory.balls import Truth, precision
from lqtheory.checks.boxes import ball_environment, exact_end
from lqtheory.checks.prove import Checker, ProofError
from lqtheory.checks.rules_computed import certified_region
from lqtheory.claim import Claim
from lqtheory.decision import relation_truth
from lqtheory.domain import Real
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.proof import Proof, Step, absurd, assumed, certificate
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["BELIEVED", "PROOF_KINDS", "ProofMutant", "is_accepted", "proof_mutants"]

#: What is changed: the conclusion of a step, its presence, its rule, the box of a certificate, assumptions, a citation.
PROOF_KINDS = ("constant", "sides", "deletion", "rule", "box", "assumption", "citation")
#: Kinds of which an accepted copy is no hole: the step holds without the assumption, or is taken on authority.
BELIEVED = ("assumption", "citation")
#: A box is widened by this many times its width, one after the other, until the relation fails at the new end.
_WIDER = (sp.Rational(1, 64), sp.Rational(1, 4), 1, 4, 16, 64)


@dataclass(frozen=True)
class ProofMutant:
    """A changed copy of a proof.

    Parameters
    ----------
    kind : str
        One of ``PROOF_KINDS``.
    text : str
        What was changed, in words.
    proof : Proof
        The copy.
    """

    kind: str
    text: str
    proof: Proof


def proof_mutants(theorem: Theorem, proof: Proof) -> Iterator[ProofMutant]:
    """All mutants of a proof.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof
        Its proof.

    Yields
    ------
    ProofMutant
        Step by step: the right-hand sides lowered by a hundredth, the sides exchanged, the step deleted, its rule
        misapplied, the box of a certificate halved under its assumptions or widened to where the relation fails, one
        of its assumptions dropped.
    """
    for index, step in enumerate(proof.steps):
        if not step.speaks_of_a_program:
            yield from _changed_conclusions(proof, index)
            yield from _without_assumptions(proof, index)
            yield from _misapplied(proof, index)
        if len(proof.steps) > 1:
            users = [other for other in proof.steps if step.label in other.uses]
            # What a citation is said to follow from is believed with it.
            kind = "citation" if users and all(other.rule.kind == "cited" for other in users) else "deletion"
            yield ProofMutant(kind, f"{step.label} deleted", _without_step(proof, index))
        if step.rule.kind == "certificate":
            yield from _other_boxes(theorem, proof, index)


def is_accepted(theorem: Theorem, original: Proof, copy: Proof) -> bool:
    """Whether a copy of an accepted proof is accepted; only what differs, or rests on that, is checked again.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    original : Proof
        Its proof, which is accepted.
    copy : Proof
        A mutant of it.

    Returns
    -------
    bool
        True if every step of the copy passes.
    """
    before = {step.label: step for step in original.steps}
    changed: set[str] = set()
    try:
        checker = Checker(theorem, copy)
        checker.check_structure()
        for index, step in enumerate(copy.steps):
            if step is before[step.label] and not changed & set(step.uses) and not step.speaks_of_a_program:
                checker.established[step.label] = step.claim
            else:
                changed.add(step.label)
                checker.check_step(index)
    except ProofError:
        return False
    return True


def _with_step(proof: Proof, index: int, step: Step) -> Proof:
    return replace(proof, steps=(*proof.steps[:index], step, *proof.steps[index + 1 :]))


def _without_step(proof: Proof, index: int) -> Proof:
    """The proof with one step deleted, from the lists of used steps, too."""
    gone = proof.steps[index].label
    rest = [step for i, step in enumerate(proof.steps) if i != index]
    return replace(
        proof,
        steps=tuple(replace(s, uses=tuple(u for u in s.uses if u != gone)) if gone in s.uses else s for s in rest),
    )


def _scaled(relation: Relation) -> Relation | None:
    """The relation with its right-hand side lowered by a hundredth, if that changes what it says."""
    lowered = Relation(relation.lhs, relation.operator, relation.rhs - sp.Abs(relation.rhs) / 100)
    known = relation.lhs.is_nonpositive and relation.rhs.is_nonnegative and relation.operator != "="
    return None if relation.rhs == 0 or known else lowered


def _swapped(relation: Relation) -> Relation | None:
    """The relation with its sides exchanged; an equation, and a < a, say the same then."""
    same = relation.operator == "=" or relation.lhs == relation.rhs
    return None if same else Relation(relation.rhs, relation.operator, relation.lhs)


def _changed_conclusions(proof: Proof, index: int) -> Iterator[ProofMutant]:
    step = proof.steps[index]
    # A citation is believed, and a lowered one still proves what the true one does.
    lowered = "citation" if step.rule.kind == "cited" else "constant"
    for kind, word, change in ((lowered, "lowered", _scaled), ("sides", "swapped", _swapped)):
        then = tuple(change(relation) for relation in step.claim.then)
        if all(relation is not None for relation in then):
            claim = Claim(step.claim.given, tuple(r for r in then if r is not None))
            yield ProofMutant(kind, f"{step.label} {word}", _with_step(proof, index, replace(step, conclusion=claim)))


def _without_assumptions(proof: Proof, index: int) -> Iterator[ProofMutant]:
    step = proof.steps[index]
    kind = "citation" if step.rule.kind == "cited" else "assumption"
    for dropped in step.claim.given:
        kept = tuple(relation for relation in step.claim.given if relation != dropped)
        copy = replace(step, conclusion=Claim(kept, step.claim.then))
        yield ProofMutant(kind, f"{step.label} without {dropped}", _with_step(proof, index, copy))


def _misapplied(proof: Proof, index: int) -> Iterator[ProofMutant]:
    """The step with a rule that cannot give it: an assumption, a contradiction."""
    step = proof.steps[index]
    for word, rule in (("assumed", assumed()), ("absurd", absurd())):
        if step.rule.kind not in ("assumed", "absurd") and not set(step.claim.then) <= set(step.claim.given):
            yield ProofMutant("rule", f"{step.label} {word}", _with_step(proof, index, replace(step, rule=rule)))


def _other_boxes(theorem: Theorem, proof: Proof, index: int) -> Iterator[ProofMutant]:
    step = proof.steps[index]
    box: Mapping[str, tuple[Any, Any]] = step.rule.arguments["box"] or {}
    for name, (low, high) in box.items():
        half = {**box, name: (low, (sp.sympify(low) + sp.sympify(high)) / 2)}
        copy = replace(step, rule=certificate(half))
        yield ProofMutant("box", f"{step.label} on half of {name}", _with_step(proof, index, copy))
    checker = Checker(theorem, proof)
    _, region = certified_region(checker, step)
    ends = {name: (exact_end(low), exact_end(high)) for name, (low, high) in region.items()}
    for name in ends:
        for side in (0, 1):
            wider = _past_the_truth(checker, step, ends, name, side)
            if wider is not None:
                copied = _widened(proof, index, name, side, wider)
                if copied is not None:
                    yield ProofMutant("box", f"{step.label} with {name} widened to {wider}", copied)


def _past_the_truth(checker: Checker, step: Step, ends: Mapping[str, Any], name: str, side: int) -> Any:
    """An end beyond the box at which balls refute the relation, at the middle of the other variables.

    Where the range of the variable is wider than the box, the end lies in that range: a relation holds nowhere else.
    """
    if not isinstance(checker.domain.parameters[name], Real):
        return None
    low, high = ends[name]
    for times in _WIDER:
        end = (low - times * (high - low)) if side == 0 else (high + times * (high - low))
        if name in (step.rule.arguments["box"] or {}):
            bound = checker.domain.bound(name, "low" if side == 0 else "high")
            if bound.is_number and (end < bound if side == 0 else end > bound):
                return None
        point = {other: (pair[0] + pair[1]) / 2 for other, pair in ends.items()} | {name: end}
        if not all(value.is_Rational for value in point.values()):
            return None
        exact = {other: (_fraction(value),) * 2 for other, value in point.items()}
        try:
            with precision(113):
                env = ball_environment(exact)
                if any(relation_truth(r, env)[0] is Truth.NO for r in step.claim.then):
                    return end
        except (DomainError, UnsupportedError, ZeroDivisionError):
            return None
    return None


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _widened(proof: Proof, index: int, name: str, side: int, end: Any) -> Proof | None:
    """The proof whose certificate speaks of a box with another end: in its rule, its assumptions, or its variable."""
    step = proof.steps[index]
    box = step.rule.arguments["box"]
    if box and name in box:
        low, high = box[name]
        rule = certificate({**box, name: (end, high) if side == 0 else (low, end)}, step.rule.arguments["pieces"])
        old = exact_end(box[name][side])
        given = tuple(_moved(relation, name, old, end) for relation in step.claim.given)
        changed = replace(step, conclusion=Claim(given, step.claim.then), rule=rule)
        return _with_step(proof, index, changed)
    member = proof.extra.get(name)
    if not isinstance(member, Real):
        return None  # the theorem's own range is what it asserts
    wider = replace(member, **{"low" if side == 0 else "high": end})
    return replace(
        proof,
        extra={**proof.extra, name: wider},
        steps=(*proof.steps[:index], replace(step), *proof.steps[index + 1 :]),
    )


def _moved(relation: Relation, name: str, old: Any, end: Any) -> Relation:
    """An assumption that bounds the variable by the old end, with the new one."""
    if {str(symbol) for symbol in relation.free_symbols} != {name}:
        return relation
    sides = [end if side.is_number and side == old else side for side in (relation.lhs, relation.rhs)]
    return Relation(sides[0], relation.operator, sides[1])
