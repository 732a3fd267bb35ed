"""The experiment runner: the table is the cache, seeds come from names, rows never depend on order or workers."""

from __future__ import annotations

import contextlib
import importlib
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from experiments import _backends, _locks, _models
from experiments._cache import Cache, writing
from experiments._experiment import Experiment, Point
from lqtheory import tables
from lqtheory.errors import DataError, DomainError
from lqtheory.rng import generator_for

Progress = Callable[[str, int, int], None]

#: Seconds after which rows are written, however few they are.
LONGEST_UNWRITTEN = 10.0


def run(
    experiment: Experiment,
    folder: Path,
    *,
    models: Path | None = None,
    n_jobs: int = 1,
    backend: str | None = _backends.LOCAL,
    seed: int = 0,
    anew: bool = False,
    models_since: float | None = None,
    on_progress: Progress | None = None,
    on_note: Callable[[str], None] | None = None,
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
    anew : bool
        Whether all rows are computed anew. As where version, seed or keys differ, the table that was there, damaged or
        not, is kept as ``.<name>.earlier.csv``, further ones as ``.<name>.earlier-2.csv`` and so on.
    models_since : float, optional
        Time (seconds since 1970) before which trained models do not count: they are trained anew.
    on_progress : callable, optional
        ``on_progress(what, done, total)``.
    on_note : callable, optional
        Told in a sentence where an earlier table is.

    Returns
    -------
    lqtheory.tables.Table
        The complete table, rows in the order of the grid.

    Raises
    ------
    DataError
        If the table on disk is damaged, lacks its sidecar or cannot be written, if no point can be computed here, or
        if the table that the rows are computed from is not there, whole.

    Notes
    -----
    A second runner of the same table waits until the first is done, and finds its rows.
    """
    report = on_progress or _silent
    path = folder / f"{experiment.name}.csv"
    _check_source(experiment, folder)
    found = Cache(experiment, seed, path, anew=anew)
    missing, skipped = found.missing()
    if not anew and not missing and found.is_current(skipped) and found.is_labelled:
        assert found.table is not None
        return found.table
    with contextlib.ExitStack() as stack:
        with writing(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = folder / f".{experiment.name}.lock"
            stack.enter_context(_locks.exclusive(lock, lambda: report(f"{experiment.name}, another runner's", 0, 1)))
            for rest in folder.glob(f".{experiment.name}.*.part"):  # of processes that were killed while writing
                rest.unlink(missing_ok=True)
            found = Cache(experiment, seed, path, anew=anew)
            earlier = found.set_aside()
        if earlier is not None and on_note is not None:
            on_note(f"the table that was there before is kept as {earlier}")

        def trained(names: Iterable[str]) -> dict[str, dict[str, Any]]:
            return _models.ensure(
                names, models, seed=seed, n_jobs=n_jobs, backend=backend, since=models_since, on_progress=report
            )

        return _completed(found, models, trained, n_jobs, backend, report)


def _check_source(experiment: Experiment, folder: Path) -> None:
    """What rows are computed from has to be there before."""
    if not experiment.of:
        return
    path = folder / f"{experiment.of}.csv"
    if not path.exists() or not tables.read(path).metadata.get("complete"):
        state = "is not complete" if path.exists() else "is not there"
        raise DataError(f"{experiment.name} is computed from {path}, which {state}; run {experiment.of} first")


def _completed(
    found: Cache,
    models: Path | None,
    trained: Callable[[Iterable[str]], dict[str, dict[str, Any]]],
    n_jobs: int,
    backend: str | None,
    report: Progress,
) -> tables.Table:
    experiment, seed = found.experiment, found.seed
    missing, skipped = found.missing()
    if experiment.models and missing:
        found.use(trained(dict.fromkeys(point["model"] for point in missing)))
        missing, skipped = found.missing()
    if not missing and found.is_current(skipped):
        return found.labelled()
    needed: dict[str, Path] = {}
    if experiment.models and models is not None:
        needed["models"] = models
    if found.source is not None:
        needed["source"] = found.source
    arguments = [(experiment.name, experiment.run, point, seed, needed) for point in missing]
    often = max(4 * n_jobs, -(-len(missing) // 20))
    begun = time.perf_counter()
    start, unwritten = begun, 0
    for done, rows in enumerate(_backends.streamed(_rows, arguments, n_jobs, backend), start=1):
        found.add(missing[done - 1], rows)
        unwritten += 1
        now = time.perf_counter()
        # Rows that take long are written one by one: two that end together must not leave one waiting for a third.
        slow = now - begun > LONGEST_UNWRITTEN * done
        if unwritten >= often or done == len(missing) or slow or now - start > LONGEST_UNWRITTEN:
            found.write(skipped, len(missing) - done, now - start)
            start, unwritten = time.perf_counter(), 0
        report(experiment.name, done, len(missing))
    if not missing:
        found.write(skipped, 0, 0.0)
    assert found.table is not None
    return found.table


def _rows(
    name: str, run: Callable[..., Any], point: Point, seed: int, needed: Mapping[str, Path]
) -> list[dict[str, Any]]:
    """Rows of one point; a worker process runs this."""
    rng = generator_for(seed, name, *(f"{key}={value}" for key, value in point.items()))
    rows = run(dict(point), rng, **needed)
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
