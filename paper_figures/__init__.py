"""Figures drawn from stored tables alone; each file names its tables and defines ``draw``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lqtheory import tables
from lqtheory.tables import DataError, Table


def load(wanted: Sequence[tuple[str, int]], folder: Path, instead: Path | None = None) -> dict[str, Table]:
    """The tables of a figure, refused if they are stale.

    Parameters
    ----------
    wanted : sequence of (str, int)
        Names of experiments, and the version of each that the figure was made for.
    folder : pathlib.Path
        Where the tables lie.
    instead : pathlib.Path, optional
        Where those lie that ``folder`` has not.

    Returns
    -------
    dict of str to lqtheory.tables.Table

    Raises
    ------
    DataError
        If a table is missing, damaged, incomplete, of another version, or has other points than its grid.
    """
    found = {}
    for name, version in wanted:
        elsewhere = instead is not None and not (folder / f"{name}.csv").exists()
        path = (instead if instead is not None and elsewhere else folder) / f"{name}.csv"
        table = tables.read(path)
        problem = staleness(table, name, version)
        if problem:
            raise DataError(f"{path} is stale: {problem}; run `python -m experiments run {name}`")
        found[name] = table
    return found


def staleness(table: Table, name: str, version: int) -> str:
    """Why a table must not be drawn.

    Parameters
    ----------
    table : lqtheory.tables.Table
        The table with the metadata of its sidecar.
    name, version : str, int
        The experiment expected.

    Returns
    -------
    str
        The reason, or nothing.
    """
    told = table.metadata
    if told.get("experiment") != name:
        return f"its sidecar is of {told.get('experiment')!r}"
    if told["version"] != version:
        return f"it has version {told['version']}, the figure is made for version {version}"
    if not told["complete"]:
        return "it is incomplete"
    names = list(told["grid"][0])
    skipped = {tuple(point[key] for key in names) for point in told["skipped"]}
    wanted = {tuple(point.values()) for point in told["grid"]} - skipped
    stored = {tuple(row[key] for key in names) for row in table}
    if stored != wanted:
        return f"{len(wanted - stored)} points of its grid are missing and {len(stored - wanted)} are not of the grid"
    return ""
