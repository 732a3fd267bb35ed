"""``python -m experiments list``, ``run NAME`` and ``zoo``: tables, and the trained networks of the committed zoo."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from experiments import _backends
from experiments._cache import writing
from experiments._progress import Display, duration
from experiments._runner import Experiment, discover, run
from lqtheory import tables
from lqtheory.errors import DataError, LqTheoryError, RegistryError
from lqtheory.pipes import exit_with

HERE = Path(__file__).parent
RESULTS, FRESH, MODELS, ZOO = HERE / "results", HERE / "fresh", HERE / "models", HERE / "zoo"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 if all went well, 2 after an error of the user or the data, 130 when interrupted.
    """
    options = _parser().parse_args(arguments)
    try:
        experiments = discover()
        if options.verb == "list":
            _list(experiments)
        elif options.verb == "zoo":
            _zoo_of(options)
        else:
            _run(_chosen(options, experiments), options)
    except LqTheoryError as error:
        print(f"experiments: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nexperiments: interrupted; what was finished is kept, the same command goes on", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m experiments", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="all experiments and the state of their tables")
    verb = verbs.add_parser("run", help="compute the missing rows of tables")
    verb.add_argument("names", nargs="+", metavar="NAME", help="experiments, or `all`")
    verb.add_argument("--fresh", action="store_true", help="train and measure anew, into experiments/fresh")
    verb.add_argument("--fresh-dir", type=Path, metavar="DIR", help="the same into DIR, models into DIR/models")
    verb.add_argument(
        "--long", action="store_true", help="with `all` and --fresh: also those that take minutes or hours"
    )
    verb.add_argument("--resume", action="store_true", help="with --fresh: go on where such a run was interrupted")
    verb.add_argument("--seed", type=int, default=0, help="root seed of all random numbers (default: 0)")
    verb.add_argument(
        "--backend",
        default=_backends.LOCAL,
        metavar="NAME",
        help="what joblib computes with, e.g. dask (default: loky)",
    )
    verb.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, or its scheduler file ending in .json")
    networks = verbs.add_parser("zoo", help="train the networks of the zoo that are not there yet")
    networks.add_argument("names", nargs="*", metavar="NAME", help="networks (default: all)")
    networks.add_argument("--device", default="cpu", help="cpu (default) or cuda")
    networks.add_argument("--fresh", action="store_true", help="train also those that are there")
    networks.add_argument("--list", action="store_true", help="only say how each was trained")
    networks.add_argument("--folder", type=Path, default=ZOO, metavar="DIR", help="of the cards and small weights")
    for one in (verb, networks):
        one.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: all cores; 1 on a GPU)")
    return parser


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _chosen(options: argparse.Namespace, experiments: dict[str, Experiment]) -> list[Experiment]:
    """The experiments meant, each after the one that its rows are computed from."""
    names = options.names
    anew = options.fresh or options.fresh_dir
    if names == ["all"]:
        names = []
        for name, experiment in experiments.items():
            slow = next((one for one in (name, experiment.of) if one and experiments[one].long), None)
            if anew and slow and not options.long:
                why = "takes long" if slow == name else f"is computed from {slow}, which takes long,"
                print(f"{name} {why} and is left out; `python -m experiments run {name} --fresh` measures it anew")
            else:
                names.append(name)
    for name in names:
        _known(name, list(experiments), "experiment")
    sources = [experiments[name].of for name in names if experiments[name].of]
    if not anew:
        sources = [name for name in sources if name in names]
    for name in dict.fromkeys(sources):
        if name not in names:
            print(f"{name}, from which others are computed, is measured first")
    return [experiments[name] for name in dict.fromkeys([*sources, *names])]


def _known(name: str, known: list[str], kind: str) -> None:
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
        raise RegistryError(f"there is no {kind} {name!r}; {hint}")


def _jobs(options: argparse.Namespace, default: int) -> int:
    if options.jobs is not None and options.jobs < 1:
        raise DataError(f"--jobs {options.jobs} is not a number of processes; use at least 1")
    return options.jobs or default


def _run(chosen: list[Experiment], options: argparse.Namespace) -> None:
    n_jobs = _jobs(options, _cores() if options.backend == _backends.LOCAL else -1)
    folder, models, since, anew = RESULTS, MODELS, None, False
    if options.fresh or options.fresh_dir:
        folder = options.fresh_dir or FRESH
        models, anew = folder / "models", not options.resume
        since = _started(folder, options.resume)
        _tell_last_times(chosen)
    else:
        _check_seed(chosen, options.seed)
    display = Display()
    with _backends.connected(options.backend, options.scheduler):
        for experiment in chosen:
            start = time.perf_counter()
            table = run(
                experiment, folder, models=models, n_jobs=n_jobs, backend=options.backend, seed=options.seed,
                anew=anew, models_since=since, on_progress=display, on_note=lambda text: print(text, flush=True),
            )  # fmt: skip
            seconds = time.perf_counter() - start
            print(f"{folder / experiment.name}.csv: {len(table)} rows, {seconds:.1f} s", flush=True)
            for reason in dict.fromkeys(point["reason"] for point in table.metadata["skipped"]):
                print(f"  left out: {reason}")


def last_seconds(experiment: Experiment) -> float | None:
    """Seconds that the rows of the committed table took, all together.

    Parameters
    ----------
    experiment : Experiment
        Whose table.

    Returns
    -------
    float or None
        ``None`` if there is no table.
    """
    told = _sidecar(experiment)
    return None if told is None else float(told["seconds"])


def _sidecar(experiment: Experiment) -> dict[str, Any] | None:
    """What is told beside the committed table; the table itself is not read, which would take seconds for all."""
    try:
        record = json.loads(tables.sidecar_path(RESULTS / f"{experiment.name}.csv").read_text(encoding="utf-8"))
        return dict(record["metadata"])
    except (OSError, ValueError, KeyError):
        return None


def _training_seconds(chosen: list[Experiment]) -> float:
    """Seconds that the networks of the experiments took, each counted once."""
    seconds: dict[str, float] = {}
    for told in (_sidecar(experiment) for experiment in chosen if experiment.models):
        seconds |= {name: model.get("seconds", 0.0) for name, model in (told or {}).get("models", {}).items()}
    return sum(seconds.values())


def _tell_last_times(chosen: list[Experiment]) -> None:
    print("What is measured now took last time, by the committed tables (another machine may be faster or slower):")
    times = {experiment.name: last_seconds(experiment) for experiment in chosen}
    for name, seconds in times.items():
        there = (RESULTS / f"{name}.csv").exists()
        unknown = "unknown: its sidecar is damaged" if there else "not measured yet"
        print(f"  {name:36} {unknown if seconds is None else duration(seconds)}")
    training = _training_seconds(chosen)
    if training:
        print(f"  {'training of their networks':36} {duration(training)} on one core")
    whole = sum(seconds or 0.0 for seconds in times.values())
    print(f"  {'all of them':36} {duration(whole + training / _cores())}", flush=True)


def _started(folder: Path, resumed: bool) -> float | None:
    """When the fresh run began: networks trained before do not count for it. ``None`` if nobody knows.

    Nothing is deleted, since another runner may be using it: tables are set aside, networks replaced by new ones.
    """
    mark = folder / ".started"
    with writing(mark):
        if resumed:
            return mark.stat().st_mtime if mark.exists() else None
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text("a fresh run began; networks trained before do not count\n", encoding="utf-8")
        return mark.stat().st_mtime


def _check_seed(chosen: list[Experiment], seed: int) -> None:
    """Committed tables are not replaced by those of another seed."""
    for experiment in chosen:
        told = _sidecar(experiment)
        if told is not None and told.get("seed") != seed:
            raise DataError(
                f"--seed {seed} would replace the table {experiment.name} of seed {told.get('seed')}; add --fresh or "
                "--fresh-dir DIR to measure beside it"
            )


def _zoo_of(options: argparse.Namespace) -> None:
    from experiments import _zoo  # torch is loaded only here

    for name in options.names:
        _known(name, list(_zoo.NAMES), "network of the zoo")
    names = options.names or list(_zoo.NAMES)
    if options.list:
        print(*(_zoo.where_from(name, options.folder) for name in names), sep="\n")
        return
    n_jobs = _jobs(options, _cores() if options.device == "cpu" else 1)
    todo = [name for name in names if options.fresh or not _zoo.is_current(name, options.folder)]
    print(
        f"{len(names) - len(todo)} of {len(names)} networks are there, {len(todo)} are trained now on {options.device}"
    )
    for name in todo:
        print(f"  {_zoo.how_long(name, options.folder)}", flush=True)
    for name in _zoo.train(todo, device=options.device, n_jobs=n_jobs, folder=options.folder, on_progress=Display()):
        print(_zoo.where_from(name, options.folder), flush=True)


def _list(experiments: dict[str, Experiment]) -> None:
    for experiment in experiments.values():
        print(f"{experiment.name:36} {_state(experiment):28} {experiment.title}")


def _state(experiment: Experiment) -> str:
    try:
        table = tables.read(RESULTS / f"{experiment.name}.csv")
    except DataError:
        return "damaged" if (RESULTS / f"{experiment.name}.csv").exists() else "no table"
    if not tables.sidecar_path(RESULTS / f"{experiment.name}.csv").exists():
        return "damaged: no sidecar"
    told = table.metadata
    if told.get("version") != experiment.version or told.get("grid") != experiment.points():
        return "stale"
    names = tuple(experiment.points()[0])
    done = len({tuple(row[name] for name in names) for row in table}) + len(told["skipped"])
    return f"{len(table)} rows" + ("" if told["complete"] and done == len(told["grid"]) else ", incomplete")


if __name__ == "__main__":
    exit_with(main)
