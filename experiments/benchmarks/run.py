"""Speed and memory relative to baselines: ``python -m experiments.benchmarks.run [MODULE ...] [--quick]``.

Every ``bench_<module>.py`` beside this file has ``setup(size) -> data``, functions of ``data``, and two tables:
``RATIOS``, name -> (ours, baseline, target, sense), where "at most" bounds ours/baseline and "at least" bounds
baseline/ours; ``LIMITS``, name -> (function, largest value). Functions ``time_*`` are timed, ``peakmem_*`` and
``track_*`` return a number. Each module runs in a process of its own, on one thread; the functions of ``RATIOS`` take
turns, so that a machine that slows down slows both, and a ratio is the median over the turns.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from experiments._provenance import machine, versions
from lqtheory.balls import Truth
from lqtheory.errors import DataError, DomainError, LqTheoryError, RegistryError
from lqtheory.pipes import exit_with
from lqtheory.tables import Table, read

HERE = Path(__file__).parent
QUICK = HERE.parent / "fresh" / "benchmarks"
SIZE, QUICK_SIZE = 10_000_000, 100_000
TURNS, QUICK_TURNS = 7, 3
LEAST_SECONDS = 0.05
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
COLUMNS = ("name", "value", "sense", "target", "met", "ours", "ours_amount", "baseline", "baseline_amount", "unit")


def modules() -> list[str]:
    """Names of all benchmark modules, without ``bench_``.

    Returns
    -------
    list of str
    """
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def measure(module: str, size: int, turns: int) -> Table:
    """Run the benchmarks of one module in this process.

    Parameters
    ----------
    module : str
        One of :func:`modules`.
    size : int
        Number of entries of its data.
    turns : int
        How often each function is called, after one call that is not counted.

    Returns
    -------
    lqtheory.tables.Table
        One row for each entry of ``RATIOS`` and ``LIMITS``, with the machine in its metadata.
    """
    bench = importlib.import_module(f"experiments.benchmarks.bench_{module}")
    data = bench.setup(size)
    names = dict.fromkeys(name for ours, baseline, *_ in bench.RATIOS.values() for name in (ours, baseline))
    calls = {name: _calls(_amount(bench, name, data, 1), name) for name in names}
    amounts: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(turns):
        for name in names:
            amounts[name].append(_amount(bench, name, data, calls[name]))
    rows = [_ratio_row(name, entry, amounts) for name, entry in bench.RATIOS.items()]
    for name, (function, largest) in bench.LIMITS.items():
        value = float(getattr(bench, function)(data))
        met = Truth.YES if value <= largest else Truth.NO
        rows.append((name, value, "at most", float(largest), met, function, value, None, None, None))
    return Table(COLUMNS, tuple(rows), keys=("name",)).with_metadata(
        module=module, size=size, turns=turns, threads=1, machine=machine(), versions=versions()
    )


def _calls(first: float, name: str) -> int:
    """Calls in a row that together take long enough to be timed."""
    return max(1, int(LEAST_SECONDS / max(first, 1e-9))) if name.startswith("time_") else 1


def _amount(bench: ModuleType, name: str, data: dict[str, Any], calls: int) -> float:
    """Seconds of one call, the mean over several in a row; or what a function that returns an amount returns."""
    function: Callable[[dict[str, Any]], Any] = getattr(bench, name)
    if not name.startswith("time_"):
        return float(function(data))
    start = time.perf_counter()
    for _ in range(calls):
        function(data)
    return (time.perf_counter() - start) / calls


def _ratio_row(name: str, entry: tuple[str, str, float, str], amounts: dict[str, list[float]]) -> tuple[Any, ...]:
    ours, baseline, target, sense = entry
    if sense not in ("at most", "at least"):
        raise DomainError(f"the sense of {name!r} is {sense!r} (RATIOS); use 'at most' or 'at least'")
    pairs = list(zip(amounts[ours], amounts[baseline], strict=True))
    value = statistics.median(a / b if sense == "at most" else b / a for a, b in pairs)
    met = Truth.YES if (value <= target if sense == "at most" else value >= target) else Truth.NO
    middle = [statistics.median(amounts[function]) for function in (ours, baseline)]
    unit = "seconds" if ours.startswith("time_") else "bytes"
    return (name, value, sense, float(target), met, ours, middle[0], baseline, middle[1], unit)


def _in_own_process(module: str, quick: bool) -> Table:
    if module not in modules():
        close = difflib.get_close_matches(module, modules(), 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(modules())}"
        raise RegistryError(f"there is no benchmark module {module!r}; {hint}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "results.csv")
        command = [sys.executable, "-m", "experiments.benchmarks.run", module, "--worker", str(path)]
        done = subprocess.run(
            command + ["--quick"] * quick,
            cwd=HERE.parents[1],
            env={**os.environ, **ONE_THREAD},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DataError(f"{module} could not be measured: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
        return read(path)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 if every module could be measured, whether or not it met its targets; else 2.
    """
    parser = argparse.ArgumentParser(prog="python -m experiments.benchmarks.run", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="for example norms (default: all)")
    parser.add_argument(
        "--quick", action="store_true", help="small data, few turns; the tables go to experiments/fresh"
    )
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    size, turns = (QUICK_SIZE, QUICK_TURNS) if options.quick else (SIZE, TURNS)
    if options.worker:
        measure(options.modules[0], size, turns).write(options.worker)
        return 0
    folder = QUICK if options.quick else HERE
    failed = False
    for module in options.modules or modules():
        try:
            table = _in_own_process(module, options.quick)
        except LqTheoryError as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            failed = True
            continue
        path = folder / f"results_{module}.csv"
        table.write(path)
        print(f"\n{path}\n{table.select('name', 'value', 'sense', 'target', 'met').summary()}", flush=True)
    if options.quick:
        print(f"\nThe targets are meant for {SIZE} entries, these were {QUICK_SIZE}.")
    return 2 if failed else 0


if __name__ == "__main__":
    exit_with(main)
