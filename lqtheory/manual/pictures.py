"""Small pictures of theorems: left side over right side against the parameter that moves this ratio most."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from lqtheory.cli.picture import tightness_table
from lqtheory.errors import DomainError
from lqtheory.figures import save_as, tightness_picture
from lqtheory.registry import find
from lqtheory.tables import Table
from lqtheory.theorem import Theorem

__all__ = ["draw_pictures", "telling_parameter"]

#: Enough to see where a bound is tight; `lqtheory show NAME --figure` draws ten times as many.
INSTANCES = 40


def telling_parameter(table: Table, parameters: Sequence[str]) -> str:
    """The parameter whose ranks are correlated most with the ratio (Spearman's coefficient).

    Parameters
    ----------
    table : Table
        Columns ``ratio`` and the parameters.
    parameters : sequence of str
        Names, at least one.

    Returns
    -------
    str
        The name; the first one if the ratio does not move.

    Examples
    --------
    >>> telling_parameter(Table(["n", "q", "ratio"], [(1, 3, 0.1), (5, 2, 0.2), (2, 1, 0.3)]), ["n", "q"])
    'q'
    """
    ratios = _ranks(table.array("ratio"))
    return max(parameters, key=lambda name: abs(float(ratios @ _ranks(table.array(name)))))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks of the values, equal values the mean of theirs, centred and of length one (or all zero)."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: np.ndarray = (last - (counts - 1) / 2)[where]
    centred: np.ndarray = ranks - ranks.mean()
    length = float(np.linalg.norm(centred))
    return centred if length == 0 else np.divide(centred, length)


def draw_pictures(theorems: Sequence[Theorem], folder: Path, workers: int | None = None) -> dict[str, str]:
    """Draw the pictures of theorems, several at a time.

    Parameters
    ----------
    theorems : sequence of Theorem
        Theorems of the registry.
    folder : pathlib.Path
        Where to put the SVG files. A picture's name contains the theorem's fingerprint, so that one that is there
        already is current.
    workers : int, optional
        Processes; as many as there are processors by default.

    Returns
    -------
    dict of str to str
        File names by name of theorem; theorems without a ratio or without a scalar parameter have none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {theorem.name: folder / f"{theorem.name}-{theorem.fingerprint}.svg" for theorem in theorems}
    missing = [name for name, path in wanted.items() if not path.exists()]
    count = min(workers or os.cpu_count() or 1, max(1, len(missing)))
    with ProcessPoolExecutor(count) as pool:
        list(pool.map(_draw, missing, [wanted[name] for name in missing], chunksize=4))
    return {name: path.name for name, path in wanted.items() if path.exists()}


def _draw(name: str, path: Path) -> None:
    theorem = find(name)
    try:
        table = tightness_table(theorem, instances=INSTANCES)
    except DomainError as error:
        logging.getLogger("lqtheory").debug("no picture of %s: %s", name, error)
        return
    save_as(tightness_picture(table, telling_parameter(table, list(theorem.domain.scalars()))), path)
