"""Stored counterexamples, decided again at the very instance, without a search."""

from __future__ import annotations

from dataclasses import dataclass

from lqtheory.claim import Probability
from lqtheory.decision import decide
from lqtheory.errors import LqTheoryError
from lqtheory.evidence import Verdict
from lqtheory.registry import stored_evidence
from lqtheory.theorem import Theorem

__all__ = ["Recheck", "recheck_counterexamples"]


@dataclass(frozen=True)
class Recheck:
    """What balls say of a stored counterexample.

    Parameters
    ----------
    theorem, method : str
        Of which theorem, and which rung found it.
    violated : bool or None
        Whether it is admissible and strictly breaks the claim; None where balls are not asked: the instance is an
        object, of which only the text is stored, or the claim is about a probability.
    problem : str
        What is wrong, if it does not.
    """

    theorem: str
    method: str
    violated: bool | None
    problem: str = ""


def recheck_counterexamples(theorem: Theorem) -> list[Recheck]:
    """Decide the stored counterexamples of a theorem again, by balls.

    Parameters
    ----------
    theorem : Theorem
        A theorem of the registry.

    Returns
    -------
    list of Recheck
        One for every fresh finding FALSIFIED; none if the theorem was not refuted.

    Raises
    ------
    EvidenceError
        If the file of evidence is damaged.

    Examples
    --------
    >>> from lqtheory.registry import find
    >>> {one.violated for one in recheck_counterexamples(find("cloning_keeps_hoyer"))}
    {True}
    """
    found = []
    for record in stored_evidence(theorem):
        if record.verdict is not Verdict.FALSIFIED or record.fingerprint != theorem.fingerprint:
            continue
        values = record.counterexample or {}
        if isinstance(theorem.claim, Probability) or any(isinstance(value, str) for value in values.values()):
            found.append(Recheck(theorem.name, record.method, None))
            continue
        try:
            decision = decide(theorem, values)
        except LqTheoryError as error:
            found.append(Recheck(theorem.name, record.method, False, str(error)))
            continue
        told = "" if decision.violated else f"admissible: {decision.admissible.name}, holds: {decision.truth.name}"
        found.append(Recheck(theorem.name, record.method, decision.violated, told))
    return found
