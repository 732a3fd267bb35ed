"""How much effort a check may spend. Counts decide; seconds are only a cap, and it is recorded when it bites."""

from __future__ import annotations

import difflib
import math
import time
from dataclasses import dataclass

from lqtheory.errors import DomainError, InputTypeError

__all__ = ["BUDGETS", "Budget", "Clock"]


@dataclass(frozen=True)
class Budget:
    """Effort of the checks.

    The presets: ``quick`` for every change (all theorems in four minutes on two cores), ``standard`` for stored
    evidence, ``thorough`` for what is published. ``quick`` does not certify what has just been proved. ``thorough``
    searches and simulates more, but certifies with the pieces of ``standard``: what these leave open touches equality,
    where no number of pieces suffices, and is proved instead. A proof has no budget.

    Parameters
    ----------
    examples : int
        Instances that the targeted search tries.
    restarts : int
        Starting points of the gradient search, for each draw of the scalar parameters.
    seconds : float
        Cap on the wall-clock time of one rung; a record says so when it cut the search short.
    bits : int
        Largest working precision at which balls try to decide.
    pieces : int
        Sub-boxes that certification may look at.
    draws : int
        Draws of the event at each parameter point of a simulation.
    name : str
        Name in records.
    steps : int
        Steps of every gradient ascent.
    certify_proved : bool
        Whether a theorem that has just been PROVED is certified on its box, too: a check of the checkers.

    Raises
    ------
    InputTypeError
        If a count is not an integer.
    DomainError
        If one of them is not positive.

    Examples
    --------
    >>> Budget.named("quick").examples
    100
    >>> Budget(examples=10, restarts=2, seconds=1.0, bits=113, pieces=100, draws=100).name
    'custom'
    """

    examples: int
    restarts: int
    seconds: float
    bits: int
    pieces: int
    draws: int
    name: str = "custom"
    steps: int = 120
    certify_proved: bool = True

    @property
    def words(self) -> str:
        """The budget in words, for whoever reads the verdicts.

        Examples
        --------
        >>> print(Budget.named("quick").words)
        quick: 100 instances, 8 starts, 5000 pieces, 10000 draws, 30 s a rung; what is proved is not certified again
        """
        counts = f"{self.examples} instances, {self.restarts} starts, {self.pieces} pieces, {self.draws} draws"
        cap = f", {self.seconds:g} s a rung" if math.isfinite(self.seconds) else ""
        return f"{self.name}: {counts}{cap}{'' if self.certify_proved else '; what is proved is not certified again'}"

    def __post_init__(self) -> None:
        for field in ("examples", "restarts", "bits", "pieces", "draws", "steps"):
            value = getattr(self, field)
            if isinstance(value, bool) or not isinstance(value, int):
                raise InputTypeError(f"{field}={value!r} is not an integer (Budget); use an int")
            if value < 1:
                raise DomainError(f"{field}={value} is not positive (Budget); use {field} >= 1")
        if not self.seconds > 0:
            raise DomainError(f"seconds={self.seconds} is not positive (Budget); use math.inf for no cap")

    @staticmethod
    def named(name: str | Budget) -> Budget:
        """The preset of that name; a :class:`Budget` passes through.

        Parameters
        ----------
        name : {"quick", "standard", "thorough"} or Budget
            What to look up.

        Returns
        -------
        Budget
            The preset.

        Raises
        ------
        DomainError
            If there is no such preset, with a suggestion.

        Examples
        --------
        >>> Budget.named("standrad")
        Traceback (most recent call last):
            ...
        lqtheory.errors.DomainError: there is no budget 'standrad'; did you mean 'standard'?
        """
        if isinstance(name, Budget):
            return name
        if name in BUDGETS:
            return BUDGETS[name]
        close = difflib.get_close_matches(str(name), BUDGETS, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(BUDGETS)}"
        raise DomainError(f"there is no budget {name!r}; {hint}")


BUDGETS = {
    budget.name: budget
    for budget in (
        Budget(
            100, 8, seconds=30.0, bits=226, pieces=5_000, draws=10_000, name="quick", steps=60, certify_proved=False
        ),
        Budget(300, 16, seconds=120.0, bits=452, pieces=20_000, draws=100_000, name="standard"),
        Budget(1_000, 24, seconds=600.0, bits=904, pieces=20_000, draws=200_000, name="thorough"),
    )
}


class Clock:
    """Time since a check began, and whether its cap has been reached."""

    def __init__(self, seconds: float) -> None:
        self._start = time.perf_counter()
        self._seconds = seconds
        self.cut_short = False

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    def is_up(self) -> bool:
        """Whether the cap is reached; remembers it, so that the record can say so."""
        if self.elapsed > self._seconds:
            self.cut_short = True
        return self.cut_short

    def remark(self) -> str:
        """What a record says about the cap: nothing unless it bit."""
        return f"; cut short by the cap of {self._seconds:g} s" if self.cut_short else ""
