"""The verb ``profile``: theorems on the layers of a trained network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK, UNEXPECTED
from lqtheory.cli.networks import loaded_network
from lqtheory.cli.output import note, print_json, print_lines, progress_bar
from lqtheory.errors import DataError, DomainError

if TYPE_CHECKING:
    from lqtheory.tables import Table

__all__ = ["profile"]


def profile(
    weights: Annotated[Path, typer.Argument(help="A safetensors file or a saved state dict; read as weights only.")],
    theorem: Annotated[
        list[str] | None, typer.Option(help="Pattern for family/name, name or ID; repeatable. [default: lq_balls/*]")
    ] = None,
    density: Annotated[
        list[float] | None, typer.Option(help="Share of weights kept; repeatable. [default: 0.5 0.2 0.1]")
    ] = None,
    k: Annotated[
        list[int] | None, typer.Option("-k", "--k", help="Number of weights kept, instead of --density.")
    ] = None,
    q: Annotated[list[float] | None, typer.Option("-q", "--q", help="Exponent of the class. [default: 0.5 1]")] = None,
    p: Annotated[list[float] | None, typer.Option("-p", "--p", help="Exponent of the error; inf. [default: 2]")] = None,
    model: Annotated[
        str,
        typer.Option(metavar="PACKAGE.MODULE:FACTORY", help="Load the weights into this network (its code is run)."),
    ] = "",
    output: Annotated[Path | None, typer.Option(help="Write the table to this .csv file, too.")] = None,
    rows: Annotated[int, typer.Option(min=2, help="Print at most so many rows.")] = 200,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Predicted against measured for every layer: layer, theorem, n, k, q, p, predicted, measured, ratio, holds.

    Exits with 1 if a theorem that should hold fails on a layer.

    Parameters
    ----------
    weights : pathlib.Path
        File of weights.
    theorem, density, k, q, p : list
        As in :func:`lqtheory.profile.profile`.
    model : str
        ``package.module:factory`` of a network to load the weights into.
    output : pathlib.Path, optional
        CSV file for the table.
    rows : int
        Largest number of rows printed.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    if density and k:
        raise DomainError("both --density and --k are given; give one of them")
    _check_output(output)
    from lqtheory.compression import load
    from lqtheory.profile import profile as profile_of

    network: Any = load(weights)
    if model:
        network = loaded_network(model, network, weights)
    settings: dict[str, Any] = {"density": density, "k": k, "q": q, "p": p, "theorems": theorem}
    chosen = {name: value for name, value in settings.items() if value}
    with progress_bar("profiling") as update:
        table = profile_of(network, **chosen, on_progress=update)
    if output is not None:
        table.write(output)
    _print(table, rows, as_json)
    return UNEXPECTED if _broken(table) else OK


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
    from lqtheory.registry import find

    failed = {row["theorem"] for row in table if row["holds"] is Truth.NO}
    return any(find(str(name)).expected == "holds" for name in failed)


def _print(table: Table, rows: int, as_json: bool) -> None:
    from lqtheory.balls import Truth

    if as_json:
        plain = [{key: v.name if isinstance(v, Truth) else v for key, v in row.items()} for row in table]
        print_json({"columns": list(table.columns), "rows": plain, "skipped": table.metadata["skipped"]})
        return
    print_lines([table.summary(rows)])
    for item in table.metadata["skipped"]:
        note(f"left out: {item['name']}: {item['reason']}")
