"""What the verbs print: tables, JSON, and progress bars on stderr."""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

__all__ = ["note", "print_json", "print_lines", "print_table", "progress_bar", "style_of"]

_STYLES = {
    "PROVED": "green",
    "CERTIFIED": "green",
    "REDUCED": "cyan",
    "SURVIVED": "blue",
    "INCONCLUSIVE": "yellow",
    "NOT_APPLICABLE": "dim",
    "REJECTED": "red",
    "FALSIFIED": "red",
    "CONTRADICTION": "bold red",
}


def style_of(text: str) -> str:
    """How rich shows a text that begins with a verdict; empty for any other."""
    return _STYLES.get(text.split(" ")[0], "")


def note(sentence: str) -> None:
    """Print a remark on stderr, away from the results."""
    print(f"lqtheory: {sentence}", file=sys.stderr, flush=True)


def print_lines(lines: Sequence[str]) -> None:
    """Print lines on stdout, as they are."""
    print("\n".join(lines))


def print_json(value: Any) -> None:
    """Print one JSON document on stdout; numbers that JSON lacks (inf, nan) become text."""
    print(json.dumps(_plain(value), indent=2, ensure_ascii=False, allow_nan=False))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on stdout: fitted to the width of a terminal, else aligned text that nothing cuts.

    Parameters
    ----------
    columns : sequence of str
        Header.
    rows : sequence of sequences of str
        Cells.
    """
    if sys.stdout.isatty():
        _print_rich(columns, rows)
        return
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for line in (columns, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _print_rich(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style_of(cell)) for cell in row))
    Console().print(table)


@contextlib.contextmanager
def progress_bar(what: str) -> Iterator[Callable[..., None]]:
    """A progress bar on stderr while the block runs, if stderr is a terminal.

    Parameters
    ----------
    what : str
        What is under way.

    Yields
    ------
    callable
        ``update(done, total, what=None)``.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda done, total, what=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def update(done: int, total: int, what: str | None = None) -> None:
            progress.update(task, completed=done, total=total, description=what)

        yield update
