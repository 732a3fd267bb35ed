"""Proofs of the registry, each checked once in a run: theorems that others apply need not be proved again for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lqtheory.errors import ContradictionError
from lqtheory.evidence import Evidence
from lqtheory.proof import Proof

if TYPE_CHECKING:
    from lqtheory.theorem import Theorem

__all__ = ["checked_proof", "forget", "take_over"]

# name -> the very theorem and proof that were checked, and the result. Only the same objects are the same again:
# equal texts may stand for symbols of different assumptions.
_CHECKED: dict[str, tuple[Theorem, Proof, Evidence]] = {}
# name -> what another process of this run found about the proof in the same file.
_TAKEN_OVER: dict[str, Evidence] = {}
_IN_PROGRESS: list[str] = []


def checked_proof(theorem: Theorem, proof: Proof) -> Evidence:
    """What checking a proof gives; a theorem and proof that this run has checked before are not checked again.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof
        Its proof.

    Returns
    -------
    Evidence
        As :func:`lqtheory.checks.prove`.

    Raises
    ------
    ContradictionError
        If proofs use each other in a circle.
    """
    from lqtheory.checks.prove import prove
    from lqtheory.fingerprints import proof_fingerprint

    name = theorem.name
    if name in _CHECKED and _CHECKED[name][0] is theorem and _CHECKED[name][1] is proof:
        return _CHECKED[name][2]
    if name in _IN_PROGRESS:
        raise ContradictionError(f"the proofs of {' -> '.join([*_IN_PROGRESS, name])} use each other in a circle")
    _IN_PROGRESS.append(name)
    try:
        known = _TAKEN_OVER.get(name)
        if known is None or known.fingerprint != proof_fingerprint(theorem, proof):
            known = prove(theorem, proof)
    finally:
        _IN_PROGRESS.pop()
    _CHECKED[name] = theorem, proof, known
    return known


def take_over(evidence: Evidence) -> None:
    """Believe what another process of this run, which has the same files, found about a proof of the registry.

    Parameters
    ----------
    evidence : Evidence
        A finding of :func:`checked_proof`.
    """
    _TAKEN_OVER[evidence.theorem] = evidence


def forget() -> None:
    """Check all proofs anew from here on."""
    _CHECKED.clear()
    _TAKEN_OVER.clear()
