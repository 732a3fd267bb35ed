"""``python -m paper_figures [NAME ...] [--results DIR]`` draws figures and prints where they are."""

from __future__ import annotations

import argparse
import difflib
import importlib
import sys
from pathlib import Path

import matplotlib as mpl

from lqtheory import figures
from lqtheory.tables import DataError
from paper_figures import load, style

HERE = Path(__file__).parent
RESULTS, OUT = HERE.parent / "experiments" / "results", HERE / "out"
NOT_FIGURES = ("style",)


def names() -> list[str]:
    """Names of all figures.

    Returns
    -------
    list of str
    """
    return sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem not in NOT_FIGURES)


def draw(name: str, results: Path = RESULTS, out: Path = OUT) -> list[Path]:
    """Draw one figure from its tables.

    Parameters
    ----------
    name : str
        One of :func:`names`.
    results, out : pathlib.Path
        Where the tables lie, and where the files go.

    Returns
    -------
    list of pathlib.Path
        PNG and PDF.

    Raises
    ------
    DataError
        If a table is missing or stale.
    """
    module = importlib.import_module(f"paper_figures.{name}")
    with mpl.rc_context(style.BASE):
        return figures.save(module.draw(load(module.TABLES, results)), out, name)


def _has_tables(name: str, results: Path) -> bool:
    tables = importlib.import_module(f"paper_figures.{name}").TABLES
    return any((results / f"{table}.csv").exists() for table, _ in tables)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the process.

    Returns
    -------
    int
        0, or 2 after an error.
    """
    parser = argparse.ArgumentParser(prog="python -m paper_figures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="figures (default: all)")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="folder of the tables")
    parser.add_argument(
        "--or-committed", action="store_true", help="draw from the committed tables what DIR has no table of"
    )
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="folder of the PNG and PDF files")
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in names():
            close = difflib.get_close_matches(name, names(), 1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names())}"
            print(f"paper_figures: there is no figure {name!r}; {hint}", file=sys.stderr)
            return 2
    try:
        for name in options.names or names():
            results = options.results
            if options.or_committed and not _has_tables(name, results):
                print(f"{name}: drawn from the committed tables; {results} has none of it")
                results = RESULTS
            for path in draw(name, results, options.out):
                print(path)
    except DataError as error:
        print(f"paper_figures: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
