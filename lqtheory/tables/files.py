"""Tables on disk: CSV with a JSON sidecar, replaced atomically, checked when read."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError
from lqtheory.tables.cells import Cell, cell_of_text, text_of_cell
from lqtheory.tables.table import Table

__all__ = ["read", "replacing", "sidecar_path", "write"]

_SCHEMA = 1


def sidecar_path(path: str | os.PathLike[str]) -> Path:
    """Where the metadata of the table at ``path`` lie.

    Parameters
    ----------
    path : path
        The CSV file.

    Returns
    -------
    pathlib.Path
        The same name with the ending ``.json``.

    Raises
    ------
    DomainError
        If the name does not end in ``.csv``.

    Examples
    --------
    >>> sidecar_path("results/sawtooth.csv").name
    'sawtooth.json'
    """
    path = Path(path)
    if path.suffix != ".csv":
        raise DomainError(f"{path} does not end in .csv (tables); name the file {path.stem}.csv")
    return path.with_suffix(".json")


def write(table: Table, path: str | os.PathLike[str]) -> None:
    """Write a table as CSV with a JSON sidecar, each through a temporary file and a rename.

    Parameters
    ----------
    table : Table
        The table.
    path : path
        A file name ending in ``.csv``; missing folders are made.

    Raises
    ------
    DomainError
        If the name does not end in ``.csv`` or the metadata are not plain JSON values.

    Notes
    -----
    The sidecar is replaced first and names the digests of the new and of the previous CSV file, so that a process
    killed between the two replacements leaves a readable pair behind. Then it forgets the previous one, which a
    longer table that is cut short at the right place would fit.

    Examples
    --------
    >>> import tempfile
    >>> from lqtheory.tables import Table, read, write
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Table(["x"], [(0.1,)]), folder + "/t.csv")
    ...     read(folder + "/t.csv").rows
    ((0.1,),)
    """
    path, beside = Path(path), sidecar_path(path)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([text_of_cell(cell) for cell in row] for row in table.rows)
    content = buffer.getvalue().encode()
    previous = [_digest(path.read_bytes())] if path.exists() and beside.exists() else []
    digests = list(dict.fromkeys([_digest(content), *previous]))
    record = {
        "schema": _SCHEMA,
        "columns": list(table.columns),
        "keys": list(table.keys),
        "sha256": digests,
        "metadata": dict(table.metadata),
    }
    try:
        text, final = (_text_of({**record, "sha256": several}) for several in (digests, digests[:1]))
    except (TypeError, ValueError) as error:
        raise DomainError(f"the metadata of {path} are not plain JSON values: {error}") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(beside) as temporary:
        temporary.write_text(text, encoding="utf-8")
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    if final != text:
        with replacing(beside) as temporary:
            temporary.write_text(final, encoding="utf-8")


def read(path: str | os.PathLike[str]) -> Table:
    """Read a table written by :func:`write`, or any CSV file with a header line.

    Parameters
    ----------
    path : path
        The CSV file; if its sidecar is there, keys and metadata come from it and the digest is checked.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If the file is missing, not UTF-8, cut short, has a row of the wrong length, or differs from what its
        sidecar describes; the text says which and where.
    """
    path, beside = Path(path), sidecar_path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"there is no table {path}; run the experiment that makes it") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    record = _read_sidecar(beside)
    columns, rows = _parse(content, path)
    if record is None:
        return Table(columns, rows)
    if tuple(record["columns"]) != columns or _digest(content) not in record["sha256"]:
        raise DataError(f"{path} is not what {beside.name} describes: damaged or edited by hand; make the table anew")
    try:
        return Table(columns, rows, tuple(record["keys"]), record["metadata"])
    except (DomainError, ShapeError, TypeError) as error:
        raise DataError(f"{path} does not fit {beside.name}: {error}; make the table anew") from error


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Write a file so that it appears complete or not at all.

    The block writes to the temporary path it is given, in the same folder; if it ends without an error, the file
    is flushed to disk and renamed to ``path``, otherwise it is removed and ``path`` stays as it was.

    Parameters
    ----------
    path : path
        The file to replace; its folder exists.

    Yields
    ------
    pathlib.Path
        Where to write.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(folder + "/note.txt") as temporary:
    ...         _ = temporary.write_text("complete")
    ...     Path(folder, "note.txt").read_text()
    'complete'
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield temporary
        with open(temporary, "rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _text_of(record: dict[str, Any]) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _digest(content: bytes) -> str:
    """Digest that does not change where a version control system changes line ends."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _parse(content: bytes, path: Path) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not a text in UTF-8 (byte {error.start}); make it anew") from error
    if not text.endswith("\n"):
        raise DataError(f"{path} is cut short: its last line has no end; make it anew")
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        raise DataError(f"{path} is not a CSV file with a header line: {error}") from error
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise DataError(f"{path}, row {number}: {len(line)} cells, expected {len(header)}; make the table anew")
    try:
        table = Table(tuple(header), tuple(tuple(cell_of_text(text) for text in line) for line in lines))
    except (DomainError, InputTypeError, ShapeError) as error:
        raise DataError(f"{path}: {error}") from error
    return table.columns, table.rows


def _read_sidecar(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise DataError(f"{path} is not readable: {error}; make the table anew") from error
    fields = {"schema", "columns", "keys", "sha256", "metadata"}
    if not isinstance(record, dict) or set(record) != fields or record["schema"] != _SCHEMA:
        raise DataError(f"{path} does not describe a table (schema {_SCHEMA}); make the table anew")
    return record
