"""Which theorems speak of each result of the dossiers, by its identifier.

``dossier_coverage.csv`` beside this file has one line for every result that the dossiers name: its identifier, whether
they mark it as derived there, the theorems of the registry that speak of it, and a reason where there are none. A
test holds it to the registry. An identifier may stand for several sentences: that a theorem speaks of a result does
not say that all of it is covered.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lqtheory.registry import all_theorems
from lqtheory.theorem import Theorem

__all__ = ["COVERAGE", "Covered", "covering", "dossier_results", "recorded_coverage"]

COVERAGE = Path(__file__).with_name("dossier_coverage.csv")
_NAME = r"(?:coreset|cert|geom|lq|baseline)\.[A-Za-z0-9_.]*[A-Za-z0-9_]"
#: An identifier in bold, or at the beginning of a line and before a mark.
_INTRODUCED = re.compile(rf"\*\*(?:[^*`]* / )?({_NAME})\*\*|^`({_NAME})` (?=\[)")
#: A mark that says "derived", alone or with more words: ``[D]``, ``[M, D proof]``, ``[DERIVED, exact]``, ``[derived]``.
_DERIVED = re.compile(r"\[[^\[\]$]*(?:\bderived\b|\bDERIVED\b|(?<![\w$\\])D\b(?![(^_]))[^\[]*\]")


class Covered(NamedTuple):
    """A line of the table."""

    derived: bool
    theorems: tuple[str, ...]
    reason: str


@cache
def recorded_coverage() -> dict[str, Covered]:
    """The table.

    Returns
    -------
    dict of str to Covered
        Identifier of a result to what covers it.

    Examples
    --------
    >>> "minimax_equals_maximin" in recorded_coverage()["coreset.minimax_q"].theorems
    True
    """
    with COVERAGE.open(encoding="utf-8", newline="") as lines:
        return {
            row["result"]: Covered(row["derived"] == "yes", tuple(row["theorems"].split()), row["reason"])
            for row in csv.DictReader(lines)
        }


def covering(result: str, theorems: Iterable[Theorem] | None = None) -> tuple[str, ...]:
    """Names of the theorems that speak of a result: by their identifier, a part of it, or their source.

    Parameters
    ----------
    result : str
        Identifier of the dossiers, such as ``"coreset.unique"``.
    theorems : iterable of Theorem, optional
        Where to look; the registry if not given.

    Returns
    -------
    tuple of str
        Sorted by name.

    Examples
    --------
    >>> covering("coreset.s_range")[-1]
    'total_sensitivity_range'
    """
    there = re.compile(rf"(?<![\w.]){re.escape(result)}(?![\w.]*\w)")
    return tuple(
        sorted(
            theorem.name
            for theorem in (all_theorems() if theorems is None else theorems)
            if theorem.id == result or theorem.id.startswith(f"{result}.") or there.search(theorem.source.where)
        )
    )


def dossier_results(texts: Mapping[str, str]) -> dict[str, bool]:
    r"""Identifiers that dossiers introduce, and whether a mark there says that something of it is derived.

    Introduced are identifiers in a heading of the third level, in bold, or at the beginning of a line before a mark. A
    mark such as ``[D]`` or ``[DERIVED, identity]`` stands for what was introduced last, and that of a heading for all
    that is introduced below it.

    Parameters
    ----------
    texts : mapping of str to str
        Name of a dossier to its text.

    Returns
    -------
    dict of str to bool

    Examples
    --------
    >>> dossier_results({"a": "### lq.one, lq.two `[DERIVED]`\n### `geom.x` Words [M]\n"})
    {'lq.one': True, 'lq.two': True, 'geom.x': False}
    >>> dossier_results({"a": "### `geom.x` Words [M]\nMore [D].\n`geom.y` [M] words\n**cert.z** `[DERIVED]`"})
    {'geom.x': True, 'geom.y': False, 'cert.z': True}
    """
    found: dict[str, bool] = {}
    for text in texts.values():
        heading, current, section = list[str](), list[str](), False
        for line in text.splitlines():
            if line.startswith("#"):
                heading = current = re.findall(_NAME, line.split("$")[0]) if line.startswith("### ") else []
                section = bool(_DERIVED.search(line))
            current = heading or current  # what a line of a section introduces has the rest of that line
            # A line is cut where it introduces something: a mark stands for what is introduced before it.
            pieces = [line] if line.startswith("#") else [piece for piece in _INTRODUCED.split(line) if piece]
            for piece in pieces:
                if re.fullmatch(_NAME, piece):
                    current = [piece]
                    found[piece] = found.get(piece, False) or section
                elif current:
                    derived = bool(_DERIVED.search(piece))
                    found.update({name: found.get(name, False) or derived for name in current})
    return found
