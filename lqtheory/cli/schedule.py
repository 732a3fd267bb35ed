"""Which theorem a worker process checks next: long chains of proofs first, and none before what it applies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

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


@cache
def _applied_through_others(name: str) -> frozenset[str]:
    direct = applied_by(find(name))
    return frozenset(direct).union(*(_applied_through_others(other) for other in direct if other != name))


class Schedule:
    """Theorems that wait to be checked.

    Parameters
    ----------
    theorems : sequence of Theorem
        Theorems of the registry; how long one took when its evidence was stored says how long it will take.
    """

    def __init__(self, theorems: Sequence[Theorem]) -> None:
        names = [theorem.name for theorem in theorems]
        self._seconds = {t.name: sum(r.seconds for r in stored_evidence(t)) or USUAL for t in theorems}
        self._applied = {name: _applied_through_others(name) & set(names) for name in names}
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
