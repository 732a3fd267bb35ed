"""The experiment runner: the table is the cache, seeds come from names, rows never depend on order or workers."""

from __future__ import annotations

import contextlib
import functools
import importlib
import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments import _backends, _locks, _models
from experiments._provenance import fingerprint, machine, versions
from lqtheory import tables
from lqtheory.errors import DataError, DomainError, ShapeError
from lqtheory.rng import generator_for

Point = dict[str, Any]
Progress = Callable[[str, int, int], None]

#: Seconds after which rows are written, however few they are.
LONGEST_UNWRITTEN = 10.0


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


def run(
    experiment: Experiment,
    folder: Path,
    *,
    models: Path | None = None,
    n_jobs: int = 1,
    backend: str | None = _backends.LOCAL,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> tables.Table:
    """Compute the missing rows of a table and write it every few rows, and at least every ten seconds or row.

    Parameters
    ----------
    experiment : Experiment
        What to compute.
    folder : pathlib.Path
        Where ``<name>.csv`` and ``<name>.json`` lie.
    models : pathlib.Path, optional
        Where trained models lie; missing ones are trained there.
    n_jobs : int
        Worker processes; the rows are the same for any number.
    backend : str, optional
        What runs the workers: ``"loky"`` on this machine, or another name joblib knows (``"dask"`` with a client, for a
        cluster); ``None`` leaves it to an enclosing ``joblib.parallel_config``. The rows are the same for any.
    seed : int
        Root seed; rows of another seed are computed anew.
    on_progress : callable, optional
        ``on_progress(what, done, total)``.

    Returns
    -------
    lqtheory.tables.Table
        The complete table, rows in the order of the grid.

    Raises
    ------
    DataError
        If the table on disk is damaged or cannot be written, or no point can be computed here.

    Notes
    -----
    A second runner of the same table waits until the first is done, and finds its rows.
    """
    report = on_progress or _silent
    path = folder / f"{experiment.name}.csv"
    found = _Cache(experiment, seed, path)
    missing, skipped = found.missing()
    if not missing and found.is_current(skipped) and found.is_labelled:
        assert found.table is not None
        return found.table
    with contextlib.ExitStack() as stack:
        with _writing(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = folder / f".{experiment.name}.lock"
            stack.enter_context(_locks.exclusive(lock, lambda: report(f"{experiment.name}, another runner's", 0, 1)))
            for rest in folder.glob(f".{experiment.name}.*.part"):  # of processes that were killed while writing
                rest.unlink(missing_ok=True)
            found = _Cache(experiment, seed, path)
            found.remove_outdated()
        return _completed(found, models, n_jobs, backend, report)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error}); the rows written before are as they were: make room or choose "
            "another folder, then run it again"
        ) from error


def _completed(found: _Cache, models: Path | None, n_jobs: int, backend: str | None, report: Progress) -> tables.Table:
    experiment, seed = found.experiment, found.seed
    missing, skipped = found.missing()
    if experiment.models and missing:
        names = dict.fromkeys(point["model"] for point in missing)
        found.use(_models.ensure(names, models, seed=seed, n_jobs=n_jobs, on_progress=report))
        missing, skipped = found.missing()
    if not missing and found.is_current(skipped):
        return found.labelled()
    arguments = [
        (experiment.name, experiment.run, point, seed, *([models] if experiment.models else [])) for point in missing
    ]
    often = max(4 * n_jobs, -(-len(missing) // 20))
    start, unwritten = time.perf_counter(), 0
    for done, rows in enumerate(_backends.streamed(_rows, arguments, n_jobs, backend), start=1):
        found.add(missing[done - 1], rows)
        unwritten += 1
        if unwritten >= often or done == len(missing) or time.perf_counter() - start > LONGEST_UNWRITTEN:
            found.write(skipped, len(missing) - done, time.perf_counter() - start)
            start, unwritten = time.perf_counter(), 0
        report(experiment.name, done, len(missing))
    if not missing:
        found.write(skipped, 0, 0.0)
    assert found.table is not None
    return found.table


class _Cache:
    """The rows on disk by point, and the metadata written beside them."""

    def __init__(self, experiment: Experiment, seed: int, path: Path) -> None:
        self.experiment, self.seed, self.path = experiment, seed, path
        self.points = experiment.points()
        self.rows: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        self.models: dict[str, dict[str, Any]] = {}
        self.seconds = 0.0
        self.table: tables.Table | None = None
        self.earlier: list[dict[str, str]] = []
        self.outdated = False
        if path.exists():
            self._load()

    def _load(self) -> None:
        table = tables.read(self.path)
        kept = (table.metadata.get("version"), table.metadata.get("seed"), table.keys)
        self.outdated = kept != (self.experiment.version, self.seed, self.experiment.keys)
        if self.outdated:
            return
        self.table, self.seconds = table, table.metadata["seconds"]
        self.models = dict(table.metadata["models"])
        known = [*table.metadata.get("earlier_versions", []), table.metadata["versions"]]
        self.earlier = [told for told in known if told != versions()]
        names = tuple(self.points[0])
        for row in table:
            self.rows.setdefault(tuple(row[name] for name in names), []).append(row)

    def remove_outdated(self) -> None:
        """Rows of another version, seed or keys go before the first new one is written."""
        if self.outdated:
            self.path.unlink(missing_ok=True)  # first the table, so that no sidecar stands beside rows of another
            tables.sidecar_path(self.path).unlink(missing_ok=True)

    def missing(self) -> tuple[list[Point], dict[tuple[Any, ...], str]]:
        """Points without rows that can be computed here, and why the others cannot."""
        open_ = [point for point in self.points if _key(point) not in self.rows]
        skipped = {_key(point): why for point in open_ if (why := self.experiment.unavailable(point))}
        return [point for point in open_ if _key(point) not in skipped], skipped

    def use(self, models: Mapping[str, dict[str, Any]]) -> None:
        """Record the models that are here; rows computed with other weights are forgotten."""
        self.models.update(models)

        def outdated(row: dict[str, Any]) -> bool:
            return row["model"] in models and row["weights"] != models[row["model"]]["weights"]

        self.rows = {key: rows for key, rows in self.rows.items() if not any(map(outdated, rows))}

    def add(self, point: Point, rows: list[dict[str, Any]]) -> None:
        self.rows[_key(point)] = [{**point, **row} for row in rows]

    def is_current(self, skipped: Mapping[Any, str]) -> bool:
        """Whether the table on disk has exactly the grid's rows and says so."""
        if self.table is None:
            return False
        told = self.table.metadata
        return bool(
            told["grid"] == self.points and told["complete"] and len(told["skipped"]) == len(skipped)
            and set(self.rows) == {_key(point) for point in self.points} - set(skipped)
        )  # fmt: skip

    def write(self, skipped: Mapping[Any, str], n_missing: int, seconds: float) -> None:
        records = [row for point in self.points for row in self.rows.get(_key(point), [])]
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
            skipped=[{**point, "reason": skipped[_key(point)]} for point in self.points if _key(point) in skipped],
            models=self.models,
            sources=self.sources,
            versions=versions(),
            **({"earlier_versions": self.earlier} if self.earlier else {}),
            machine=machine(),
            seconds=round(self.seconds, 3),
            heuristic=dict(self.experiment.heuristic),
        )
        with _writing(self.path):
            table.write(self.path)
        self.table = table

    def labelled(self) -> tables.Table:
        """The table on disk, whose sidecar labels the heuristic columns as the experiment does now.

        Only the labels are written anew: no row was computed, so what it says of sources and machine stays.
        """
        assert self.table is not None
        if not self.is_labelled:
            self.table = self.table.with_metadata(heuristic=dict(self.experiment.heuristic))
            with _writing(self.path):
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


def _key(point: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(point.values())


def _rows(
    name: str, run: Callable[..., Any], point: Point, seed: int, models: Path | None = None
) -> list[dict[str, Any]]:
    """Rows of one point; a worker process runs this."""
    rng = generator_for(seed, name, *(f"{key}={value}" for key, value in point.items()))
    rows = run(dict(point), rng, **({"models": models} if models is not None else {}))
    rows = [rows] if isinstance(rows, Mapping) else list(rows)
    if not rows:
        raise DomainError(f"{name} gives no row at {point}; give at least one")
    return rows


def _silent(what: str, done: int, total: int) -> None:
    """No progress is reported."""


def discover() -> dict[str, Experiment]:
    """All experiments by name.

    Returns
    -------
    dict of str to Experiment

    Raises
    ------
    DataError
        If a file defines no ``EXPERIMENT``, or one of another name.
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        experiment = getattr(importlib.import_module(f"experiments.{path.stem}"), "EXPERIMENT", None)
        if not isinstance(experiment, Experiment) or experiment.name != path.stem:
            raise DataError(f"{path} defines no EXPERIMENT of the name {path.stem!r}; define one")
        found[path.stem] = experiment
    return found
