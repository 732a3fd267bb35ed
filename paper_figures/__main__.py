"""``python -m paper_figures`` draws figures with captions and an index; with ``papers`` it prints what those report."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import functools
import gc
import importlib
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from lqtheory import figures
from lqtheory.pipes import exit_with
from lqtheory.tables import DataError, replacing
from paper_figures import index, load, papers, style
from paper_figures.widths import set_in_one_column

HERE = Path(__file__).parent
RESULTS, OUT = HERE.parent / "experiments" / "results", HERE / "out"
NOT_FIGURES = ("captions", "index", "papers", "style", "widths")
WIDTHS = ("double", "single")
PAPERS = "papers"


def names() -> list[str]:
    """Names of all figures.

    Returns
    -------
    list of str
    """
    return sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem not in NOT_FIGURES)


def draw(
    name: str,
    results: Path = RESULTS,
    out: Path = OUT,
    widths: Sequence[str] = WIDTHS,
    instead: Path | None = None,
) -> list[Path]:
    """Draw one figure from its tables, for two columns of a page and for one.

    Parameters
    ----------
    name : str
        One of :func:`names`.
    results, out : pathlib.Path
        Where the tables lie, and where the files go.
    widths : sequence of str
        ``"double"``, ``"single"`` or both: 7 inches, or 3.4.
    instead : pathlib.Path, optional
        Where those tables lie that ``results`` has not.

    Returns
    -------
    list of pathlib.Path
        For each width the PNG, the PDF and the caption as text; those for one column are called ``NAME_single``.

    Raises
    ------
    DataError
        If a table is missing or stale.
    """
    module = importlib.import_module(f"paper_figures.{name}")
    tables = load(module.TABLES, results, instead)
    caption = module.caption(tables)
    paths: list[Path] = []
    with mpl.rc_context(style.BASE), _uncollected():
        figure = module.draw(tables)
        if "double" in widths:
            paths += [*_saved(figure, out, name), _written(out / f"{name}.txt", caption)]
        if "single" in widths:
            set_in_one_column(figure, module.IN_ONE_COLUMN)
            words = module.IN_ONE_COLUMN.translated(caption)
            paths += [*_saved(figure, out, f"{name}_single"), _written(out / f"{name}_single.txt", words)]
    return paths


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles of references, of which a figure is full: a tenth of the time of drawing it."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _saved(figure: Figure, out: Path, name: str) -> list[Path]:
    """PNG and PDF; places are found for the first, and kept for the second, which would take as long again."""
    engine = figure.get_layout_engine()
    picture = figures.save_as(figure, out / f"{name}.png")
    figure.set_layout_engine("none")
    document = figures.save_as(figure, out / f"{name}.pdf")
    figure.set_layout_engine(engine)
    return [picture, document]


def _written(path: Path, text: str) -> Path:
    with replacing(path) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8")
    return path


def broken(name: str, results: Path = RESULTS, instead: Path | None = None) -> list[str]:
    """Sentences of a figure's caption that do not hold in the rows.

    Parameters
    ----------
    name : str
        One of :func:`names`.
    results, instead : pathlib.Path
        As for :func:`draw`.

    Returns
    -------
    list of str
        Empty if the tables land within what the caption states.

    Raises
    ------
    DataError
        If a table is missing or stale.
    """
    module = importlib.import_module(f"paper_figures.{name}")
    return [sentence for sentence, holds in module.claims(load(module.TABLES, results, instead)).items() if not holds]


def _absent(name: str, results: Path) -> list[str]:
    """Tables of a figure that a folder has not."""
    tables = importlib.import_module(f"paper_figures.{name}").TABLES
    return [table for table, _ in tables if not (results / f"{table}.csv").exists()]


def _drawn(wanted: list[str], options: argparse.Namespace) -> Iterator[tuple[list[str], list[Path], list[str]]]:
    """For each figure what is to be told, its files, and sentences that do not hold; several are drawn at a time."""
    # Other processes find functions by the name of their module, which is not `__main__` there.
    program = importlib.import_module("paper_figures.__main__")
    one = functools.partial(program._draw_one, options=options)
    jobs = min(options.jobs or os.cpu_count() or 1, len(wanted))
    if jobs < 2:
        yield from map(one, wanted)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(one, wanted)


def _draw_one(name: str, options: argparse.Namespace) -> tuple[list[str], list[Path], list[str]]:
    results, told, instead = options.results, [], RESULTS if options.or_committed else None
    if instead is not None and (absent := _absent(name, results)):
        told = [f"{name}: drawn from the committed {', '.join(absent)}, not in {results}"]
    paths = draw(name, results, options.out, WIDTHS if options.width == "both" else [options.width], instead)
    return told, paths, broken(name, results, instead) if options.check else []


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the process.

    Returns
    -------
    int
        0; 1 if a caption was to be checked and does not hold; 2 after an error.
    """
    parser = argparse.ArgumentParser(prog="python -m paper_figures", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"figures (default: all, with an index page), or {PAPERS}: what those report",
    )
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="DIR", help="folder of the tables")
    parser.add_argument(
        "--or-committed", action="store_true", help="draw from the committed tables what DIR has no table of"
    )
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="folder of the PNG, PDF and caption files")
    parser.add_argument(
        "--width",
        choices=(*WIDTHS, "both"),
        default="both",
        help="one or two columns of a page: 3.4 or 7 inches (default: both; single ones are called NAME_single)",
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes that draw (default: all cores)")
    parser.add_argument("--tables", action="store_true", help="only print which experiments measure the tables of NAME")
    parser.add_argument(
        "--check", action="store_true", help="fail if a sentence of a caption does not hold in the rows"
    )
    options = parser.parse_args(arguments)
    for name in options.names:
        if name not in (*names(), PAPERS):
            close = difflib.get_close_matches(name, names(), 1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names())}"
            print(f"paper_figures: there is no figure {name!r}; {hint}", file=sys.stderr)
            return 2
    if options.tables and PAPERS in options.names:
        print(
            f"paper_figures: {PAPERS} is a list made from the tables of many figures, and is not measured for itself; "
            "name a figure",
            file=sys.stderr,
        )
        return 2
    if options.tables:
        wanted = [importlib.import_module(f"paper_figures.{name}").TABLES for name in options.names]
        print(*dict.fromkeys(table for tables in wanted for table, _ in tables))
        return 0
    failed = False
    try:
        if PAPERS in options.names or not options.names:
            found = papers.comparisons(load(papers.TABLES, options.results, RESULTS if options.or_committed else None))
        if PAPERS in options.names:
            print(papers.text(found))
        captions = {}
        wanted = [name for name in options.names if name != PAPERS] if options.names else names()
        for name, (told, paths, sentences) in zip(wanted, _drawn(wanted, options), strict=True):
            captions[name] = paths[2].read_text(encoding="utf-8").strip()
            print(*told, *paths, sep="\n")
            for sentence in sentences:
                print(f"{name}: not so in these rows: {sentence}", file=sys.stderr)
                failed = True
        if not options.names:
            print(index.write(options.out, captions, found, WIDTHS if options.width == "both" else [options.width]))
    except DataError as error:
        print(f"paper_figures: {error}", file=sys.stderr)
        return 2
    return int(failed)


if __name__ == "__main__":
    exit_with(main)
