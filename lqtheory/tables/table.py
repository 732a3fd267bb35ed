"""The table as a value: columns, rows of checked cells, and what one does with them."""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from lqtheory.balls import Truth
from lqtheory.errors import DomainError, InputTypeError, RegistryError, ShapeError
from lqtheory.tables.cells import Cell, checked_cell
from lqtheory.tables.summary import summary_text

__all__ = ["Table"]


@dataclass(frozen=True)
class Table:
    """Rows of cells under named columns.

    Parameters
    ----------
    columns : sequence of str
        Distinct column names, the key columns first.
    rows : iterable of sequences or mappings
        One entry per column; NumPy scalars are turned into Python numbers. A cell is text, an integer, a float, a
        :class:`lqtheory.balls.Truth`, or ``None``.
    keys : sequence of str
        The leading columns that together identify a row; none means that rows need not be distinct.
    metadata : mapping
        Plain JSON values stored beside the table; ignored by equality.

    Raises
    ------
    ShapeError
        If column names repeat, a row has another length, or ``keys`` are not the leading columns.
    DomainError
        If a key occurs twice, a cell is NaN, or a text would read back as something else.
    InputTypeError
        If a cell is of another type, e.g. a bool: comparisons are three-valued here, use ``Truth``.

    Notes
    -----
    ``read(path) == table`` after ``table.write(path)``, floats to the last bit.

    Examples
    --------
    >>> table = Table(["k", "error"], [(1, 0.5), (2, 0.25)], keys=["k"])
    >>> table.column("error")
    [0.5, 0.25]
    >>> [row["k"] for row in table.filter(lambda row: row["error"] < 0.4)]
    [2]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        columns = _checked_columns(self.columns)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "keys", tuple(self.keys))
        if self.keys != columns[: len(self.keys)]:
            raise ShapeError(f"keys={self.keys} are not the leading columns of {columns} (Table); put them first")
        object.__setattr__(self, "rows", tuple(_checked_row(row, columns, i) for i, row in enumerate(self.rows)))
        if self.keys:
            seen: set[tuple[Cell, ...]] = set()
            for row in self.rows:
                key = row[: len(self.keys)]
                if key in seen:
                    raise DomainError(f"the key {dict(zip(self.keys, key, strict=True))} occurs twice (Table)")
                seen.add(key)

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]], keys: Sequence[str] = ()) -> Table:
        """Table of mappings that all have the same names; the key columns are moved to the front.

        Parameters
        ----------
        records : iterable of mappings
            At least one; the first one fixes the columns and their order.
        keys : sequence of str
            Names that identify a row.

        Returns
        -------
        Table

        Raises
        ------
        ShapeError
            If there is no record, or one has other names than the first.

        Examples
        --------
        >>> Table.from_records([{"error": 0.5, "k": 1}], keys=["k"]).columns
        ('k', 'error')
        """
        items = list(records)
        if not items:
            raise ShapeError("no records, so no columns are known (Table.from_records); use Table(columns, ())")
        columns = [*keys, *(name for name in items[0] if name not in keys)]
        return cls(tuple(columns), tuple(items), tuple(keys))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """The rows as dictionaries."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Any]:
        """Cells of one column, top to bottom.

        Parameters
        ----------
        name : str
            A column.

        Returns
        -------
        list
            One cell per row.

        Raises
        ------
        RegistryError
            If there is no such column.
        """
        position = self._position(name)
        return [row[position] for row in self.rows]

    def array(self, name: str) -> np.ndarray:
        """One numeric column as an array.

        Parameters
        ----------
        name : str
            A column of numbers; empty cells become NaN.

        Returns
        -------
        array of float64, shape (rows,)

        Raises
        ------
        RegistryError
            If there is no such column.
        InputTypeError
            If it holds text or truth values.
        """
        cells = self.column(name)
        for cell in cells:
            if not (cell is None or isinstance(cell, (int, float))):
                raise InputTypeError(f"column {name!r} holds {cell!r}, not a number (Table.array)")
        return np.array([math.nan if cell is None else cell for cell in cells], dtype=np.float64)

    def unique(self, name: str) -> list[Any]:
        """Distinct cells of a column in the order of their first occurrence.

        Parameters
        ----------
        name : str
            A column.

        Returns
        -------
        list
            Distinct cells.
        """
        return list(dict.fromkeys(self.column(name)))

    def select(self, *names: str) -> Table:
        """The table with these columns only, in this order; keys are kept if all of them lead.

        Parameters
        ----------
        *names : str
            Columns.

        Returns
        -------
        Table
        """
        positions = [self._position(name) for name in names]
        keys = self.keys if self.keys == names[: len(self.keys)] else ()
        rows = (tuple(row[i] for i in positions) for row in self.rows)
        return self._of_checked(_checked_columns(names), rows, keys)

    def where(self, **values: Any) -> Table:
        """The rows in which each named column equals the value given for it.

        Parameters
        ----------
        **values : cell
            Column names and the values wanted.

        Returns
        -------
        Table

        Examples
        --------
        >>> Table(["q", "k"], [(0.5, 1), (1.0, 1)]).where(q=0.5).rows
        ((0.5, 1),)
        """
        wanted = [(self._position(name), value) for name, value in values.items()]
        return self._with_rows(row for row in self.rows if all(row[i] == value for i, value in wanted))

    def filter(self, predicate: Callable[[dict[str, Any]], bool]) -> Table:
        """The rows, given as dictionaries, for which ``predicate`` is true.

        Parameters
        ----------
        predicate : callable
            ``dict -> bool``.

        Returns
        -------
        Table
        """
        pairs = zip(self.rows, self, strict=True)
        return self._with_rows(row for row, record in pairs if predicate(record))

    def sorted_by(self, *names: str) -> Table:
        """The rows in ascending order of these columns; equal rows keep their order, empty cells come first.

        Parameters
        ----------
        *names : str
            Columns; within a column all cells are numbers, or all are text.

        Returns
        -------
        Table
        """
        positions = [self._position(name) for name in names]
        return self._with_rows(sorted(self.rows, key=lambda row: [_sort_key(row[i]) for i in positions]))

    def groups(self, *names: str) -> Iterator[tuple[tuple[Any, ...], Table]]:
        """Sub-tables with equal values in these columns, in the order of their first rows.

        Parameters
        ----------
        *names : str
            Columns.

        Yields
        ------
        tuple
            ``(values, table)``.
        """
        positions = [self._position(name) for name in names]
        members: dict[tuple[Cell, ...], list[tuple[Cell, ...]]] = {}
        for row in self.rows:
            members.setdefault(tuple(row[i] for i in positions), []).append(row)
        for values, rows in members.items():
            yield values, self._with_rows(rows)

    def append_missing(self, records: Iterable[Mapping[str, Any] | Sequence[Any]]) -> Table:
        """The table with those records added whose key is not there yet; rows already there stay as they are.

        Parameters
        ----------
        records : iterable of mappings or sequences
            Full rows.

        Returns
        -------
        Table

        Raises
        ------
        DomainError
            If the table has no key columns.

        Examples
        --------
        >>> table = Table(["k", "error"], [(1, 0.5)], keys=["k"])
        >>> table.append_missing([{"k": 1, "error": 9.0}, {"k": 2, "error": 0.25}]).rows
        ((1, 0.5), (2, 0.25))
        """
        if not self.keys:
            raise DomainError("the table has no key columns, so no row can be missing (append_missing); give keys=")
        width = len(self.keys)
        rows = {row[:width]: row for row in self.rows}
        for i, record in enumerate(records):
            row = _checked_row(record, self.columns, i)
            rows.setdefault(row[:width], row)
        return self._with_rows(rows.values())

    def with_metadata(self, **metadata: Any) -> Table:
        """The table with these entries added to its metadata.

        Parameters
        ----------
        **metadata : JSON value
            New entries; an old one of the same name is replaced.

        Returns
        -------
        Table
        """
        return replace(self, metadata={**self.metadata, **metadata})

    def summary(self, max_rows: int = 40) -> str:
        """Aligned plain text: header, rows (the middle left out if there are many), counts of truth values.

        Parameters
        ----------
        max_rows : int
            Largest number of rows printed.

        Returns
        -------
        str
            Lines without a final newline; floats to six significant digits.

        Examples
        --------
        >>> print(Table(["k", "holds"], [(1, Truth.YES), (10, Truth.UNDECIDED)]).summary())
         k  holds
         1  YES
        10  UNDECIDED
        holds: 1 YES, 0 NO, 1 UNDECIDED
        """
        return summary_text(self.columns, self.rows, max_rows)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the table to ``path`` and its sidecar beside it; see :func:`lqtheory.tables.write`.

        Parameters
        ----------
        path : path
            A file name ending in ``.csv``.
        """
        from lqtheory.tables.files import write

        write(self, path)

    def _position(self, name: str) -> int:
        if name not in self.columns:
            close = difflib.get_close_matches(str(name), self.columns, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"columns are {', '.join(self.columns)}"
            raise RegistryError(f"there is no column {name!r} in the table; {hint}")
        return self.columns.index(name)

    def _with_rows(self, rows: Iterable[tuple[Cell, ...]]) -> Table:
        return self._of_checked(self.columns, rows, self.keys)

    def _of_checked(self, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], keys: tuple[str, ...]) -> Table:
        """A table of cells and distinct keys of this one: looking at each of them again would take most of the time."""
        table = object.__new__(Table)
        for name, value in (("columns", columns), ("rows", tuple(rows)), ("keys", keys), ("metadata", self.metadata)):
            object.__setattr__(table, name, value)
        return table


def _checked_columns(columns: Iterable[str]) -> tuple[str, ...]:
    names = tuple(columns)
    if not names or any(not isinstance(name, str) or not name.strip() for name in names):
        raise ShapeError(f"columns={names} are not nonempty names (Table)")
    if len(set(names)) != len(names):
        raise ShapeError(f"columns={names} repeat a name (Table)")
    return names


def _checked_row(row: Any, columns: tuple[str, ...], number: int) -> tuple[Cell, ...]:
    if isinstance(row, Mapping):
        if set(row) != set(columns):
            odd = sorted(map(str, set(row) ^ set(columns)))
            raise ShapeError(f"row {number} differs from the columns in {odd} (Table); give every column and no other")
        row = [row[name] for name in columns]
    if len(row) != len(columns):
        raise ShapeError(f"row {number} has {len(row)} cells, expected {len(columns)}: {', '.join(columns)} (Table)")
    return tuple(checked_cell(cell, name, number) for cell, name in zip(row, columns, strict=True))


def _sort_key(cell: Cell) -> tuple[bool, Any]:
    return (cell is not None, cell.value if isinstance(cell, Truth) else 0 if cell is None else cell)
