"""The live display of a check: one line for every rung and stage, on stderr if it is a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lqtheory.cli.output import style_of

__all__ = ["Board", "live_board"]


@dataclass
class Board:
    """Steps, which of them have ended, and with what outcome; rich draws it anew a few times a second.

    Parameters
    ----------
    title : str
        What is under way.
    steps : sequence of str
        Steps in the order in which they run.
    outcomes : dict of str to tuple
        For every step that has ended: outcome and seconds.
    """

    title: str
    steps: Sequence[str]
    outcomes: dict[str, tuple[str, float]] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def ended(self, step: str, outcome: str) -> None:
        """Note that a step has ended.

        Parameters
        ----------
        step : str
            The step.
        outcome : str
            What came of it, in a few words.
        """
        now = time.perf_counter()
        self.outcomes[step] = (outcome, now - self._since)
        self._since = now

    @property
    def running(self) -> str:
        """The first step that has not ended; empty at the end."""
        return next((step for step in self.steps if step not in self.outcomes), "")

    def lines(self) -> list[tuple[str, str, str]]:
        """Step, seconds and outcome of every step; no seconds for steps that wait."""
        found = []
        for step in self.steps:
            if step in self.outcomes:
                outcome, seconds = self.outcomes[step]
                found.append((step, f"{seconds:.1f} s", outcome))
            elif step == self.running:
                found.append((step, f"{time.perf_counter() - self._since:.1f} s", "…"))
            else:
                found.append((step, "", ""))
        return found

    def __rich__(self) -> Any:
        """A table for rich."""
        from rich.spinner import Spinner
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, title=self.title, title_justify="left", show_header=False)
        table.add_column(no_wrap=True, min_width=max(map(len, self.steps)))
        table.add_column(no_wrap=True, min_width=7, justify="right")
        table.add_column(no_wrap=True, overflow="ellipsis")
        for step, seconds, outcome in self.lines():
            last: Any = Spinner("dots") if outcome == "…" else Text(outcome, style_of(outcome))
            table.add_row(Text(step, "bold" if outcome == "…" else ""), Text(seconds, "dim"), last)
        return table


@contextlib.contextmanager
def live_board(title: str, steps: Sequence[str]) -> Iterator[Callable[[str, str], None]]:
    """Show the board while the block runs, if stderr is a terminal; it vanishes afterwards, the report stays.

    Parameters
    ----------
    title : str
        What is under way.
    steps : sequence of str
        Steps in the order in which they run.

    Yields
    ------
    callable
        ``ended(step, outcome)``.
    """
    board = Board(title, steps)
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield board.ended
        return
    from rich.console import Console
    from rich.live import Live

    with Live(board, console=Console(stderr=True), refresh_per_second=5, transient=True):
        yield board.ended
