"""``python -m experiments list`` and ``python -m experiments run NAME``."""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import sys
import time
from pathlib import Path

from experiments._runner import Experiment, discover, run
from lqtheory import tables
from lqtheory.errors import DataError, LqTheoryError, RegistryError

HERE = Path(__file__).parent
RESULTS, FRESH, MODELS = HERE / "results", HERE / "fresh", HERE / "models"


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
        else:
            _run(_chosen(options, experiments), options)
    except LqTheoryError as error:
        print(f"experiments: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nexperiments: interrupted; the rows finished so far are in their tables", file=sys.stderr)
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
    verb.add_argument("--jobs", type=int, default=_cores(), metavar="N", help="worker processes (default: all cores)")
    verb.add_argument("--seed", type=int, default=0, help="root seed of all random numbers (default: 0)")
    return parser


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _chosen(options: argparse.Namespace, experiments: dict[str, Experiment]) -> list[Experiment]:
    names = options.names
    if names == ["all"]:
        anew = options.fresh or options.fresh_dir
        for name, experiment in experiments.items():
            if anew and experiment.long:
                print(f"{name} takes long and is left out; `python -m experiments run {name} --fresh` measures it anew")
        return [experiment for experiment in experiments.values() if not (anew and experiment.long)]
    for name in names:
        if name not in experiments:
            close = difflib.get_close_matches(name, experiments, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(experiments)}"
            raise RegistryError(f"there is no experiment {name!r}; {hint}")
    return [experiments[name] for name in names]


def _run(chosen: list[Experiment], options: argparse.Namespace) -> None:
    if options.jobs < 1:
        raise DataError(f"--jobs {options.jobs} is not a number of processes; use at least 1")
    folder, models = RESULTS, MODELS
    if options.fresh or options.fresh_dir:
        folder = options.fresh_dir or FRESH
        models = folder / "models" if options.fresh_dir else MODELS
        _clear(folder, models, chosen)
    for experiment in chosen:
        start = time.perf_counter()
        table = run(
            experiment, folder, models=models, n_jobs=options.jobs, seed=options.seed, on_progress=_show_progress
        )
        seconds = time.perf_counter() - start
        print(f"{folder / experiment.name}.csv: {len(table)} rows, {seconds:.1f} s")
        for reason in dict.fromkeys(point["reason"] for point in table.metadata["skipped"]):
            print(f"  left out: {reason}")


def _clear(folder: Path, models: Path, chosen: list[Experiment]) -> None:
    """Everything fresh is measured anew: former fresh tables of these experiments and former models are removed."""
    for experiment in chosen:
        path = folder / f"{experiment.name}.csv"
        path.unlink(missing_ok=True)
        tables.sidecar_path(path).unlink(missing_ok=True)
    if any(experiment.models for experiment in chosen) and models.is_dir():
        shutil.rmtree(models)


def _show_progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[K{what} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _list(experiments: dict[str, Experiment]) -> None:
    for experiment in experiments.values():
        print(f"{experiment.name:36} {_state(experiment):28} {experiment.title}")


def _state(experiment: Experiment) -> str:
    try:
        table = tables.read(RESULTS / f"{experiment.name}.csv")
    except DataError:
        return "no table"
    told = table.metadata
    if told.get("version") != experiment.version or told.get("grid") != experiment.points():
        return "stale"
    return f"{len(table)} rows" + ("" if told["complete"] else ", incomplete")


if __name__ == "__main__":
    sys.exit(main())
