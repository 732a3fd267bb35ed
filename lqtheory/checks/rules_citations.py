"""Other theorems of the registry and of textbooks in a proof: what rests on them rests on what they rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lqtheory.checks.proved import checked_proof
from lqtheory.evidence import Verdict
from lqtheory.proof import Step
from lqtheory.theorem import Source, Theorem

if TYPE_CHECKING:
    from lqtheory.checks.prove import Checker

__all__ = ["check_citation", "registered", "rest_on"]

#: Key of the document in which our theorems stand: citing it would be citing the theorem itself.
DOSSIER = "lqtheory_dossier"


def registered(checker: Checker, step: Step, name: str) -> Theorem:
    """Another theorem of the registry, which is not entered as false.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step that uses it.
    name : str
        Its name.

    Returns
    -------
    Theorem
        The theorem.

    Raises
    ------
    ProofError
        If it is the theorem that is being proved, or entered as false.
    RegistryError
        If there is no theorem of that name.
    """
    from lqtheory.registry import find

    other = find(name)
    if other.name == checker.theorem.name:
        raise checker.fail(step, "a theorem cannot be applied in its own proof")
    if other.expected != "holds":
        raise checker.fail(step, f"{other.name} is entered as false; it cannot be used")
    return other


def rest_on(checker: Checker, step: Step, other: Theorem) -> None:
    """Check the proof of another theorem, and count what it rests on.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step that uses it.
    other : Theorem
        The theorem.

    Raises
    ------
    ProofError
        If its proof is rejected.
    """
    from lqtheory.registry import find_proof

    proof = find_proof(other)
    if proof is None:
        checker.rests_on.add(f"theorem {other.name} (no proof on file)")
        return
    evidence = checked_proof(other, proof)
    if evidence.verdict is Verdict.INCONCLUSIVE:
        raise checker.fail(step, f"the proof of {other.name} is rejected")
    checker.rests_on |= evidence.lemmas
    checker.axioms |= set(evidence.axioms)


def check_citation(checker: Checker, step: Step, source: Source, text: str, theorems: Sequence[str]) -> None:
    """A citation says something, from a document that is not our own; the theorems it names are checked ones.

    Parameters
    ----------
    checker : Checker
        State of the proof being checked.
    step : Step
        The step to justify.
    source : Source
        Where the lemma stands.
    text : str
        What it says.
    theorems : sequence of str
        Theorems of the registry that it relies on.

    Raises
    ------
    ProofError
        If it cites the dossier or nothing, or speaks of a theorem of the registry without relying on it.
    """
    from lqtheory.registry import theorem_names

    if source.bibkey == DOSSIER or not str(text).strip():
        raise checker.fail(step, "it cites no textbook lemma; the dossier and an empty text are none")
    spoken = set(re.findall(r"[a-z0-9_]+", str(text))) & set(theorem_names())
    loose = sorted(spoken - set(theorems))
    if loose:
        what = f"its text speaks of {', '.join(loose)} of the registry"
        raise checker.fail(step, f"{what}; apply it, or name it among the theorems of the citation")
    for name in theorems:
        rest_on(checker, step, registered(checker, step, name))
