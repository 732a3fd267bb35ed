"""What an experiment is: a grid, and a function that gives the rows of each of its points."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiments import _models
from lqtheory.errors import ShapeError

__all__ = ["Experiment", "Point"]

Point = dict[str, Any]


@dataclass(frozen=True)
class Experiment:
    """A computation that fills a table, one or several rows for each point of a grid.

    Parameters
    ----------
    name, title : str
        Name of file and table, and a line for listings.
    grid : mapping or sequence of mappings
        Values of the key columns; where a value is a list, all combinations are meant. All points have the same keys.
    run : callable
        ``run(point, rng) -> dict`` or list of dicts: the other columns of one or of several rows. It depends on nothing
        else. With ``models`` it is called as ``run(point, rng, models=folder)``.
    version : int
        Raised whenever ``run`` changes what it computes; rows of another version are computed anew.
    row_keys : tuple of str
        Further key columns, if a point has several rows.
    small : sequence of mappings
        Points that take a second together: what the tests run.
    models : bool
        Whether ``run`` needs the trained model that the point names under ``"model"``. Its rows then have a column
        ``weights``, the digest of the weights, and are computed anew when other weights are there. An experiment
        without models may name a data set under ``"data"``; points whose data are not there are left out.
    of : str
        Name of another study whose rows these are computed from: ``run`` is called with ``source=``, the path of its
        table in the same folder, and rows have a column ``source``, :func:`experiments._cache.digest_of` that file;
        they are computed anew when it is another one.
    sources : tuple of str
        Modules that the rows depend on; their fingerprints are recorded.
    long : bool
        Whether it takes minutes: ``run all --fresh`` leaves it out, and its name has to be given to measure it anew.
    heuristic : mapping of str to str
        Columns that no theorem supports, and what each is; the sidecar of the table labels them.

    Raises
    ------
    ShapeError
        If points differ in their keys or ``run``'s keys clash.
    """

    name: str
    title: str
    grid: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    run: Callable[..., Any]
    version: int
    row_keys: tuple[str, ...] = ()
    small: Sequence[Mapping[str, Any]] = ()
    models: bool = False
    sources: tuple[str, ...] = ()
    long: bool = False
    heuristic: Mapping[str, str] = field(default_factory=dict)
    of: str = ""

    def __post_init__(self) -> None:
        keys = {tuple(point) for point in self.points()}
        if len(keys) != 1:
            raise ShapeError(f"the points of {self.name} have different keys: {sorted(keys)} (Experiment)")

    def points(self) -> list[Point]:
        """All points of the grid, in order."""
        blocks = [self.grid] if isinstance(self.grid, Mapping) else self.grid
        return [point for block in blocks for point in _combinations(block)]

    @property
    def keys(self) -> tuple[str, ...]:
        """Key columns of the table."""
        return (*self.points()[0], *self.row_keys)

    def unavailable(self, point: Point) -> str:
        """Why a point cannot be computed on this machine; empty if it can."""
        if self.models:
            return _models.unavailable(point["model"])
        return _models.unavailable_data(self.name, point["data"]) if "data" in point else ""


def _combinations(block: Mapping[str, Any]) -> Iterator[Point]:
    axes = [value if isinstance(value, (list, tuple)) else [value] for value in block.values()]
    for values in itertools.product(*axes):
        yield dict(zip(block, values, strict=True))
