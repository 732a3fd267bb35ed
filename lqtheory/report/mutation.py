"""How many mutants of a theorem's claim the checkers kill, from the table that a checkout holds."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from lqtheory.theorem import Theorem

__all__ = ["mutation_score"]

TABLE = Path(__file__).parents[2] / "experiments" / "results" / "mutation_scores.csv"


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    if TABLE.is_file():
        with TABLE.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.setdefault(row["theorem"], []).append(row)
    return found


def mutation_score(theorem: Theorem) -> str:
    """The mutation score of one theorem in words.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    str
        Such as ``"7 of 8 stronger mutants of the claim killed; survived: without q < p"``. Empty where the table is not
        at hand (an installed package) or does not hold the theorem in its present form. Mutants that say nothing
        stronger are not counted.
    """
    rows = [row for row in _rows().get(theorem.name, []) if row["fingerprint"] == theorem.fingerprint]
    if not rows:
        return ""
    killed = [row for row in rows if row["outcome"] == "killed"]
    survived = [row["mutant"] for row in rows if row["outcome"] == "survived"]
    if not killed and not survived:
        return "none made of the claim says more than it"
    score = f"{len(killed)} of {len(killed) + len(survived)} stronger mutants of the claim killed"
    return f"{score}; survived: {', '.join(survived)}" if survived else score
