"""All rungs of the ladder that apply to a theorem, and the report they give."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lqtheory.checks.attack import attack
from lqtheory.checks.budget import Budget
from lqtheory.checks.candidates import Tightest
from lqtheory.checks.certify import certify
from lqtheory.checks.extremals import require_usable_extremal
from lqtheory.checks.falsify import falsify
from lqtheory.checks.sharpness import sharpness
from lqtheory.checks.simulate import simulate
from lqtheory.errors import DomainError
from lqtheory.evidence import Evidence, Verdict, summarise
from lqtheory.proof import Proof
from lqtheory.registry import find_proof
from lqtheory.theorem import Theorem

__all__ = ["RUNGS", "Report", "check"]

#: The rungs, in the order in which they run.
RUNGS = ("prove", "certify", "falsify", "attack", "simulate", "sharpness")

Progress = Callable[[int, int], None]
OnRung = Callable[[str, Evidence | None], None]


@dataclass(frozen=True)
class Report:
    """What all checks found out about one theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    records : tuple of Evidence
        One record for each rung that applies.
    """

    theorem: Theorem
    records: tuple[Evidence, ...]

    @property
    def verdict(self) -> tuple[Verdict, ...]:
        """The summary: one verdict, or CERTIFIED and REDUCED side by side."""
        return summarise(self.records)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """Verdict of each rung."""
        return {record.method: record.verdict for record in self.records}

    @property
    def tightness(self) -> tuple[float, float] | None:
        """Smallest and largest ratio lhs/rhs that a search has seen."""
        pairs = [r.tightness for r in self.records if r.tightness is not None]
        return (min(low for low, _ in pairs), max(high for _, high in pairs)) if pairs else None

    @property
    def as_expected(self) -> bool:
        """Whether a theorem that should hold is not refuted, and one entered as refuted is."""
        refuted = bool({Verdict.FALSIFIED, Verdict.REJECTED} & set(self.verdict))
        return refuted == (self.theorem.expected == "refuted")

    def text(self) -> str:
        """The report in words, one line per rung."""
        mark = "" if self.as_expected else f"   (expected: {self.theorem.expected})"
        lines = [f"{self.theorem.name}: {' and '.join(self.verdict)}{mark}"]
        for record in self.records:
            lines.append(f"  {record.method:<9} {record.verdict:<13} {record.message}")
            if record.rests_on:
                lines.append(f"  {'':<9} rests on: {'; '.join(record.rests_on)}")
            if record.axioms:
                lines.append(f"  {'':<9} axioms: {'; '.join(record.axioms)}")
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "theorem": self.theorem.name,
            "id": self.theorem.id,
            "expected": self.theorem.expected,
            "as_expected": self.as_expected,
            "verdict": [str(v) for v in self.verdict],
            "tightness": list(self.tightness) if self.tightness else None,
            "records": [record.to_json() for record in self.records],
        }


def check(
    theorem: Theorem,
    budget: str | Budget = "standard",
    seed: int = 0,
    only: str | Sequence[str] | None = None,
    on_progress: Progress | None = None,
    proof: Proof | None = None,
    on_rung: OnRung | None = None,
    on_tightest: Tightest | None = None,
) -> Report:
    """Run every rung of the ladder that applies to a theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    budget : {"quick", "standard", "thorough"} or Budget
        Effort.
    seed : int
        Root seed; the same seed gives the same report.
    only : str or sequence of str, optional
        Rungs to run: prove, certify, falsify, attack, simulate, sharpness. All by default.
    on_progress : callable, optional
        Called with ``(done, total)`` rungs.
    proof : Proof, optional
        Its proof; by default the one that the registry, or the theorem's own file, has.
    on_rung : callable, optional
        Called with the name of every rung that has ended and its record, ``None`` if it does not apply.
    on_tightest : callable, optional
        Called by each search with the largest ratio it saw and the instance that has it.

    Returns
    -------
    Report
        Records of all rungs that apply. The budget ``quick`` does not certify on a box what is PROVED everywhere.

    Raises
    ------
    DomainError
        If there is no such budget or rung, with a suggestion; or if the theorem's ``extremal`` cannot be used.
    ContradictionError
        If two rungs contradict each other.

    Examples
    --------
    >>> from lqtheory import AtMost, Domain, Real, Source
    >>> D = Domain(t=Real(0, typical=(0, 4)))
    >>> (t,) = D.symbols
    >>> report = check(Theorem("demo", "t", "t <= 2 t.", D, AtMost(t, 2 * t), Source("demo")), "quick")
    >>> [str(v) for v in report.verdict], report.as_expected
    (['CERTIFIED'], True)
    """
    rungs = _wanted(only)
    effort = Budget.named(budget)
    if {"falsify", "attack", "sharpness"} & set(rungs):
        require_usable_extremal(theorem)
    records: list[Evidence] = []
    for index, rung in enumerate(rungs):
        record = _run(rung, theorem, effort, seed, proof, records, on_tightest)
        if record is not None:
            records.append(record)
        if on_rung is not None:
            on_rung(rung, record)
        if on_progress is not None:
            on_progress(index + 1, len(rungs))
    report = Report(theorem, tuple(records))
    summarise(report.records)  # contradictions are raised here, not when somebody looks
    return report


def _wanted(only: str | Sequence[str] | None) -> tuple[str, ...]:
    wanted = RUNGS if only is None else (only,) if isinstance(only, str) else tuple(only)
    for rung in wanted:
        if rung not in RUNGS:
            close = difflib.get_close_matches(str(rung), RUNGS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(RUNGS)}"
            raise DomainError(f"there is no rung {rung!r} (check); {hint}")
    return tuple(rung for rung in RUNGS if rung in wanted)


def _run(
    rung: str,
    theorem: Theorem,
    effort: Budget,
    seed: int,
    proof: Proof | None,
    records: Sequence[Evidence],
    on_tightest: Tightest | None,
) -> Evidence | None:
    falsified = any(record.verdict is Verdict.FALSIFIED for record in records)
    if rung == "prove":
        known = proof if proof is not None else find_proof(theorem)
        if known is None:
            return None
        from lqtheory.checks.proved import checked_proof

        return _confirmed(theorem, checked_proof(theorem, known), known)
    if rung == "certify":
        if not effort.certify_proved and any(record.verdict is Verdict.PROVED for record in records):
            return None
        record = certify(theorem, budget=effort)
        return None if record is None else _confirmed(theorem, record, None)
    if rung == "falsify":
        return falsify(theorem, effort, seed=seed, on_tightest=on_tightest)
    if rung == "attack":
        return None if falsified else attack(theorem, effort, seed=seed, on_tightest=on_tightest)
    if rung == "simulate":
        return simulate(theorem, effort, seed=seed)
    return None if falsified else sharpness(theorem, effort, seed=seed)


def _confirmed(theorem: Theorem, record: Evidence, proof: Proof | None) -> Evidence:
    from lqtheory.checks.second import second_opinion

    return second_opinion(theorem, record, proof)
