"""``python -m lqtheory.manual``: make the pages, let Sphinx build the site with warnings as errors, check all links."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from lqtheory.errors import LqTheoryError
from lqtheory.manual import catalogue, links, notebooks, pictures, reference_pages, theorem_pages
from lqtheory.registry import find_all
from lqtheory.report.ledger import ledger_rows

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOTEBOOK = HERE / "three_papers.ipynb"


def write_pages(stage: Path, only: str = "") -> None:
    """Put all pages where Sphinx reads them.

    Parameters
    ----------
    stage : pathlib.Path
        Folder to write to; the pages in it that are no longer made are removed.
    only : str
        Pattern of theorems such as ``kinematics/*``; all by default.
    """
    rows = ledger_rows()
    chosen = rows if not only else [row for row in rows if row.theorem in find_all(only)]
    for path in sorted(HERE.glob("*.md")):
        shutil.copyfile(path, stage / path.name)
    shutil.copytree(HERE / "_static", stage / "_static", dirs_exist_ok=True)
    drawn = pictures.draw_pictures([row.theorem for row in chosen], stage / "pictures")
    made = theorem_pages.write_theorem_pages(
        stage / "theorems", chosen, {name: f"../pictures/{file}" for name, file in drawn.items()}
    )
    made += reference_pages.write_reference(stage / "reference")
    catalogue.write_totals(stage, rows)
    catalogue.write_errata_page(stage, rows)
    catalogue.write_commands(stage)
    catalogue.write_gallery(stage, ROOT / "paper_figures", ROOT / "paper_figures" / "out")
    catalogue.write_sources(stage, chosen)
    notebooks.write_notebook_page(stage, NOTEBOOK)
    for path in {*stage.glob("theorems/*"), *stage.glob("reference/*")} - set(made):
        path.unlink()  # of a theorem or module that is gone


def build(stage: Path, site: Path, jobs: str = "auto") -> int:
    """Let Sphinx make the site.

    Parameters
    ----------
    stage, site : pathlib.Path
        Where the pages are, and where the site goes.
    jobs : str
        Processes, or "auto".

    Returns
    -------
    int
        Sphinx's exit code: a warning is an error.
    """
    # All pages are written: the contents beside each of them show what the others are.
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-a",
        "-b",
        "html",
        "-c",
        str(HERE),
        "-W",
        "--keep-going",
        "-q",
        "-j",
        jobs,
    ]
    return subprocess.run([*command, str(stage), str(site)], check=False, cwd=ROOT).returncode


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the process.

    Returns
    -------
    int
        0; 1 if Sphinx warns or a link is broken or the notebook says something else than before; 2 after an error.
    """
    parser = argparse.ArgumentParser(prog="python -m lqtheory.manual", description=__doc__)
    parser.add_argument("--stage", type=Path, default=ROOT / "build" / "manual", help="folder of the pages")
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site", help="folder of the built site")
    parser.add_argument("--only", default="", metavar="PATTERN", help="theorems, such as 'kinematics/*'; links break")
    parser.add_argument("--run-notebook", action="store_true", help="run the notebook and keep its output; no site")
    options = parser.parse_args(arguments)
    missing = [name for name in ("sphinx", "numpydoc", "myst_parser", "furo", "nbclient") if find_spec(name) is None]
    if missing:
        print(f"lqtheory.manual: {', '.join(missing)} missing; run `pip install -c constraints.txt -e '.[docs]'`")
        return 2
    if options.run_notebook:
        notebooks.save(NOTEBOOK, notebooks.executed(NOTEBOOK))
        print(NOTEBOOK)
        return 0
    start = time.perf_counter()
    options.stage.mkdir(parents=True, exist_ok=True)
    try:
        write_pages(options.stage, options.only)
    except LqTheoryError as error:
        print(f"lqtheory.manual: {error}", file=sys.stderr)
        return 2
    written = time.perf_counter()
    if build(options.stage, options.site):
        return 1
    built = time.perf_counter()
    broken = links.broken_links(options.site)
    print(*broken, sep="\n", end="\n" if broken else "")
    print(
        f"{options.site / 'index.html'}: pages {written - start:.0f} s, Sphinx {built - written:.0f} s, "
        f"links {time.perf_counter() - built:.0f} s, {len(broken)} broken links"
    )
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
