"""A second opinion on findings: what a stored certificate adds to the evidence of the first checker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from lqtheory.box_certificates import Certificate, certificate_folder, read_certificates
from lqtheory.checks.confirm import Replay, Task, find_certificate, replay, tasks_of
from lqtheory.checks.engines import Engine, FlintEngine
from lqtheory.checks.facts import questions
from lqtheory.checks.lean import LEAN_VERSION, LeanEngine, is_installed, missing_word
from lqtheory.checks.translation import translation_fingerprint
from lqtheory.evidence import Evidence, Verdict
from lqtheory.proof import Proof
from lqtheory.registry import family_of, find_proof, stored_evidence
from lqtheory.theorem import Theorem

__all__ = [
    "NO_WORD",
    "UNSETTLED",
    "certificate_path",
    "confirmations",
    "proofs_on_certificates",
    "replay_stored",
    "search_certificates",
    "second_opinion",
]

#: Reasons of the second checker begin with these.
NO_WORD, UNSETTLED = "no word for ", "not settled"
#: So much is tried of a relation without a certificate at the largest budget, before it is said not to be settled.
_PIECES, _SECONDS = 1000, 20.0


def certificate_path(theorem: Theorem, folder: Path | None = None) -> Path:
    """File of the certificates of a theorem.

    Parameters
    ----------
    theorem : Theorem
        A theorem of the registry.
    folder : pathlib.Path, optional
        Another folder than the package's own.

    Returns
    -------
    pathlib.Path
        ``<folder>/<family>/<name>.json``, whether it exists or not.
    """
    return (folder or certificate_folder()) / (family_of(theorem.name) or "external") / f"{theorem.name}.json"


def _of(task: Task, certificates: Iterable[Certificate]) -> Certificate | None:
    return next((c for c in certificates if (c.step, c.relation) == (task.step, task.number)), None)


def replay_stored(theorem: Theorem, engines: Sequence[Engine], folder: Path | None = None) -> list[Replay]:
    """Check all stored certificates of a theorem without a search.

    Parameters
    ----------
    theorem : Theorem
        A theorem of the registry.
    engines : sequence of Engine
        The arithmetics to ask.
    folder : pathlib.Path, optional
        Another folder than the package's own.

    Returns
    -------
    list of Replay
        One for each certificate; none if nothing is stored.

    Raises
    ------
    EvidenceError
        If the file is damaged.
    ContradictionError
        If the engines contradict each other.
    """
    tasks = {(task.step, task.number): task for task in tasks_of(theorem, find_proof(theorem))}
    found = []
    for certificate in read_certificates(certificate_path(theorem, folder)):
        task = tasks.get((certificate.step, certificate.relation))
        found.append(
            Replay(certificate, (), "there is no such relation any more")
            if task is None
            else replay(certificate, task, engines)
        )
    return found


def search_certificates(
    theorem: Theorem, engines: Sequence[Engine], *, pieces: int = 5000, seconds: float = 60.0
) -> list[Certificate]:
    """Certificates of everything about a theorem that balls certified and every engine confirms.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    engines : sequence of Engine
        The arithmetics.
    pieces : int
        How many pieces may be looked at for each relation.
    seconds : float
        Cap on the time for each relation.

    Returns
    -------
    list of Certificate
        Relations that are not confirmed within the budget are left out.
    """
    verdicts = {record.method: record.verdict for record in stored_evidence(theorem)}
    certified = verdicts.get("certify") is Verdict.CERTIFIED
    proof = find_proof(theorem) if verdicts.get("prove") in (Verdict.PROVED, Verdict.REDUCED) else None
    tasks = [task for task in tasks_of(theorem, proof) if task.step or certified]
    found = (find_certificate(task, engines, pieces=pieces, seconds=seconds) for task in tasks)
    return [certificate for certificate in found if certificate is not None]


def proofs_on_certificates(theorems: Iterable[Theorem]) -> dict[str, bool]:
    """Which proofs rest on certificates of balls, and whether the second checker confirmed every one of them.

    Parameters
    ----------
    theorems : iterable of Theorem
        Theorems of the registry.

    Returns
    -------
    dict of str to bool
        By name, from stored evidence; theorems whose proofs have no certificate are left out.
    """
    found = {}
    for theorem in theorems:
        for record in stored_evidence(theorem):
            if record.method == "prove" and "certificates on" in record.message:
                found[theorem.name] = LeanEngine.name in record.certified_by
    return found


def confirmations(theorems: Iterable[Theorem]) -> dict[str, str]:
    """What the second checker says of the theorems that balls certify on boxes.

    Parameters
    ----------
    theorems : iterable of Theorem
        Theorems of the registry.

    Returns
    -------
    dict of str to str
        By name, from stored evidence: nothing where it confirms the certificate, else why it does not.
    """
    found = {}
    for theorem in theorems:
        for record in stored_evidence(theorem):
            if record.method == "certify" and record.verdict is Verdict.CERTIFIED:
                confirmed = LeanEngine.name in record.certified_by
                found[theorem.name] = "" if confirmed else record.unconfirmed or "it was not asked"
    return found


def second_opinion(theorem: Theorem, record: Evidence, proof: Proof | None) -> Evidence:
    """A finding with the second checker added to those that certify it, if stored certificates let it confirm.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    record : Evidence
        A finding of ``certify`` or ``prove``.
    proof : Proof or None
        The proof of the theorem.

    Returns
    -------
    Evidence
        The record itself where there is nothing to confirm. Where leancert is not installed, or does not confirm every
        relation, the record says so in ``unconfirmed``.

    Raises
    ------
    ContradictionError
        If leancert shows the contrary of what balls show.
    """
    kept = (Verdict.CERTIFIED,) if record.method == "certify" else (Verdict.PROVED, Verdict.REDUCED)
    if record.method not in ("certify", "prove") or record.verdict not in kept:
        return record
    wanted = [task for task in tasks_of(theorem, proof) if bool(task.step) == (record.method == "prove")]
    if not wanted:
        return record
    if not is_installed():
        return replace(record, unconfirmed=f"leancert {LEAN_VERSION} is not installed")
    problem = _why_not(wanted, read_certificates(certificate_path(theorem)), search=record.budget == "thorough")
    if problem:
        return replace(record, unconfirmed=problem)
    engines = (*record.certified_by, LeanEngine.name)
    return replace(record, certified_by=engines, translation=translation_fingerprint())


def _why_not(tasks: Sequence[Task], certificates: Sequence[Certificate], *, search: bool) -> str:
    """What keeps the second checker from confirming all of several relations; nothing if it does confirm them."""
    open_ones = [task for task in tasks if _of(task, certificates) is None]
    word = next(filter(None, map(_missing_word, open_ones)), "")
    if word:
        return f"{NO_WORD}{word}"
    if open_ones and not search:
        return "no certificate is stored"
    second = LeanEngine(seconds=60.0)
    engines: list[Engine] = [FlintEngine(), second]
    try:
        for task in tasks:
            certificate = _of(task, certificates)
            if certificate is None:
                return _searched(task, engines)
            outcome = replay(certificate, task, engines)
            if len(outcome.confirmed_by) < len(engines):
                return f"its certificate does not replay ({outcome.problem})"
    finally:
        second.close()
    return ""


def _missing_word(task: Task) -> str:
    """A function that every form of a relation has and leancert has no word for, at its first integers."""
    question = next(questions(task.relation, task.domain, task.region, task.given), None)
    words = [missing_word(form) for form in question.forms.values()] if question is not None else [""]
    return words[0] if all(words) else ""


def _searched(task: Task, engines: Sequence[Engine]) -> str:
    if find_certificate(task, engines, pieces=_PIECES, seconds=_SECONDS) is None:
        return f"{UNSETTLED} within {_PIECES} pieces and {_SECONDS:.0f} s"
    return f"no certificate is stored; lqtheory replay {task.theorem} --search finds one"
