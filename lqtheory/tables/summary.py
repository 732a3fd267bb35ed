"""Tables as aligned plain text."""

from __future__ import annotations

from collections.abc import Sequence

from lqtheory.balls import Truth
from lqtheory.tables.cells import Cell, text_of_cell

__all__ = ["summary_text"]


def summary_text(columns: Sequence[str], rows: Sequence[Sequence[Cell]], max_rows: int) -> str:
    """Aligned lines: header, rows (the middle left out if there are many), counts of truth values.

    Parameters
    ----------
    columns : sequence of str
        Header.
    rows : sequence of sequences of cells
        Cells, one per column.
    max_rows : int
        Largest number of rows printed.

    Returns
    -------
    str
        Lines without a final newline; floats to six significant digits.

    Examples
    --------
    >>> print(summary_text(["k"], [(1,), (2,), (3,)], max_rows=2))
    k
    1
    … 1 row left out …
    3
    """
    shown = list(rows)
    gap = len(shown) - max_rows
    if gap > 0:
        shown = shown[: max_rows // 2] + shown[len(shown) - (max_rows - max_rows // 2) :]
    lines = _aligned(columns, shown)
    if gap > 0:
        lines.insert(1 + max_rows // 2, f"… {gap} row{'s' * (gap > 1)} left out …")
    for i, name in enumerate(columns):
        counts = {truth: sum(row[i] is truth for row in rows) for truth in Truth}
        if any(counts.values()):
            lines.append(f"{name}: " + ", ".join(f"{count} {truth.name}" for truth, count in counts.items()))
    return "\n".join(lines)


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Numbers to the right, everything else to the left."""
    texts = [list(columns), *([_short(cell) for cell in row] for row in rows)]
    right = [any(isinstance(row[i], (int, float)) for row in rows) for i in range(len(columns))]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return [
        "  ".join(t.rjust(w) if r else t.ljust(w) for t, w, r in zip(line, widths, right, strict=True)).rstrip()
        for line in texts
    ]


def _short(cell: Cell) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else text_of_cell(cell)
