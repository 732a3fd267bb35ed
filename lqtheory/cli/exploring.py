"""The verb ``explore``: the best constant or exponent in a claim that leaves it open."""

from __future__ import annotations

import decimal
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli import completion
from lqtheory.cli.browse import as_json_option
from lqtheory.cli.group import OK
from lqtheory.cli.output import print_json, print_lines, print_table, progress_bar
from lqtheory.cli.values import as_floats, parse_arguments
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from lqtheory.checks.explore import Exploration
    from lqtheory.theorem import Theorem

__all__ = ["explore"]


def explore(
    target: Annotated[
        str,
        typer.Argument(
            metavar="FILE|NAME", help="A theorem with an open number.", autocompletion=completion.theorem_names_or_files
        ),
    ],
    constant: Annotated[str, typer.Argument(help="The open number: a parameter such as C=Real(0).")],
    fix: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="Hold a scalar at a value.")] = None,
    along: Annotated[
        str, typer.Option(metavar="NAME=[V,V,...]", help="Once for each of these values, with the limit they suggest.")
    ] = "",
    start: Annotated[float, typer.Option(min=1e-12, help="Where the search begins.")] = 1.0,
    budget: Annotated[str, typer.Option(help="Effort of every round: quick, standard or thorough.")] = "quick",
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Find the best constant or exponent in a claim that leaves it open, such as lhs <= C rhs with C=Real(0).

    Both adversaries look for the instance that asks most of the number. Balls confirm it: the claim is false for every
    value beyond. On the other side a search found nothing, or a certificate holds on the box of a claim about scalars.

    Parameters
    ----------
    target, constant : str
        Theorem, by name or file (which is run), and the parameter that is open.
    fix : list of str, optional
        Scalars held at values.
    along : str
        A scalar and several values of it.
    start, budget, seed : float, str, int
        Beginning, effort and randomness of the search.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    from lqtheory.checks.budget import Budget
    from lqtheory.checks.explore import explore as search
    from lqtheory.checks.explore import with_scalars
    from lqtheory.cli.running import resolve

    Budget.named(budget)
    (found, *more) = resolve([target])
    if more:
        raise DomainError(f"{target} names {1 + len(more)} theorems; name one")
    theorem = with_scalars(found.theorem, _numbers(fix or []))
    name, values = _along(along)
    rows: list[tuple[float | None, Exploration]] = []
    for value in values:
        held = theorem if value is None else with_scalars(theorem, {name: value})
        with progress_bar(f"exploring {name}={value}" if name else "exploring") as update:
            rows.append((value, search(held, constant, start=start, budget=budget, seed=seed, on_progress=update)))
    _print(found.theorem, constant, name, rows, as_json=as_json)
    return OK


def _numbers(words: Sequence[str]) -> dict[str, Any]:
    fixed: dict[str, Any] = as_floats(parse_arguments(words, "--fix"))
    return fixed


def _along(text: str) -> tuple[str, list[float | None]]:
    if not text:
        return "", [None]
    ((name, values),) = parse_arguments([text], "--along").items()
    if not isinstance(values, list) or not values:
        raise DomainError(f"--along {text} gives no list of values; write e.g. m=[4,16,64]")
    numbers = [as_floats({name: value})[name] for value in values]
    return name, numbers


def _print(
    theorem: Theorem, constant: str, name: str, rows: Sequence[tuple[float | None, Exploration]], *, as_json: bool
) -> None:
    from lqtheory.checks.explore import extrapolated

    limit = extrapolated([one.estimate for _, one in rows]) if len(rows) >= 3 else None
    if as_json:
        found = [{**({name: value} if name else {}), **_document(one)} for value, one in rows]
        print_json({"theorem": theorem.name, "constant": constant, "found": found, "extrapolated": limit})
        return
    if not name:
        print_lines(_lines(constant, rows[0][1]))
        return
    table = [
        (
            f"{value:g}",
            _rounded(one.refuted, not one.rising, 6),
            _rounded(one.survived, one.rising, 6),
            _short(one.instance, constant),
        )
        for value, one in rows
    ]
    print_table((name, "refuted", "survived", "instance"), table)
    if limit is not None:
        print_lines([f"suggested limit of {constant} along {name}: {limit:.4g} (Shanks' transformation, no bound)"])


def _lines(constant: str, one: Exploration) -> list[str]:
    better = "greatest" if not one.rising else "least"
    refuted, survived = _rounded(one.refuted, not one.rising), _rounded(one.survived, one.rising)
    lines = [
        f"{better} {constant}: {one.estimate:.4g}",
        f"  refuted   for {constant} = {refuted} by balls, at {_short(one.instance, constant)}",
        f"  survived  for {constant} = {survived}: {one.searched} admissible instances, none breaks it",
    ]
    if one.certified is not None:
        certified = _rounded(one.certified, one.rising)
        lines.append(f"  certified for {constant} = {certified} on the box of typical values")
    return lines


def _rounded(value: float, up: bool, digits: int = 9) -> str:
    """A number in so many digits, rounded to one side, so that what is said of it stays true."""
    to = decimal.ROUND_CEILING if up else decimal.ROUND_FLOOR
    return f"{decimal.Context(prec=digits, rounding=to).create_decimal_from_float(value).normalize():f}"


def _short(instance: Mapping[str, Any], constant: str) -> str:
    from lqtheory.checks.candidates import describe

    return describe({key: value for key, value in instance.items() if key != constant})


def _document(one: Exploration) -> dict[str, Any]:
    return {**asdict(one), "estimate": one.estimate}
