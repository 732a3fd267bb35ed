"""Pages made from what the project knows: figures, sources, errata, the command line."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Sequence
from pathlib import Path

from lqtheory.errors import DataError
from lqtheory.manual.pages import literal, plain, prose, table, write_page
from lqtheory.report.errata import errata_markdown
from lqtheory.report.ledger import LedgerRow
from lqtheory.report.markdown import totals
from lqtheory.report.sources import bibliography, citation

__all__ = ["write_commands", "write_errata_page", "write_gallery", "write_sources", "write_totals"]


def write_gallery(folder: Path, figures: Path, drawn: Path) -> Path:
    """The gallery: every figure with what it shows and the tables it is drawn from.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages; pictures are copied beside them.
    figures : pathlib.Path
        Folder of the figures' files, ``paper_figures``.
    drawn : pathlib.Path
        Folder of the PNG files that ``python -m paper_figures`` has written.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    DataError
        If a figure has not been drawn.
    """
    parts = [
        "# Gallery\n",
        "Every figure is drawn from stored tables by `make figures`; `make figures FRESH=1` measures anew on your "
        "machine first.\n",
    ]
    for path in sorted(figures.glob("[a-z]*.py")):
        if path.stem == "papers":  # a table of numbers, from the tables of the figures
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TABLES"
        ]
        if not tables:
            continue  # not a figure
        picture = drawn / f"{path.stem}.png"
        if not picture.is_file():
            raise DataError(f"{picture} is not there; run `python -m paper_figures` first, or `make docs`")
        place = folder / "gallery" / picture.name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, place)
        said = plain(ast.get_docstring(tree) or path.stem)
        names = ", ".join(f"`experiments/results/{name}.csv`" for name, _ in tables[0])
        parts.append(
            f"## {plain(path.stem.replace('_', ' ').capitalize())}\n\n{said}\n\n![{said}](gallery/{picture.name})\n\n"
            f"Drawn by `python -m paper_figures {path.stem}` from {names}.\n"
        )
    return write_page(folder / "gallery.md", "\n".join(parts))


def write_sources(folder: Path, rows: Sequence[LedgerRow]) -> Path:
    """The sources, each with the theorems that come from it.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.
    rows : sequence of LedgerRow
        The ledger.

    Returns
    -------
    pathlib.Path
        The page.
    """
    parts = ["# Sources\n", "Every source of the registry, and the theorems entered from it.\n"]
    for key in sorted(bibliography()):
        names = [row.theorem.name for row in rows if row.theorem.source.bibkey == key]
        links = ", ".join(f"[{plain(name)}](theorems/{name}.md)" for name in names)
        parts.append(f"## {plain(key)}\n\n{plain(citation(key))}\n\n{links or 'Cited in proofs only.'}\n")
    return write_page(folder / "sources.md", "\n".join(parts))


def write_errata_page(folder: Path, rows: Sequence[LedgerRow]) -> Path:
    """The errata, as in ``ERRATA.md``.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.
    rows : sequence of LedgerRow
        The ledger, of all theorems.

    Returns
    -------
    pathlib.Path
        The page.
    """
    return write_page(folder / "errata.md", errata_markdown(rows))


def write_totals(folder: Path, rows: Sequence[LedgerRow]) -> Path:
    """How many theorems have which verdict, for inclusion in pages.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.
    rows : sequence of LedgerRow
        The ledger.

    Returns
    -------
    pathlib.Path
        A file with one sentence.
    """
    return write_page(folder / "totals.txt", plain(totals(rows)) + "\n")


def write_commands(folder: Path) -> Path:
    """The verbs of the command line with their options, as the program declares them.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.

    Returns
    -------
    pathlib.Path
        The page.
    """
    import typer.main

    from lqtheory.cli import app

    group = typer.main.get_command(app)
    parts = ["# Command line\n", prose(f"{group.help or ''}\n\n{group.epilog or ''}") + "\n"]
    for name, command in getattr(group, "commands").items():  # noqa: B009  the class is typer's own affair
        usage = [f"lqtheory {name}"]
        rows = []
        for parameter in command.params:
            option = ", ".join(f"`{opt}`" for opt in [*parameter.opts, *parameter.secondary_opts])
            if parameter.param_type_name == "argument":
                usage.append(parameter.metavar or str(parameter.name).upper())
                option = f"`{usage[-1]}`".replace("|", r"\|")
            rows.append([option, plain(getattr(parameter, "help", "") or "")])
        text = f"## {name}\n\n{prose(command.help or '')}\n\n" + literal(" ".join(usage) + " [OPTIONS]")
        parts.append(text + "\n" + table(["argument", "meaning"], rows))
    return write_page(folder / "commands.md", "\n".join(parts))
