"""What a cell of a table may hold, and the text it becomes in a file."""

from __future__ import annotations

import math
import re
from typing import Any, TypeAlias

import numpy as np

from lqtheory.balls import Truth
from lqtheory.errors import DomainError, InputTypeError

__all__ = ["Cell", "cell_of_text", "checked_cell", "text_of_cell"]

#: What a cell may hold; ``None`` is an empty cell.
Cell: TypeAlias = str | int | float | Truth | None

_INTEGER = re.compile(r"[+-]?[0-9]+\Z")


def checked_cell(cell: Any, column: str, number: int) -> Cell:
    """The cell as it is kept: NumPy scalars as Python numbers, everything else unchanged or refused.

    Parameters
    ----------
    cell : object
        Text, number, Truth or ``None``.
    column, number : str, int
        What the error texts call the column and the row.

    Returns
    -------
    cell

    Raises
    ------
    DomainError
        If the cell is NaN, or a text that would read back as something else.
    InputTypeError
        If it is of another type.
    """
    if isinstance(cell, np.generic):
        cell = cell.item()
    where = f"in column {column!r} of row {number} (Table)"
    if cell is None or isinstance(cell, Truth):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        remedy = "use Truth.YES or Truth.NO" if isinstance(cell, bool) else "use text, a number, a Truth or None"
        raise InputTypeError(f"{cell!r} is a {type(cell).__name__} {where}; {remedy}")
    if isinstance(cell, float) and math.isnan(cell):
        raise DomainError(f"nan {where}; leave the cell empty with None")
    if isinstance(cell, str) and ("\0" in cell or "\r" in cell or cell_of_text(cell) != cell):
        raise DomainError(f"the text {cell!r} would not read back as itself {where}; use another text, or None")
    return cell


def cell_of_text(text: str) -> Cell:
    """The cell that a text in a file stands for.

    Parameters
    ----------
    text : str
        One field of a CSV file.

    Returns
    -------
    cell
        ``None`` for no text, a Truth for its name, a number for what reads as one, else the text itself.

    Examples
    --------
    >>> [cell_of_text(text) for text in ("", "12", "0.5", "linear")]
    [None, 12, 0.5, 'linear']
    """
    if not text:
        return None
    if text in Truth.__members__:
        return Truth[text]
    if _INTEGER.match(text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text


def text_of_cell(cell: Cell) -> str:
    """The text of a cell in a file: floats by ``repr``, which is exact.

    Parameters
    ----------
    cell : cell
        A checked cell.

    Returns
    -------
    str
        Read back by :func:`cell_of_text`.

    Examples
    --------
    >>> [text_of_cell(cell) for cell in (None, 12, 0.5, Truth.YES)]
    ['', '12', '0.5', 'YES']
    """
    if cell is None:
        return ""
    if isinstance(cell, Truth):
        return cell.name
    return repr(cell) if isinstance(cell, float) else str(cell)
