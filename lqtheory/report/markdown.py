"""The ledger as Markdown and JSON, and between the markers of a document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lqtheory.checks.frozen import local_lemmas, local_names
from lqtheory.errors import DataError, RegistryError
from lqtheory.evidence import Evidence, Verdict
from lqtheory.registry import family_of
from lqtheory.report.ledger import LedgerRow
from lqtheory.report.regions import region_text
from lqtheory.tables.files import replacing
from lqtheory.theorem import Theorem

__all__ = [
    "BEGIN",
    "END",
    "foundations",
    "how",
    "insert_ledger",
    "ledger_json",
    "ledger_markdown",
    "number_text",
    "shown_by",
    "totals",
    "write_ledger",
]

BEGIN = "<!-- ledger:begin -->"
END = "<!-- ledger:end -->"

#: Stands behind the name of a foundation lemma that one proof alone uses.
LOCAL = "†"
_HEADER = ("theorem", "ID", "verdict", "shown by", "tightest lhs/rhs", "rests on", "axioms")


def shown_by(record: Evidence, theorem: Theorem | None = None) -> str:
    """How a finding was made, in a few words; what is certified on a box names the box.

    Parameters
    ----------
    record : Evidence
        The finding.
    theorem : Theorem, optional
        What it is about, so that a box tells integers from reals.

    Returns
    -------
    str
        Such as ``"proof"``, ``"on the box t in [1, 2] only (512 pieces)"`` or ``"300 instances"``.

    Examples
    --------
    >>> shown_by(Evidence("demo", "0" * 16, Verdict.CERTIFIED, "certify", box={"t": (1, 2)}, pieces=512))
    'on the box t in [1, 2] only (512 pieces)'
    """
    if record.verdict is Verdict.FALSIFIED:
        return f"counterexample ({record.method})"
    if record.verdict is Verdict.CERTIFIED:
        return region_text(record, theorem)
    if record.method == "prove":
        return "proof"
    if record.method == "simulate":
        return f"{record.attempts} draws"
    if record.admissible:
        return f"{record.admissible} instances ({record.method})"
    return record.method


def how(row: LedgerRow) -> str:
    """How the verdict of a row came about; several searches are one search."""
    if row.verdicts == (Verdict.SURVIVED,):
        searches = [r for r in row.deciding if r.method != "simulate"]
        total = sum(record.admissible for record in searches)
        draws = [shown_by(record) for record in row.deciding if record.method == "simulate"]
        return ", ".join([*([f"{total} instances"] if total else []), *draws]) or "search"
    return "; ".join(dict.fromkeys(shown_by(record, row.theorem) for record in row.deciding)) or "—"


def number_text(value: float | None) -> str:
    """A number to six digits, a dash for none."""
    if value is None or not math.isfinite(value):
        return "—" if value is None else str(value)
    return f"{value:.6g}"


def ledger_markdown(rows: Sequence[LedgerRow]) -> str:
    """The ledger in Markdown: one table, or one that unfolds for every family where there are several.

    Parameters
    ----------
    rows : sequence of LedgerRow
        From :func:`ledger_rows`.

    Returns
    -------
    str
        Lines without a final newline; the same evidence gives the same text.

    Notes
    -----
    Seconds are left out: they differ from run to run.
    """
    families: dict[str, list[LedgerRow]] = {}
    for row in rows:
        families.setdefault(_family(row), []).append(row)
    if len(families) < 2:
        return "\n".join([totals(rows), "", *_table(rows)])
    blocks = [f"{totals(rows)} {foundations(rows)}"]
    for family, part in families.items():
        summary = f"<summary><b>{family or 'other'}</b>: {totals(part)}</summary>"
        blocks += ["", "<details>", summary, "", *_table(part), "", "</details>"]
    return "\n".join(blocks)


def _family(row: LedgerRow) -> str:
    try:
        return family_of(row.theorem.name)
    except RegistryError:  # a file of one's own
        return ""


def _table(rows: Sequence[LedgerRow]) -> list[str]:
    lines = [f"| {' | '.join(_HEADER)} |", "|" + "---|" * len(_HEADER)]
    for row in rows:
        theorem = row.theorem
        verdict = row.verdict_text
        if theorem.expected == "refuted":
            cure = f", corrected by `{theorem.corrected_by}`" if theorem.corrected_by else ""
            whose = "" if theorem.source.bibkey == "lqtheory_dossier" else "published, "
            verdict += f" ({whose}refuted as expected{cure})" if row.as_expected else " (should be refuted)"
        elif row.verdicts and not row.as_expected:
            verdict += " (**not expected**)"
        local = set(local_names(row.axioms))
        axioms = [name + LOCAL * (name in local) for name in (axiom.partition(" (")[0] for axiom in row.axioms)]
        lemmas = ["; ".join(row.rests_on) or "—", ", ".join(axioms) or "—"]
        cells = [f"`{theorem.name}`", theorem.id, verdict, how(row), number_text(row.tightness), *lemmas]
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return lines


def totals(rows: Sequence[LedgerRow]) -> str:
    """How many theorems have which verdict, in one sentence."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.verdict_text] = counts.get(row.verdict_text, 0) + 1
    parts = [f"{count} {'without evidence' if verdict == '—' else verdict}" for verdict, count in counts.items()]
    return f"{len(rows)} theorem{'s' if len(rows) != 1 else ''}: " + (", ".join(parts) or "none") + "."


def foundations(rows: Sequence[LedgerRow]) -> str:
    """How many of our own theorems rest on nothing cited, and how many of these on no local lemma, either.

    Parameters
    ----------
    rows : sequence of LedgerRow
        From :func:`ledger_rows`.

    Returns
    -------
    str
        Two sentences; the second explains the mark that local lemmas carry in the table.
    """
    own = [row for row in rows if row.theorem.provenance == "derived" and row.theorem.expected == "holds"]
    firm = [row for row in own if row.verdicts and set(row.verdicts) <= {Verdict.PROVED, Verdict.CERTIFIED}]
    firm = [row for row in firm if not row.rests_on]
    bare = sum(not local_names(row.axioms) for row in firm)
    return (
        f"Of the {len(own)} that are marked derived and should hold, {len(firm)} are PROVED or CERTIFIED with nothing "
        f"cited, {bare} of these ({bare / max(len(own), 1):.0%} of all) without a local lemma. A foundation lemma "
        f"marked {LOCAL} is local: one proof alone uses it, and its statement, which `lqtheory show` prints, is "
        "attacked by balls but not machine-checked."
    )


def ledger_json(rows: Sequence[LedgerRow]) -> list[dict[str, Any]]:
    """The ledger as plain JSON values.

    Parameters
    ----------
    rows : sequence of LedgerRow
        From :func:`ledger_rows` or :func:`ledger_row`.

    Returns
    -------
    list of dict
        One object per theorem: ``theorem, id, family, title, expected, corrected_by, verdict, as_expected, shown_by,
        tightness, rests_on, axioms, stale, contradiction, seconds, evidence``.
    """
    return [
        {
            "theorem": row.theorem.name,
            "id": row.theorem.id,
            "family": family_of(row.theorem.name),
            "title": row.theorem.title,
            "expected": row.theorem.expected,
            "corrected_by": row.theorem.corrected_by,
            "verdict": [str(verdict) for verdict in row.verdicts],
            "as_expected": row.as_expected,
            "shown_by": how(row),
            "tightness": row.tightness if row.tightness is None or math.isfinite(row.tightness) else str(row.tightness),
            "rests_on": list(row.rests_on),
            "axioms": list(row.axioms),
            "local_lemmas": local_lemmas(row.axioms),
            "stale": [record.method for record in row.stale],
            "contradiction": row.contradiction,
            "seconds": round(row.seconds, 3),
            "evidence": [record.to_json() for record in row.records],
        }
        for row in rows
    ]


def insert_ledger(text: str, ledger_text: str, where: str = "the text") -> str:
    r"""Replace what stands between the two markers.

    Parameters
    ----------
    text : str
        A document with one line ``<!-- ledger:begin -->`` and one line ``<!-- ledger:end -->`` after it.
    ledger_text : str
        What to put between them.
    where : str
        Name of the document, for the error text.

    Returns
    -------
    str
        The document; everything outside the markers is unchanged.

    Raises
    ------
    DataError
        If a marker is missing or occurs twice, or they stand in the wrong order.

    Examples
    --------
    >>> print(insert_ledger("before\n<!-- ledger:begin -->\nold\n<!-- ledger:end -->\nafter", "new"))
    before
    <!-- ledger:begin -->
    new
    <!-- ledger:end -->
    after
    """
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise DataError(f"{where} has not exactly one {BEGIN} with one {END} after it; put the two lines there once")
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    return f"{head}{BEGIN}\n{ledger_text}\n{END}{tail}"


def write_ledger(path: Path, rows: Sequence[LedgerRow]) -> bool:
    """Put the ledger between the markers of a Markdown file; the file is replaced in one step.

    Parameters
    ----------
    path : pathlib.Path
        The file, e.g. ``README.md``.
    rows : sequence of LedgerRow
        From :func:`ledger_rows`.

    Returns
    -------
    bool
        Whether the file has changed.

    Raises
    ------
    DataError
        If there is no such file, it is not UTF-8 text, or the markers are not there.
    """
    try:
        old = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"there is no file {path}; give a Markdown file that holds {BEGIN} and {END}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read as UTF-8 text ({error})") from error
    new = insert_ledger(old, ledger_markdown(rows), str(path))
    if new != old:
        with replacing(path.resolve()) as temporary:
            temporary.write_text(new, encoding="utf-8")
    return new != old
