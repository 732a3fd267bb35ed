"""Which theorem a worker process checks next: long chains of proofs first, and none before what it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from lqtheory.errors import LqTheoryError
from lqtheory.registry import find, find_proof, stored_evidence
from lqtheory.theorem import Theorem

__all__ = ["Schedule", "applied_by"]

#: Seconds expected of a theorem of which nothing is stored.
USUAL = 2.0


def applied_by(theorem: Theorem) -> tuple[str, ...]:
    """Names of the theorems that the proof of a theorem applies.

    Parameters
    ----------
    theorem : Theorem
        A theorem of the registry.

    Returns
    -------
    tuple of str
        Each once; none without a proof.
    """
    proof = find_proof(theorem)
    steps = proof.steps if proof is not None else ()
    names = (find(step.rule.arguments["theorem"]).name for step in steps if step.rule.kind == "apply")
    return tuple(dict.fromkeys(names))


def _applied_if_readable(name: str) -> tuple[str, ...]:
    """What :func:`applied_by` says; nothing where a file cannot be used, for it is the check that tells the user."""
    try:
        return applied_by(find(name))
    except LqTheoryError:
        return ()


def _through_others(name: str, applied: Callable[[str], tuple[str, ...]]) -> set[str]:
    """Without the theorem itself, even if proofs use each other in a circle, which checking them finds out."""
    found, fresh = {name}, [name]
    while fresh:
        others = set(applied(fresh.pop())) - found
        found |= others
        fresh += others
    return found - {name}


def _seconds(theorem: Theorem) -> float:
    """How long checking a theorem took when its evidence was stored."""
    try:
        return sum(record.seconds for record in stored_evidence(theorem)) or USUAL
    except (LqTheoryError, ValueError, TypeError, OSError):  # a damaged file
        return USUAL


class Schedule:
    """Theorems that wait to be checked.

    Parameters
    ----------
    theorems : sequence of Theorem
        Theorems of the registry; how long one took when its evidence was stored says how long it will take.
    """

    def __init__(self, theorems: Sequence[Theorem]) -> None:
        names = [theorem.name for theorem in theorems]
        self._seconds = {theorem.name: _seconds(theorem) for theorem in theorems}
        applied = cache(_applied_if_readable)
        self._applied = {name: _through_others(name, applied) & set(names) for name in names}
        # What waits for a theorem: the longest chain of theorems that begins with it.
        self._chain = dict(self._seconds)
        for name in sorted(names, key=lambda name: -len(self._applied[name])):
            for other in self._applied[name]:
                self._chain[other] = max(self._chain[other], self._seconds[other] + self._chain[name])
        self._waiting = sorted(names, key=lambda name: -self._chain[name])
        self._done: set[str] = set()

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._waiting)

    def take(self) -> str:
        """The next theorem: the first one all of whose lemmas are done, or the first one if there is none.

        Returns
        -------
        str
            Its name; it waits no longer.
        """
        ready = (name for name in self._waiting if self._applied[name] <= self._done)
        name = next(ready, self._waiting[0])
        self._waiting.remove(name)
        return name

    def done(self, name: str) -> None:
        """Note that a theorem is checked.

        Parameters
        ----------
        name : str
            Its name.
        """
        self._done.add(name)

    def lemmas(self, name: str) -> Iterable[str]:
        """Theorems that are checked already and that the proof of a theorem applies, through others, too.

        Parameters
        ----------
        name : str
            Name of the theorem.

        Returns
        -------
        iterable of str
            Their names.
        """
        return self._applied[name] & self._done
