"""The experiment runner: the table is the cache, seeds come from names, rows never depend on order or workers."""

from __future__ import annotations

import ast
import hashlib
import importlib
import itertools
import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path
from typing import Any

import joblib

from experiments import _models
from lqtheory import tables
from lqtheory.errors import DataError, DomainError, ShapeError
from lqtheory.rng import generator_for

Point = dict[str, Any]
Progress = Callable[[str, int, int], None]


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
    seed: int = 0,
    on_progress: Progress | None = None,
) -> tables.Table:
    """Compute the missing rows of a table and write it after every batch.

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
        If the table on disk is damaged, or no point can be computed here.
    """
    report = on_progress or _silent
    path = folder / f"{experiment.name}.csv"
    points = experiment.points()
    found = _Cache(experiment, seed, path)
    skipped = {_key(point): why for point in points if not found.has(point) and (why := experiment.unavailable(point))}
    missing = [point for point in points if not found.has(point) and _key(point) not in skipped]
    if experiment.models and missing:
        names = dict.fromkeys(point["model"] for point in missing)
        found.use(_models.ensure(names, models, seed=seed, n_jobs=n_jobs, on_progress=report))
        missing = [point for point in points if not found.has(point) and _key(point) not in skipped]
    if not missing and found.table is not None and found.is_current(skipped):
        return found.labelled()
    done = 0
    for batch in _batches(missing, n_jobs):
        start = time.perf_counter()
        for point, rows in zip(batch, _compute(experiment, batch, seed, models, n_jobs), strict=True):
            found.add(point, rows)
        done += len(batch)
        found.write(skipped, len(missing) - done, time.perf_counter() - start)
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
        if path.exists():
            self._load()

    def _load(self) -> None:
        table = tables.read(self.path)
        kept = (table.metadata.get("version"), table.metadata.get("seed"), table.keys)
        if kept != (self.experiment.version, self.seed, self.experiment.keys):
            self.path.unlink()  # first the table, so that no sidecar of one version stands beside rows of another
            tables.sidecar_path(self.path).unlink(missing_ok=True)
            return
        self.table, self.seconds = table, table.metadata["seconds"]
        self.models = dict(table.metadata["models"])
        names = tuple(self.points[0])
        for row in table:
            self.rows.setdefault(tuple(row[name] for name in names), []).append(row)

    def has(self, point: Point) -> bool:
        return _key(point) in self.rows

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
        assert self.table is not None
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
            sources={name: fingerprint(name) for name in (self.experiment.run.__module__, *self.experiment.sources)},
            versions=versions(),
            machine=machine(),
            seconds=round(self.seconds, 3),
            heuristic=dict(self.experiment.heuristic),
        )
        table.write(self.path)
        self.table = table

    def labelled(self) -> tables.Table:
        """The table on disk, whose sidecar labels the heuristic columns as the experiment does now.

        Only the labels are written anew: no row was computed, so what it says of sources and machine stays.
        """
        assert self.table is not None
        labels = dict(self.experiment.heuristic)
        if self.table.metadata.get("heuristic", {}) != labels:
            self.table = self.table.with_metadata(heuristic=labels)
            self.table.write(self.path)
        return self.table


def _key(point: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(point.values())


def _batches(points: Sequence[Point], n_jobs: int) -> Iterator[Sequence[Point]]:
    """Often enough that little is lost, seldom enough that writing costs little."""
    size = max(4 * n_jobs, -(-len(points) // 20))
    return (points[i : i + size] for i in range(0, len(points), size))


def _compute(
    experiment: Experiment, points: Sequence[Point], seed: int, models: Path | None, n_jobs: int
) -> Iterable[list[dict[str, Any]]]:
    with joblib.parallel_config(backend="loky", inner_max_num_threads=1):
        tasks = (joblib.delayed(_rows)(experiment, point, seed, models) for point in points)
        return joblib.Parallel(n_jobs=min(n_jobs, len(points)))(tasks)


def _rows(experiment: Experiment, point: Point, seed: int, models: Path | None) -> list[dict[str, Any]]:
    """Rows of one point; a worker process runs this."""
    rng = generator_for(seed, experiment.name, *(f"{name}={value}" for name, value in point.items()))
    rows = experiment.run(dict(point), rng, **({"models": models} if experiment.models else {}))
    rows = [rows] if isinstance(rows, Mapping) else list(rows)
    if not rows:
        raise DomainError(f"{experiment.name} gives no row at {point}; give at least one")
    return rows


def _silent(what: str, done: int, total: int) -> None:
    """No progress is reported."""


def fingerprint(module: str) -> str:
    """Digest of a module's code without comments and docstrings.

    Parameters
    ----------
    module : str
        Dotted name.

    Returns
    -------
    str
        16 hexadecimal digits.

    Raises
    ------
    DataError
        If there is no source file of that name.
    """
    spec = util.find_spec(module)
    if spec is None or spec.origin is None:
        raise DataError(f"there is no source file of the module {module} (fingerprint)")
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:16]


def machine() -> dict[str, Any]:
    """What the numbers were measured on.

    Returns
    -------
    dict
        Operating system, processor, number of cores, Python.
    """
    processor = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        processor = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), processor)
    return {"system": platform.platform(), "processor": processor, "cores": os.cpu_count()}


def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that numbers depend on.

    Returns
    -------
    dict of str to str
    """
    found = {"python": platform.python_version()}
    for name in ("numpy", "scipy", "python-flint", "torch"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


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
