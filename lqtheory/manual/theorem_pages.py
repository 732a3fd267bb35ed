"""One page for every theorem, and one for every family: all they say comes from the registry and its evidence."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lqtheory.checks.frozen import local_lemmas
from lqtheory.claim import Claim
from lqtheory.errors import RegistryError
from lqtheory.evidence import Evidence
from lqtheory.manual.pages import formula, literal, plain, prose, table, write_page
from lqtheory.proof import Proof
from lqtheory.registry import family_of, find_proof
from lqtheory.report.ledger import LedgerRow
from lqtheory.report.markdown import how, number_text, totals
from lqtheory.report.sources import citation
from lqtheory.report.text import proof_lines
from lqtheory.report.values import values_text
from lqtheory.theorem import Theorem

__all__ = ["Links", "family_page", "links_between", "theorem_page", "write_theorem_pages"]

_PROVENANCE = {
    "read": "read in the source",
    "recalled": "as recalled; the source was not at hand, so that the verdict never exceeds REDUCED",
    "reproved": "as recalled; the source was not at hand, but the notes that this toolkit started from prove it",
    "derived": "derived in the notes that this toolkit started from",
    "heuristic": "a heuristic",
}


@dataclass(frozen=True)
class Links:
    """Which proofs use which theorems.

    Parameters
    ----------
    uses, used_by : mapping of str to list of str
        Names of theorems by the name of a theorem.
    """

    uses: Mapping[str, list[str]] = field(default_factory=dict)
    used_by: Mapping[str, list[str]] = field(default_factory=dict)


def links_between(theorems: Sequence[Theorem]) -> Links:
    """Which proofs of the registry use which of its theorems.

    Parameters
    ----------
    theorems : sequence of Theorem
        The theorems whose proofs are read.

    Returns
    -------
    Links
        Only names among these theorems.
    """
    known = {theorem.name for theorem in theorems}
    uses: dict[str, list[str]] = {}
    used_by: dict[str, list[str]] = {}
    for theorem in theorems:
        proof = find_proof(theorem)
        steps = proof.steps if proof is not None else ()
        names = sorted({str(step.rule.arguments.get("theorem", "")) for step in steps} & known - {theorem.name})
        uses[theorem.name] = names
        for name in names:
            used_by.setdefault(name, []).append(theorem.name)
    return Links(uses, used_by)


def theorem_page(row: LedgerRow, links: Links, picture: str = "") -> str:
    """The page of one theorem.

    Parameters
    ----------
    row : LedgerRow
        The theorem and what is known about it.
    links : Links
        Which proofs use which theorems.
    picture : str
        File name of its picture beside the page; nothing if there is none.

    Returns
    -------
    str
        Markdown.
    """
    theorem, family = row.theorem, family_of(row.theorem.name)
    head = f"`{theorem.name}`" + (f" · {plain(theorem.id)}" if theorem.id else "")
    parts = [
        f"---\norphan: true\n---\n\n# {plain(theorem.title)}\n",
        f"{head} · family [{plain(family)}](index-{family}.md)\n",
        f"{plain(theorem.statement)}\n",
        _claim(theorem),
        _domain(theorem),
        f"**Source.** {plain(_source(theorem))}\n",
        f"**Notes.** {plain(theorem.notes)}\n" if theorem.notes else "",
        _verdict(row),
        _sharpness(row),
        _picture(theorem, picture),
        _findings(row.records),
        _proof(find_proof(theorem), theorem, links),
    ]
    return "\n".join(part for part in parts if part)


def _claim(theorem: Theorem) -> str:
    claim = theorem.claim
    if not isinstance(claim, Claim):
        return f"**Claim** (about a probability). {plain(str(claim))}\n"
    given = ["If\n", *(formula(r.latex()) for r in claim.given), "then\n"] if claim.given else []
    made = [f"where `{name}` is constructed by `{f.__name__}`." for name, f in claim.witness.items()]
    return "\n".join([*given, *(formula(r.latex()) for r in claim.then), *(line + "\n" for line in made)])


def _domain(theorem: Theorem) -> str:
    domain = theorem.domain
    lines = [f"- {plain(domain.text(name))}" for name in domain.parameters]
    return "**For all**\n\n" + "\n".join([*lines, *(f"- where {plain(str(c))}" for c in domain.where)]) + "\n"


def _source(theorem: Theorem) -> str:
    where = f"{theorem.source.where}: " if theorem.source.where else ""
    try:
        said = citation(theorem.source.bibkey)
    except RegistryError:
        said = theorem.source.bibkey
    return f"{where}{said} ({_PROVENANCE[theorem.provenance]})"


def _verdict(row: LedgerRow) -> str:
    theorem = row.theorem
    words = " + ".join(f"[{verdict}](../verdicts.md)" for verdict in row.verdicts) or row.verdict_text
    lines = [f"## Verdict\n\n**{words}**, shown by {plain(how(row))}."]
    if theorem.expected == "refuted":
        lines.append("It stands here as printed, and it is false; a refutation is what was expected.")
        if theorem.corrected_by:
            lines.append(f"What holds instead: {_link(theorem.corrected_by)}.")
    lines.append("")
    lines += _listed("Rests on lemmas that are cited, not checked:", row.rests_on)
    lines += _listed("Uses these foundation lemmas as axioms:", row.axioms)
    lines += _listed(
        "Local lemmas among them, not machine-checked, which no other proof uses:", local_lemmas(row.axioms)
    )
    return "\n".join([*lines, f"See it yourself: `lqtheory check {theorem.name}`.\n"])


def _listed(head: str, items: Sequence[str]) -> list[str]:
    return [head, "", *(f"- {plain(item)}" for item in items), ""] if items else []


def _sharpness(row: LedgerRow) -> str:
    theorem = row.theorem
    said = [plain(record.message) for record in row.records if record.method == "sharpness" and record.message]
    points = "; ".join(values_text(point) for point in theorem.sharp_at)
    lines = [f"Equality is claimed at {plain(points)}."] if points else []
    lines += [f"Checked: {message}." for message in said]
    if row.tightness is not None:
        lines.append(f"The largest ratio of the left to the right side that any search saw is {row.tightness:.9g}.")
    return "## Sharpness\n\n" + "\n".join(lines) + "\n" if lines else ""


def _picture(theorem: Theorem, picture: str) -> str:
    if not picture:
        return ""
    alternative = f"Left side over right side of {plain(theorem.title)} on sampled and extremal instances"
    return (
        f"![{alternative}]({picture})\n\nSampled instances; all parameters: `lqtheory show {theorem.name} "
        f"--figure {theorem.name}.png`.\n"
    )


def _findings(records: Sequence[Evidence]) -> str:
    lines = []
    for record in records:
        said = f": {plain(record.message)}" if record.message else ""
        lines.append(f"- **{record.verdict}** by {record.method}{said}")
        if record.counterexample and record.counterexample.keys():
            lines.append(f"  - counterexample: {plain(values_text(record.counterexample))}")
        if record.certified_by:
            lines.append(f"  - checked with: {plain(', '.join(record.certified_by))}")
        if record.unconfirmed:
            lines.append(f"  - not by leancert: {plain(record.unconfirmed)}")
    return "## Evidence\n\n" + "\n".join(lines) + "\n" if lines else ""


def _proof(proof: Proof | None, theorem: Theorem, links: Links) -> str:
    uses, used_by = links.uses.get(theorem.name, []), links.used_by.get(theorem.name, [])
    if proof is None and not used_by:
        return ""
    parts = ["## Proof\n"]
    if uses:
        parts.append(f"Uses {', '.join(map(_link, uses))}.\n")
    if used_by:
        parts.append(f"Used in the proof of {', '.join(map(_link, used_by))}.\n")
    if proof is not None:
        parts.append(literal("\n".join(proof_lines(proof))))
    return "\n".join(parts)


def _link(name: str) -> str:
    return f"[{plain(name)}]({name}.md)"


def family_page(family: str, rows: Sequence[LedgerRow], about: str = "") -> str:
    """The table of a family.

    Parameters
    ----------
    family : str
        Its name.
    rows : sequence of LedgerRow
        Its theorems.
    about : str
        What it is about.

    Returns
    -------
    str
        Markdown.
    """
    cells = [
        [
            f"[{plain(row.theorem.title)}]({row.theorem.name}.md)",
            plain(row.theorem.id),
            plain(row.verdict_text) + (" (as expected)" if row.theorem.expected == "refuted" else ""),
            number_text(row.tightness),
        ]
        for row in rows
    ]
    head = f"# {plain(family)}\n\n" + (f"{prose(about)}\n\n" if about else "") + f"{totals(rows)}\n\n"
    return head + table(["theorem", "ID", "verdict", "tightest lhs/rhs"], cells)


def write_theorem_pages(folder: Path, rows: Sequence[LedgerRow], pictures: Mapping[str, str]) -> list[Path]:
    """Write the pages of theorems and families, and their index.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.
    rows : sequence of LedgerRow
        The ledger.
    pictures : mapping of str to str
        File names of pictures, relative to the folder, by name of theorem.

    Returns
    -------
    list of pathlib.Path
        All files.
    """
    links = links_between([row.theorem for row in rows])
    families: dict[str, list[LedgerRow]] = {}
    written = []
    for row in rows:
        name = row.theorem.name
        families.setdefault(family_of(name), []).append(row)
        written.append(write_page(folder / f"{name}.md", theorem_page(row, links, pictures.get(name, ""))))
    for family, part in families.items():
        written.append(write_page(folder / f"index-{family}.md", family_page(family, part, _about(family))))
    lines = [f"- [{plain(family)}](index-{family}.md): {totals(part)}" for family, part in families.items()]
    contents = "```{toctree}\n:hidden:\n\n" + "\n".join(f"index-{family}" for family in families) + "\n```\n"
    text = f"# Theorems\n\n{totals(rows)}\n\n" + "\n".join(lines) + f"\n\n{contents}"
    return [*written, write_page(folder / "index.md", text)]


def _about(family: str) -> str:
    """The family's docstring, which explains its letters."""
    return importlib.import_module(f"lqtheory.theorems.{family}").__doc__ or ""
