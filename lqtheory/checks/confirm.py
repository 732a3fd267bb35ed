"""Certificates that two interval arithmetics confirm: finding their pieces, and checking them without a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from lqtheory.box_certificates import Certificate, Piece
from lqtheory.checks.boxes import Box, Region, halves, middle, resolve_region, width
from lqtheory.checks.budget import Clock
from lqtheory.checks.certify import scalars_of
from lqtheory.checks.engines import Engine
from lqtheory.checks.facts import Fact, Question, facts_of, questions
from lqtheory.checks.prove import Checker
from lqtheory.checks.rules_computed import certified_region
from lqtheory.claim import Claim
from lqtheory.domain import Domain
from lqtheory.errors import ContradictionError
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.proof import Proof
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

__all__ = ["Replay", "Task", "find_certificate", "replay", "tasks_of"]

Progress = Callable[[int, int], None]

#: Bounds are rounded outwards to multiples of this before they are claimed, so that both arithmetics reach them.
_GRID = 1 << 40
#: Pieces narrower than this are given up: the sides touch there.
_NARROWEST = Fraction(1, 1 << 30)
#: After so many pieces in a row that the gap of logarithms does not settle it is left alone: fractions make it slow.
_CHANCES = 8


@dataclass(frozen=True)
class Replay:
    """Outcome of checking a stored certificate.

    Parameters
    ----------
    certificate : Certificate
        What was checked.
    confirmed_by : tuple of str
        Arithmetics that show every fact of every piece.
    problem : str
        Why another one does not, or why the certificate says nothing about the theorem; empty if all is well.
    facts : int
        How many lower bounds each arithmetic was asked for.
    """

    certificate: Certificate
    confirmed_by: tuple[str, ...]
    problem: str = ""
    facts: int = 0


@dataclass(frozen=True)
class Task:
    """A relation that balls certified on a box, and that a second arithmetic may confirm.

    Parameters
    ----------
    theorem, fingerprint : str
        Whose relation it is, in which version.
    step : str
        Label of a step of the proof; empty for a conclusion.
    number : int
        Number of the relation there.
    relation : Relation
        The relation.
    domain : Domain
        Its scalars.
    given : tuple of Relation
        Assumptions.
    box : mapping of str to pairs, optional
        Its box; the typical ranges where it says nothing.
    """

    theorem: str
    fingerprint: str
    step: str
    number: int
    relation: Relation
    domain: Domain
    given: tuple[Relation, ...]
    box: Mapping[str, tuple[Any, Any]] | None

    @cached_property
    def region(self) -> Region:
        """The box with exact ends."""
        return resolve_region(self.domain, scalars_of(self.domain, (self.relation, *self.given)), self.box)

    @property
    def stated(self) -> dict[str, tuple[str, str]]:
        """The box in words."""
        return {name: (str(low), str(high)) for name, (low, high) in self.region.stated.items()}

    @property
    def name(self) -> str:
        """The relation's place in words."""
        return f"step {self.step}" if self.step else f"conclusion {self.number + 1}"


def tasks_of(theorem: Theorem, proof: Proof | None = None) -> list[Task]:
    """What there is to confirm: conclusions about scalars, and the certificates inside the proof.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof, optional
        Its proof, if it has one.

    Returns
    -------
    list of Task
        Equations, existence and probabilities have no certificate on a box.
    """
    found, claim = [], theorem.claim
    if isinstance(claim, Claim) and theorem.domain.kind == "scalar" and not claim.witness:
        for number, relation in enumerate(claim.then):
            if relation.operator != "=":
                found.append(
                    Task(
                        theorem.name,
                        theorem.fingerprint,
                        "",
                        number,
                        relation,
                        theorem.domain,
                        tuple(claim.given),
                        theorem.box,
                    )
                )
    certified = [step for step in proof.steps if step.rule.kind == "certificate"] if proof is not None else []
    if proof is None or not certified:
        return found
    checker, fingerprint = Checker(theorem, proof), proof_fingerprint(theorem, proof)
    for step in certified:
        domain, box = certified_region(checker, step)
        for number, relation in enumerate(step.claim.then):
            if relation.operator != "=":
                given = tuple(step.claim.given)
                found.append(Task(theorem.name, fingerprint, step.label, number, relation, domain, given, box))
    return found


class _Finder:
    """Search for the pieces of one question that every engine confirms."""

    def __init__(self, question: Question, engines: Sequence[Engine]) -> None:
        self.question = question
        self.engines = engines
        self._chances = _CHANCES

    def bounds(self, expression: Any, box: Box) -> tuple[Fraction, Fraction] | None:
        """Bounds that every engine reaches, on a coarse grid."""
        found = []
        for engine in self.engines:
            pair = engine.bounds(expression, box)
            if pair is None:
                return None
            found.append(pair)
        lows, highs = zip(*found, strict=True)
        if max(lows) > min(highs):
            names = " and ".join(engine.name for engine in self.engines)
            raise ContradictionError(f"{names} enclose {expression} on {dict(box)} by disjoint intervals")
        return _down(min(lows)), -_down(-max(highs))

    def settle(self, box: Box) -> Piece | None:
        """What settles a piece, if anything does."""
        for candidate in self._candidates(box):
            facts = facts_of(self.question, candidate)
            if facts is not None and all(engine.at_least(*fact) for fact in facts for engine in self.engines):
                if candidate.form == "logarithms":
                    self._chances = _CHANCES
                return candidate
        return None

    def _candidates(self, box: Box) -> Iterator[Piece]:
        for which in range(len(self.question.conditions)):
            found = self.bounds(self.question.outside(which), box)
            if found is not None and found[0] > 0:
                yield Piece(box, "outside", margin=found[0] / 2, which=which)
        for form in self.question.forms:
            if form == "logarithms":
                if not self._chances or not self._positive(box):
                    continue
                self._chances -= 1
            yield from self._in_form(form, box)

    def _positive(self, box: Box) -> bool:
        sides = [self.bounds(side, box) for side in self.question.positive]
        return all(pair is not None and pair[0] > 0 for pair in sides)

    def _in_form(self, form: str, box: Box) -> Iterator[Piece]:
        found = self.bounds(self.question.form(form), box)
        if found is not None and found[0] >= 0:
            yield Piece(box, "values", form, self._margin(found[0]))
        slopes: dict[str, tuple[Fraction, Fraction]] = {}
        signs: dict[str, int] = {}
        face = dict(box)
        for name in [n for n in self.question.names if box[n][0] < box[n][1]]:
            pair = self.bounds(self.question.slope(form, name), face)
            if pair is None:
                return
            slopes[name] = pair
            if pair[0] >= 0 or pair[1] <= 0:
                signs[name] = 1 if pair[0] >= 0 else -1
                end = box[name][0 if pair[0] >= 0 else 1]
                face[name] = (end, end)
        if signs:
            found = self.bounds(self.question.form(form), face)
            if found is not None and found[0] >= 0:
                yield Piece(box, "slopes", form, self._margin(found[0]), signs=signs)
        yield from self._centred(form, box)

    def _centred(self, form: str, box: Box) -> Iterator[Piece]:
        slopes: dict[str, tuple[Fraction, Fraction]] = {}
        loss = Fraction(0)
        for name in [n for n in self.question.names if box[n][0] < box[n][1]]:
            pair = self.bounds(self.question.slope(form, name), box)
            if pair is None:
                return
            slopes[name] = pair
            loss += max(abs(pair[0]), abs(pair[1])) * (box[name][1] - box[name][0]) / 2
        found = self.bounds(self.question.form(form), middle(box))
        if slopes and found is not None and found[0] - loss >= 0:
            yield Piece(box, "centred", form, self._margin(found[0] - loss), slopes=slopes)

    def _margin(self, least: Fraction) -> Fraction:
        """What is claimed of a form that is at least ``least``: for ``<=`` only that it is nonnegative."""
        return least / 2 if self.question.strict else Fraction(0)


def _down(value: Fraction) -> Fraction:
    """The next multiple of the grid below; small numbers keep their first digits."""
    scale = _GRID
    while value and abs(value) * scale < 1 << 20 and scale < 1 << 200:
        scale <<= 20
    return Fraction((value * scale).__floor__(), scale)


def find_certificate(
    task: Task,
    engines: Sequence[Engine],
    *,
    pieces: int = 5000,
    seconds: float = 60.0,
    on_progress: Progress | None = None,
) -> Certificate | None:
    """Cut a box into pieces on each of which every engine confirms a relation.

    Parameters
    ----------
    task : Task
        What to confirm.
    engines : sequence of Engine
        The arithmetics; each must show every fact of every piece.
    pieces : int
        How many pieces may be looked at.
    seconds : float
        Cap on the time.
    on_progress : callable, optional
        Called with ``(settled, open)`` pieces.

    Returns
    -------
    Certificate or None
        ``None`` if the budget ended before every piece was settled, or an engine has no word for some function.

    Raises
    ------
    ContradictionError
        If two engines enclose the same expression by disjoint intervals.
    """
    found: list[Piece] = []
    clock, looked_at = Clock(seconds), 0
    for question in questions(task.relation, task.domain, task.region, task.given):
        finder = _Finder(question, engines)
        queue = [question.start]
        while queue:
            piece = queue.pop()
            looked_at += 1
            if looked_at > pieces or clock.is_up():
                return None
            settled = finder.settle(piece)
            if settled is not None:
                found.append(settled)
            else:
                relative, side = width(piece)
                if relative < _NARROWEST:
                    return None
                queue += reversed(halves(piece, side))
            if on_progress is not None:
                on_progress(len(found), len(queue))
    return Certificate(
        task.theorem, task.fingerprint, task.step, task.number, str(task.relation), task.stated, tuple(found)
    )


def replay(certificate: Certificate, task: Task, engines: Sequence[Engine]) -> Replay:
    """Check a stored certificate without any search.

    Parameters
    ----------
    certificate : Certificate
        The certificate.
    task : Task
        What it should show.
    engines : sequence of Engine
        The arithmetics to ask.

    Returns
    -------
    Replay
        Who confirms it, and what is wrong if somebody does not.

    Raises
    ------
    ContradictionError
        If one engine shows a fact and another shows its contrary.
    """
    if (certificate.theorem, certificate.fingerprint) != (task.theorem, task.fingerprint):
        return Replay(certificate, (), "it is about an earlier version of the theorem or its proof")
    if task.stated != dict(certificate.box):
        return Replay(certificate, (), "its box is another one")
    left = list(certificate.pieces)
    facts: list[Fact] = []
    for question in questions(task.relation, task.domain, task.region, task.given):
        inside = [piece for piece in left if _lies_in(piece.box, question.start)]
        left = [piece for piece in left if not _lies_in(piece.box, question.start)]
        if not _covered(question.start, [dict(piece.box) for piece in inside]):
            return Replay(certificate, (), "its pieces do not cover the box")
        for piece in inside:
            claimed = facts_of(question, piece)
            if claimed is None:
                return Replay(certificate, (), f"the piece {piece.box} does not give the relation")
            facts += claimed
    if left:
        return Replay(certificate, (), f"the piece {left[0].box} lies outside the box")
    return _asked(certificate, facts, engines)


def _asked(certificate: Certificate, facts: Sequence[Fact], engines: Sequence[Engine]) -> Replay:
    confirmed, problems = [], []
    for engine in engines:
        wrong = next((fact for fact in facts if not engine.at_least(*fact)), None)
        if wrong is None:
            confirmed.append(engine.name)
            continue
        bounds = engine.bounds(wrong.expression, wrong.box)
        if confirmed and bounds is not None and bounds[1] < wrong.bound:
            raise ContradictionError(
                f"{confirmed[0]} shows {wrong.expression} >= {wrong.bound} on {wrong.box}, {engine.name} the contrary"
            )
        problems.append(f"{engine.name} does not show {wrong.expression} >= {wrong.bound} on {wrong.box}")
    return Replay(certificate, tuple(confirmed), "; ".join(problems), len(facts))


def _lies_in(piece: Mapping[str, tuple[Fraction, Fraction]], box: Box) -> bool:
    return set(piece) == set(box) and all(
        box[name][0] <= low <= high <= box[name][1] for name, (low, high) in piece.items()
    )


def _covered(box: Box, pieces: list[Box]) -> bool:
    """Whether pieces that came from cutting a box in halves cover it."""
    if any(piece == box for piece in pieces):
        return True
    if len(pieces) < 2:
        return False
    for side, (low, high) in box.items():
        centre = (low + high) / 2
        if low == high or any(p[side][0] < centre < p[side][1] for p in pieces):
            continue
        lower, upper = halves(box, side)
        return _covered(lower, [p for p in pieces if p[side][1] <= centre and p[side][0] < p[side][1]]) and _covered(
            upper, [p for p in pieces if p[side][0] >= centre and p[side][0] < p[side][1]]
        )
    return False
