"""The verbs ``list`` and ``show``: what is in the registry and what is known about it."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lqtheory.cli.completion import quantity_or_theorem_names, theorem_files, without_family
from lqtheory.cli.group import OK
from lqtheory.cli.methods import functions_citing
from lqtheory.cli.output import print_json, print_lines, print_table
from lqtheory.errors import DomainError, RegistryError

if TYPE_CHECKING:
    from lqtheory.quantities.quantity import Quantity
    from lqtheory.report import LedgerRow
    from lqtheory.theorem import Theorem

__all__ = ["as_json_option", "list_theorems", "name_argument", "named", "quantity_latex", "show", "store_dir_option"]

_UNKNOWN, _STALE = "none", "stale"
_ID = re.compile(r'\bid="([^"]+)"')

#: Dossier IDs that stand for a study, which is measured and not evaluated.
_STUDIES = {"geom.planted.ellipsoid": "planted_pruning_limits"}

as_json_option = typer.Option("--json", help="Print one JSON document.")
store_dir_option = typer.Option("--store-dir", help="Folder of evidence, instead of the package's own.")
name_argument = typer.Argument(
    help="Theorem or quantity, by name or dossier ID; or a theorem file.", autocompletion=quantity_or_theorem_names
)


def list_theorems(
    family: Annotated[str, typer.Argument(help="A family (folder) of theorems; all by default.")] = "",
    verdict: Annotated[str, typer.Option(help="Only these: PROVED, FALSIFIED, ..., stale, none.")] = "",
    find: Annotated[
        str, typer.Option(help="Only those whose name, ID, title, statement or source contains this text.")
    ] = "",
    store_dir: Annotated[Path | None, store_dir_option] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """List the theorems with their stored verdicts.

    Parameters
    ----------
    family, verdict, find : str
        What to keep: a family, a verdict (or ``stale``, ``none``), a text that occurs; empty for everything.
    store_dir : pathlib.Path, optional
        Another store than the package's own.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    from lqtheory.registry import family_of, theorem_names
    from lqtheory.report import ledger_rows

    families = set(theorem_names().values())
    if family and family not in families:
        raise RegistryError(f"there is no family {family!r}; the families are {', '.join(sorted(families))}")
    wanted = _known_verdict(verdict)
    rows = [row for row in ledger_rows(store=store_dir) if not family or family_of(row.theorem.name) == family]
    rows = [row for row in rows if _contains(row.theorem, find) and (not wanted or wanted in _verdicts(row))]
    if as_json:
        print_json([_summary(row) for row in rows])
        return OK
    table = [(row.theorem.name, row.theorem.id, _verdict_text(row), row.theorem.title) for row in rows]
    if table:
        print_table(("theorem", "ID", "verdict", "title"), table)
    else:
        print_lines(["no theorem matches"])
    return OK


def _known_verdict(text: str) -> str:
    from lqtheory.evidence import Verdict

    known: dict[str, str] = {v.lower(): v for v in (*Verdict, _STALE, _UNKNOWN)}
    if not text or text.lower() in known:
        return known.get(text.lower(), "")
    close = difflib.get_close_matches(text.lower(), known, n=1)
    hint = f"did you mean {known[close[0]]}?" if close else f"use one of {', '.join(known.values())}"
    raise DomainError(f"there is no verdict {text!r}; {hint}")


def _verdicts(row: LedgerRow) -> set[str]:
    found = {str(verdict) for verdict in row.verdicts} | ({_STALE} if row.stale else set())
    return found or {_UNKNOWN}


def _verdict_text(row: LedgerRow) -> str:
    stale = f" ({len(row.stale)} stale)" if row.stale and row.verdicts else ""
    return row.verdict_text + stale


def _contains(theorem: Theorem, text: str) -> bool:
    # The source names all IDs of a theorem, which itself has one.
    searched = (theorem.name, theorem.id, theorem.title, theorem.statement, theorem.source.where)
    return text.lower() in " ".join(searched).lower()


def _summary(row: LedgerRow) -> dict[str, Any]:
    from lqtheory.report import ledger_json

    return {key: value for key, value in ledger_json([row])[0].items() if key != "evidence"}


def show(
    name: Annotated[str, name_argument],
    latex: Annotated[bool, typer.Option("--latex", help="Print the LaTeX form of the claim and nothing else.")] = False,
    proof: Annotated[bool, typer.Option("--proof", help="Print the steps of the proof, too.")] = False,
    figure: Annotated[
        Path | None, typer.Option(help="Draw how tight the theorem is into this file (.png, .pdf or .svg).")
    ] = None,
    store_dir: Annotated[Path | None, store_dir_option] = None,
    as_json: Annotated[bool, as_json_option] = False,
) -> int:
    """Show a theorem: what it says, where it comes from, what is known. Or a quantity: its formula and arguments.

    Parameters
    ----------
    name : str
        Theorem or quantity, by name or ID.
    latex, proof : bool
        Whether to print the LaTeX form alone, and the steps of the proof.
    figure : pathlib.Path, optional
        File for a picture of the sides' ratio on sampled and on extremal instances.
    store_dir : pathlib.Path, optional
        Another store than the package's own.
    as_json : bool
        Whether to print JSON.

    Returns
    -------
    int
        Exit code.
    """
    theorems, quantities = named(name)
    if figure is not None:
        _draw(theorems, name, figure)
    if latex:
        print_lines([*(theorem.latex for theorem in theorems), *(quantity_latex(q) for q in quantities)])
    elif as_json:
        documents = [_theorem_json(theorem, store_dir) for theorem in theorems]
        print_json(documents + [_quantity_json(quantity) for quantity in quantities])
    else:
        asked = name if name.endswith(".py") else None
        blocks = [_theorem_lines(theorem, store_dir, proof, asked or theorem.name) for theorem in theorems]
        blocks += [_quantity_lines(quantity) for quantity in quantities]
        print_lines([line for i, block in enumerate(blocks) for line in ([""] if i else []) + block])
    return OK


def _draw(theorems: Sequence[Theorem], name: str, path: Path) -> None:
    from lqtheory.cli.picture import draw_theorem

    if len(theorems) != 1:
        found = ", ".join(theorem.name for theorem in theorems) or "no theorem"
        raise DomainError(f"--figure draws one theorem, and {name!r} stands for {found}; name one")
    count = draw_theorem(theorems[0], path)
    print(f"{path}: {count} instances drawn", file=sys.stderr)


def named(name: str) -> tuple[list[Theorem], list[Quantity]]:
    """Everything with a name or dossier ID, or the theorem that a file defines.

    Parameters
    ----------
    name : str
        Name of a theorem or quantity, or an ID; an ID also finds those that begin with it. A file ``*.py`` is run.

    Returns
    -------
    tuple of lists
        Theorems and quantities, at least one of them in all.

    Raises
    ------
    RegistryError
        If there is nothing of that name, with a suggestion.
    """
    from lqtheory.quantities import all_quantities

    if name.endswith(".py"):
        from lqtheory.cli.running import resolve

        return [target.theorem for target in resolve([name])], []
    known = all_quantities()
    files = theorem_files()
    name = without_family(name)
    if name in files or name in known:
        return _imported([name] if name in files else []), [known[name]] if name in known else []
    theorems = _theorems_with_id(name, files)
    quantities = [q for q in known.values() if q.id == name or q.id.startswith(f"{name}.")]
    if theorems or quantities:
        return theorems, quantities
    if name in _STUDIES:
        raise RegistryError(
            f"{name} is a study, not a formula; measure it by python -m experiments run {_STUDIES[name]}"
        )
    doing = functions_citing(name)
    if doing:
        raise RegistryError(
            f"{name} is no statement and no formula but what is done by {', '.join(doing)}; see help() of it"
        )
    ids = {*(q.id for q in known.values()), *(found for text in files.values() for found in _ID.findall(text))} - {""}
    close = difflib.get_close_matches(name, sorted({*files, *known, *ids}), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "`lqtheory list` shows the theorems"
    raise RegistryError(f"there is no theorem or quantity {name!r}; {hint}")


def _theorems_with_id(wanted: str, files: Mapping[str, str]) -> list[Theorem]:
    """Theorems with an ID, else those whose ID begins with it; only files that mention it are imported."""
    mentioned = [stem for stem, text in files.items() if any(_begins(found, wanted) for found in _ID.findall(text))]
    theorems = _imported(mentioned)
    return [t for t in theorems if t.id == wanted] or [t for t in theorems if _begins(t.id, wanted)]


def _begins(found: str, wanted: str) -> bool:
    return found == wanted or found.startswith(f"{wanted}.")


def _imported(names: Sequence[str]) -> list[Theorem]:
    if not names:
        return []  # a quantity needs no registry, which takes a second to import
    from lqtheory.registry import find

    return [find(name) for name in names]


def _theorem_lines(theorem: Theorem, store: Path | None, with_proof: bool, asked: str) -> list[str]:
    from lqtheory.checks.translation import is_translated_as_now
    from lqtheory.registry import find_proof, stored_evidence
    from lqtheory.report import evidence_lines, ledger_row, proof_lines, theorem_lines
    from lqtheory.report.mutation import mutation_score, proof_mutation_score

    row = ledger_row(theorem, stored_evidence(theorem, store))
    lines = [*theorem_lines(theorem), f"{'verdict':<12}{_verdict_text(row)}"]
    if row.contradiction:
        lines.append(f"  {row.contradiction}")
    for record in row.records:
        lines += [f"  {line}" for line in evidence_lines(record, theorem)]
    for record in row.stale:
        now = is_translated_as_now(record)
        what = "about an earlier version" if now else "confirmed by leancert when other code asked it"
        lines.append(f"  stale: {record.verdict} by {record.method}, {what}; check it again")
    score = mutation_score(theorem)
    lines += [f"{'mutants':<12}{score}"] if score else []
    derivation = find_proof(theorem)
    if derivation is None:
        lines.append(f"{'proof':<12}—")
    elif with_proof:
        lines += ["proof", *(f"  {line}" for line in proof_lines(derivation))]
    else:
        lines.append(f"{'proof':<12}{len(derivation.steps)} steps; see `lqtheory show {asked} --proof`")
    score = proof_mutation_score(theorem)
    lines += [f"{'':<12}{score}"] if score else []
    return lines


def _theorem_json(theorem: Theorem, store: Path | None) -> dict[str, Any]:
    from lqtheory.registry import find_proof, stored_evidence
    from lqtheory.report import citation, ledger_json, ledger_row, proof_lines, unicode_formula

    proof = find_proof(theorem)
    return {
        "kind": "theorem",
        **ledger_json([ledger_row(theorem, stored_evidence(theorem, store))])[0],
        "statement": theorem.statement,
        "domain": {name: theorem.domain.text(name) for name in theorem.domain.parameters},
        "where": [str(condition) for condition in theorem.domain.where],
        "claim": str(theorem.claim),
        "formula": unicode_formula(theorem.latex),
        "latex": theorem.latex,
        "source": {
            "bibkey": theorem.source.bibkey,
            "where": theorem.source.where,
            "citation": citation(theorem.source.bibkey),
        },
        "provenance": theorem.provenance,
        "notes": theorem.notes,
        "fingerprint": theorem.fingerprint,
        "proof": proof_lines(proof) if proof else None,
    }


def quantity_latex(quantity: Quantity) -> str:
    """LaTeX form of a quantity at its own argument names."""
    if not quantity.latex:
        return rf"\operatorname{{{quantity.name}}}({', '.join(quantity.arguments)})"
    letters = {"eta": r"\eta", "omega": r"\omega", "sigma": r"\sigma"}
    return quantity.latex.format(**{name: letters.get(name, name) for name in quantity.arguments})


def _quantity_lines(quantity: Quantity) -> list[str]:
    from lqtheory.report import unicode_formula

    described = (quantity.array.__doc__ or "").strip().splitlines()
    arguments = " ".join(f"{name}=…" for name in quantity.arguments)
    users = ", ".join(_theorems_about(quantity)) or "—"
    exact = "rigorous enclosures available" if quantity.ball is not None else "estimated only: no enclosure"
    return [
        f"{quantity.name}({', '.join(quantity.arguments)})" + (f"  [{quantity.id}]" if quantity.id else ""),
        *(described[:1]),
        f"{'notation':<12}{unicode_formula(quantity_latex(quantity))}",
        f"{'value':<12}{_kind(quantity)}; {exact}",
        *([f"{'provenance':<12}heuristic: no theorem says so; never a bound"] if quantity.heuristic else []),
        f"{'theorems':<12}{users}",
        f"{'evaluate':<12}lqtheory eval {quantity.name} {arguments}",
    ]


def _kind(quantity: Quantity) -> str:
    kind = "vector" if quantity.vector else "integer" if quantity.integer else "number"
    return f"{quantity.sign} {kind}" if quantity.sign != "real" else f"real {kind}" if kind == "number" else kind


def _theorems_about(quantity: Quantity) -> list[str]:
    from lqtheory.registry import all_theorems

    return [theorem.name for theorem in all_theorems() if quantity in theorem.quantities]


def _quantity_json(quantity: Quantity) -> dict[str, Any]:
    return {
        "kind": "quantity",
        "quantity": quantity.name,
        "id": quantity.id,
        "arguments": list(quantity.arguments),
        "latex": quantity_latex(quantity),
        "value": _kind(quantity),
        "enclosure": quantity.ball is not None,
        "heuristic": quantity.heuristic,
        "theorems": _theorems_about(quantity),
    }
