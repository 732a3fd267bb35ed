"""The verbs ``report`` and ``new``: the ledger, and a file to start a theorem from."""

from __future__ import annotations

import keyword
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from lqtheory.cli.browse import as_json_option, store_dir_option
from lqtheory.cli.group import OK
from lqtheory.cli.output import print_json, print_lines, print_table
from lqtheory.errors import DataError, DomainError, RegistryError

__all__ = ["new", "report"]

_TEMPLATE = Path(__file__).parents[1] / "templates" / "theorem.py.txt"


def report(
    write: Annotated[
        Path | None, typer.Option(help="Put the ledger between the markers of this Markdown file, e.g. README.md.")
    ] = None,
    errata: Annotated[
        Path | None, typer.Option(help="Write what is refuted and what is sharpened into this file, e.g. ERRATA.md.")
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Print for every result of the dossiers the theorems that speak of it.")
    ] = False,
    store_dir: Annotated[Path | None, store_dir_option] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Print the ledger of all theorems from stored evidence, as Markdown or JSON.

    Parameters
    ----------
    write : pathlib.Path, optional
        Markdown file whose ledger to replace.
    errata : pathlib.Path, optional
        Markdown file to write the errata to.
    coverage : bool
        Whether to print, instead of the ledger, which theorems speak of each result of the dossiers.
    store_dir : pathlib.Path, optional
        Another store than the package's own.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    from lqtheory.report import ledger_json, ledger_markdown, ledger_rows, write_errata, write_ledger

    rows = ledger_rows(store=store_dir)
    if errata is not None:
        changed = write_errata(errata, rows)
        print(
            f"{errata}: {'errata written' if changed else 'errata were current'}",
            file=sys.stderr if as_json else sys.stdout,
        )
    if write is not None:
        changed = write_ledger(write, rows)
        print(
            f"{write}: {'ledger written' if changed else 'ledger was current'}",
            file=sys.stderr if as_json else sys.stdout,
        )
    if coverage:
        _print_coverage({row.theorem.name: row.verdict_text for row in rows}, as_json)
    elif as_json:
        print_json({"theorems": ledger_json(rows)})
    elif write is None and errata is None:
        print_lines([ledger_markdown(rows)])
    return OK


def _print_coverage(verdicts: Mapping[str, str], as_json: bool) -> None:
    """Every result of the dossiers with the theorems that speak of it and their verdicts, or why there is none."""
    from lqtheory.report.coverage import recorded_coverage

    results = recorded_coverage()
    if as_json:
        lines = {
            result: {
                "derived": row.derived,
                "theorems": {name: verdicts[name] for name in row.theorems},
                "reason": row.reason,
            }
            for result, row in results.items()
        }
        print_json({"results": lines})
        return
    table = []
    for result, row in results.items():
        found = [(name, verdicts[name]) for name in row.theorems] or [("—", row.reason)]
        table += [(result, "derived" if row.derived else "", *pair) for pair in found]
    print_table(("result", "in the dossier", "theorem", "verdict, or why there is none"), table)


def new(
    name: Annotated[str, typer.Argument(help="Name of the theorem: small letters, digits and underscores.")],
    directory: Annotated[Path, typer.Option("--dir", help="Folder to write the file to.")] = Path("."),
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Write a theorem file to start from: commented, complete, and checkable as it is.

    Parameters
    ----------
    name : str
        Name of the theorem.
    directory : pathlib.Path
        Existing folder.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    from lqtheory.registry import theorem_names
    from lqtheory.tables.files import replacing

    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower() or name.startswith("_"):
        raise DomainError(
            f"{name!r} cannot name a theorem; use small letters, digits and underscores, e.g. my_inequality"
        )
    if name in theorem_names():
        raise RegistryError(
            f"the registry already has a theorem {name}; see `lqtheory show {name}`, or choose another name"
        )
    if not directory.is_dir():
        raise DataError(f"there is no folder {directory}; create it first, or give another --dir")
    path = directory / f"{name}.py"
    if path.exists():
        raise DataError(f"{path} exists and is left as it is; choose another name or --dir")
    title = name.replace("_", " ").capitalize()
    text = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(name=name, title=title)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    if as_json:
        print_json({"file": str(path), "name": name})
    else:
        print_lines([f"{path} written; next: edit it, then `lqtheory check {path}`"])
    return OK
