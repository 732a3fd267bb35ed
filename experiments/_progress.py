"""How far long work is and how long it still takes, on the terminal or as lines of a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

__all__ = ["Display", "duration"]

_LINES_APART = 60.0  # seconds between lines of a log


def duration(seconds: float) -> str:
    """A time span as people say it.

    Parameters
    ----------
    seconds : float
        Its length.

    Returns
    -------
    str

    Examples
    --------
    >>> [duration(seconds) for seconds in (0.4, 42, 200, 8000)]
    ['under 1 s', '42 s', '3 min 20 s', '2 h 13 min']
    """
    whole = round(seconds)
    if whole < 1:
        return "under 1 s"
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"


class Display:
    """Called as ``display(what, done, total)``; it shows them with the time that is left.

    The time left is that per finished part times the parts that are not. Another total, or fewer parts done, is other
    work, which began with the last call. On a terminal one line is written again and again, elsewhere a line at most
    every minute.

    Parameters
    ----------
    stream : text stream, optional
        Standard error by default.
    clock : callable
        Seconds.
    """

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.start = self.last = self.shown = clock()
        self.done, self.total = 0, 0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = self.clock()
        if total != self.total or done <= self.done:
            self.start = self.last
        self.done, self.total, self.last = done, total, now
        text = f"{what} {done}/{total}"
        if 0 < done < total:
            text += f", about {duration((now - self.start) / done * (total - done))} left"
        if self.stream.isatty():
            print(f"\r\033[K{text}", end="\n" if done == total else "", file=self.stream, flush=True)
            self.shown = now
        elif done < total and now - self.shown >= _LINES_APART:
            print(text, file=self.stream, flush=True)
            self.shown = now
