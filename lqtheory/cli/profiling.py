"""The verb ``profile``: layers of a trained network by compressibility, and theorems on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK, UNEXPECTED
from lqtheory.cli.networks import named_network
from lqtheory.cli.output import note, print_json, print_lines, print_table, progress_bar
from lqtheory.errors import DataError, DomainError

if TYPE_CHECKING:
    from lqtheory.compressibility import NetworkCompressibility
    from lqtheory.report.html_page import Section
    from lqtheory.tables import Table
    from lqtheory.theorem import Theorem

__all__ = ["measured_sections", "profile", "title_of", "write_network_page"]


def profile(
    weights: Annotated[
        Path | None, typer.Argument(help="A safetensors file or a saved state dict; read as weights only.")
    ] = None,
    theorem: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|ID|PATTERN|FILE",
            help="Check theorems, too: pattern for family/name, name or ID, e.g. lq_balls/*, or a Python file with one "
            "of your own (which is run); repeatable.",
        ),
    ] = None,
    density: Annotated[
        list[float] | None,
        typer.Option(help="Share of weights kept; repeatable. [default: 0.9 to 0.01; of theorems 0.5 0.2 0.1]"),
    ] = None,
    tolerance: Annotated[
        list[float] | None,
        typer.Option(help="Relative error in the 2-norm for keep counts; repeatable. [default: 0.1]"),
    ] = None,
    k: Annotated[
        list[int] | None, typer.Option("-k", "--k", help="Number of weights kept, for theorems instead of --density.")
    ] = None,
    q: Annotated[
        list[float] | None, typer.Option("-q", "--q", help="Exponent below 1. [default: 0.5; of theorems 0.5 1]")
    ] = None,
    p: Annotated[
        list[float] | None, typer.Option("-p", "--p", help="Exponent of the error in theorems; inf. [default: 2]")
    ] = None,
    model: Annotated[
        str,
        typer.Option(metavar="PACKAGE.MODULE:FACTORY", help="Gives the network for the weights (its code is run)."),
    ] = "",
    page: Annotated[Path | None, typer.Option(help="Write everything with plots to this .html file, too.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write the table to this .csv file, too.")] = None,
    rows: Annotated[int, typer.Option(min=2, help="Print at most so many rows.")] = 200,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Layers by compressibility: sparsity index, effective sparsity, keep counts; or theorems on them, row by row.

    A file is read tensor by tensor, in the memory of one. With --theorem: predicted against measured for every layer,
    and exit 1 if a theorem that should hold fails on one.

    Parameters
    ----------
    weights : pathlib.Path, optional
        File of weights; without it, the network of ``model`` as it is made.
    theorem, k, p : list
        As in :func:`lqtheory.profile.profile`.
    density, q : list
        As there, or as in :func:`lqtheory.compressibility.compressibility`.
    tolerance : list
        As in :func:`lqtheory.compressibility.compressibility`.
    model : str
        ``package.module:factory`` of a network.
    page : pathlib.Path, optional
        HTML file for the whole result.
    output : pathlib.Path, optional
        CSV file for the table that is printed.
    rows : int
        Largest number of rows printed.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    _check_words(density, k, p, tolerance, theorem, page)
    _check_output(output)
    if page is not None:
        from lqtheory.report.html_page import checked_page_path

        checked_page_path(page)
    network = named_network(weights, model)
    table = _theorems(network, theorem, {"density": density, "k": k, "q": q, "p": p}) if theorem else None
    found = None
    if table is None:
        found = _measured(network, q, tolerance, density)
    elif page is not None:  # q and density are those of the theorems here
        found = _measured(network, None, tolerance, None)
    shown = table if table is not None else found.table() if found is not None else None
    assert shown is not None
    if output is not None:
        shown.write(output)
    if page is not None and found is not None:
        _write_page(page, weights or model, found, table)
    if table is not None:
        _print(table, rows, as_json)
        return UNEXPECTED if _broken(table) else OK
    assert found is not None
    _print_layers(found, rows, as_json)
    return OK


def _check_words(density: Any, k: Any, p: Any, tolerance: Any, theorem: list[str] | None, page: Path | None) -> None:
    """Refuse what does not go together before any work is done."""
    if density and k:
        raise DomainError("both --density and --k are given; give one of them")
    for name, value in (("--k", k), ("--p", p)):
        if value and not theorem:
            raise DomainError(f"{name} is for theorems; add --theorem, for example --theorem 'lq_balls/*'")
    if tolerance and theorem and page is None:
        raise DomainError("--tolerance is for the keep counts of layers; leave out --theorem, or add --page")


def _measured(network: Any, q: Any, tolerance: Any, density: Any) -> NetworkCompressibility:
    from lqtheory.compressibility import compressibility

    settings = {"q": q, "tolerance": tolerance, "density": density}
    with progress_bar("profiling") as update:
        return compressibility(network, **{n: v for n, v in settings.items() if v}, on_progress=update)


def _theorems(network: Any, theorem: list[str], settings: dict[str, Any]) -> Table:
    from lqtheory.profile import profile as profile_of

    named = [_own_theorem(word) if word.endswith(".py") else word for word in theorem]
    chosen = {name: value for name, value in settings.items() if value}
    with progress_bar("theorems") as update:
        return profile_of(network, named, **chosen, on_progress=update)


def _own_theorem(path: str) -> Theorem:
    """The theorem in a user's file, which is run."""
    from lqtheory.registry import load

    if Path(path).is_file():
        note(f"running the code in {path}")
    return load(path)


def _write_page(page: Path, name: object, found: NetworkCompressibility, table: Table | None) -> None:
    from lqtheory.report.network_page import network_sections

    write_network_page(page, f"Compressibility of {title_of(name)}", network_sections(found, table))


def title_of(name: object) -> str:
    """What a page calls a network: the file without its folder, or the factory.

    Parameters
    ----------
    name : pathlib.Path or str
        What the user gave.

    Returns
    -------
    str
    """
    return name.name if isinstance(name, Path) else str(name)


def write_network_page(page: Path, title: str, sections: list[Section]) -> None:
    """Write a page and say so.

    Parameters
    ----------
    page : pathlib.Path
        HTML file.
    title : str
        Title.
    sections : list of Section
        What stands on it.
    """
    from lqtheory.report.html_page import write_page

    write_page(page, title, sections)
    note(f"{page} written")


def measured_sections(network: Any) -> list[Section]:
    """Layers of a network by compressibility, and predicted degradation, for the page of another verb.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        The network.

    Returns
    -------
    list of Section
    """
    from lqtheory.report.network_page import network_sections

    return network_sections(_measured(network, None, None, None))


def _print_layers(found: NetworkCompressibility, rows: int, as_json: bool) -> None:
    from lqtheory.report.network_page import network_lines, table_cells

    layers = found.table()
    if as_json:
        skipped = [{"name": item.name, "reason": item.reason, "n": item.n} for item in found.skipped]
        print_json({"layers": list(layers), "curves": list(found.curves()), "skipped": skipped})
        return
    columns, cells = table_cells(layers)
    print_table(columns, cells[:rows])
    left = [f"{len(cells) - rows} more layers; show them with --rows"] if len(cells) > rows else []
    print_lines([*left, *network_lines(found)])
    for item in found.skipped:
        note(f"left out: {item.name}: {item.reason}")


def _check_output(output: Path | None) -> None:
    """Refuse a name that cannot be written before any work is done."""
    if output is None:
        return
    if output.suffix != ".csv":
        raise DomainError(f"{output} does not end in .csv; name it {output.stem}.csv")
    if not output.absolute().parent.is_dir():
        raise DataError(f"there is no folder {output.parent}; create it first")


def _broken(table: Table) -> bool:
    """Whether a theorem that should hold fails somewhere."""
    from lqtheory.balls import Truth

    failed = {row["theorem"] for row in table if row["holds"] is Truth.NO}
    return any(table.metadata["expected"][name] == "holds" for name in failed)


def _print(table: Table, rows: int, as_json: bool) -> None:
    from lqtheory.balls import Truth

    if as_json:
        plain = [{key: v.name if isinstance(v, Truth) else v for key, v in row.items()} for row in table]
        print_json({"columns": list(table.columns), "rows": plain, "skipped": table.metadata["skipped"]})
        return
    print_lines([table.summary(rows)])
    for item in table.metadata["skipped"]:
        note(f"left out: {item['name']}: {item['reason']}")
