"""The rows of a table on disk by point, and what is written beside them."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments._experiment import Experiment, Point
from experiments._provenance import fingerprint, machine, versions
from lqtheory import tables
from lqtheory.errors import DataError

__all__ = ["Cache", "digest_of", "key_of", "writing"]


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of what cannot be written that it cannot, and that nothing was lost.

    Parameters
    ----------
    path : pathlib.Path
        The table.

    Yields
    ------
    None

    Raises
    ------
    DataError
        In place of an ``OSError`` of the block.
    """
    try:
        yield
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error}); the rows written before are as they were: make room or choose "
            "another folder, then run it again"
        ) from error


def digest_of(path: Path) -> str:
    """Short digest of a table that others are computed from.

    Parameters
    ----------
    path : pathlib.Path
        The CSV file.

    Returns
    -------
    str
        Eight hexadecimal digits.
    """
    return f"{zlib.crc32(path.read_bytes()):08x}"


class Cache:
    """The rows on disk by point, and the metadata written beside them.

    Parameters
    ----------
    experiment : Experiment
        Whose rows.
    seed : int
        Root seed.
    path : pathlib.Path
        The CSV file, which need not be there.
    anew : bool
        Whether to take the table that is there for outdated, also a damaged one.

    Raises
    ------
    DataError
        If the table is damaged or its sidecar is missing.
    """

    def __init__(self, experiment: Experiment, seed: int, path: Path, *, anew: bool = False) -> None:
        self.experiment, self.seed, self.path = experiment, seed, path
        self.points = experiment.points()
        self.rows: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        self.models: dict[str, dict[str, Any]] = {}
        self.seconds = 0.0
        self.table: tables.Table | None = None
        self.earlier: list[dict[str, str]] = []
        self.outdated = anew and path.exists()
        if path.exists() and not anew:
            self._load()

    def _load(self) -> None:
        table = tables.read(self.path)
        beside = tables.sidecar_path(self.path)
        if not beside.exists():
            raise DataError(
                f"{self.path} has lost its sidecar {beside.name}, so that nobody knows what its rows are; put that "
                "back, or move the table away to measure it anew"
            )
        kept = (table.metadata.get("version"), table.metadata.get("seed"), table.keys)
        self.outdated = kept != (self.experiment.version, self.seed, self.experiment.keys)
        if self.outdated:
            return
        self.table, self.seconds = table, table.metadata["seconds"]
        self.models = dict(table.metadata["models"])
        known = [*table.metadata.get("earlier_versions", []), table.metadata["versions"]]
        self.earlier = [told for told in known if told != versions()]
        names = tuple(self.points[0])
        source = None if self.source is None else digest_of(self.source)
        for row in table:
            if source is not None and row["source"] != source:
                continue
            self.rows.setdefault(tuple(row[name] for name in names), []).append(row)

    @property
    def source(self) -> Path | None:
        """The table that the rows are computed from, in the same folder."""
        return self.path.with_name(f"{self.experiment.of}.csv") if self.experiment.of else None

    def set_aside(self) -> Path | None:
        """Rows of another version, seed or keys make room before the first new one is written; they are not deleted.

        Returns
        -------
        pathlib.Path or None
            Where they are now, if there were any.
        """
        if not self.outdated:
            return None
        number = next(n for n in itertools.count(1) if not self._earlier(n).exists())
        place = self._earlier(number)
        for here, there in ((self.path, place), (tables.sidecar_path(self.path), tables.sidecar_path(place))):
            with contextlib.suppress(FileNotFoundError):  # first the table: no sidecar stands beside rows of another
                os.replace(here, there)
        self.outdated = False
        return place

    def _earlier(self, number: int) -> Path:
        """Where the n-th table that was set aside lies: none takes the place of another."""
        return self.path.with_name(f".{self.path.stem}.earlier{'' if number == 1 else f'-{number}'}.csv")

    def missing(self) -> tuple[list[Point], dict[tuple[Any, ...], str]]:
        """Points without rows that can be computed here, and why the others cannot."""
        open_ = [point for point in self.points if key_of(point) not in self.rows]
        skipped = {key_of(point): why for point in open_ if (why := self.experiment.unavailable(point))}
        return [point for point in open_ if key_of(point) not in skipped], skipped

    def use(self, models: Mapping[str, dict[str, Any]]) -> None:
        """Record the models that are here; rows computed with other weights are forgotten."""
        self.models.update(models)

        def outdated(row: dict[str, Any]) -> bool:
            return row["model"] in models and row["weights"] != models[row["model"]]["weights"]

        self.rows = {key: rows for key, rows in self.rows.items() if not any(map(outdated, rows))}

    def add(self, point: Point, rows: list[dict[str, Any]]) -> None:
        self.rows[key_of(point)] = [{**point, **row} for row in rows]

    def is_current(self, skipped: Mapping[Any, str]) -> bool:
        """Whether the table on disk has exactly the grid's rows and says so."""
        if self.table is None:
            return False
        told = self.table.metadata
        return bool(
            told["grid"] == self.points and told["complete"] and len(told["skipped"]) == len(skipped)
            and set(self.rows) == {key_of(point) for point in self.points} - set(skipped)
        )  # fmt: skip

    def write(self, skipped: Mapping[Any, str], n_missing: int, seconds: float) -> None:
        records = [row for point in self.points for row in self.rows.get(key_of(point), [])]
        if not records:
            reasons = "; ".join(dict.fromkeys(skipped.values()))
            raise DataError(f"no point of {self.experiment.name} can be computed on this machine: {reasons}")
        self.seconds += seconds
        table = tables.Table.from_records(records, self.experiment.keys).with_metadata(
            experiment=self.experiment.name,
            title=self.experiment.title,
            version=self.experiment.version,
            seed=self.seed,
            seeds="SHA-256 of seed/experiment/key=value/..., see lqtheory.rng.generator_for",
            grid=self.points,
            complete=n_missing == 0,
            skipped=[{**point, "reason": skipped[key_of(point)]} for point in self.points if key_of(point) in skipped],
            models=self.models,
            sources=self.sources,
            versions=versions(),
            **({"earlier_versions": self.earlier} if self.earlier else {}),
            machine=machine(),
            seconds=round(self.seconds, 3),
            heuristic=dict(self.experiment.heuristic),
        )
        with writing(self.path):
            table.write(self.path)
        self.table = table

    def labelled(self) -> tables.Table:
        """The table on disk, whose sidecar labels the heuristic columns as the experiment does now.

        Only the labels are written anew: no row was computed, so what it says of sources and machine stays.
        """
        assert self.table is not None
        if not self.is_labelled:
            self.table = self.table.with_metadata(heuristic=dict(self.experiment.heuristic))
            with writing(self.path):
                self.table.write(self.path)
        return self.table

    @property
    def is_labelled(self) -> bool:
        """Whether the sidecar labels the heuristic columns as the experiment does now."""
        return self.table is not None and self.table.metadata.get("heuristic", {}) == dict(self.experiment.heuristic)

    @functools.cached_property
    def sources(self) -> dict[str, str]:
        """Fingerprints of the modules that the rows depend on."""
        return {name: fingerprint(name) for name in (self.experiment.run.__module__, *self.experiment.sources)}


def key_of(point: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(point.values())
