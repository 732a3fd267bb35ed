"""How many mutants of a theorem's claim and of its proof the checkers notice, from the tables that a checkout holds."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import find_proof
from lqtheory.theorem import Theorem

__all__ = ["mutation_score", "proof_mutation_score"]

RESULTS = Path(__file__).parents[2] / "experiments" / "results"


@cache
def _rows(table: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    if (RESULTS / table).is_file():
        with (RESULTS / table).open(encoding="utf-8", newline="") as lines:
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
    rows = [
        row for row in _rows("mutation_scores.csv").get(theorem.name, []) if row["fingerprint"] == theorem.fingerprint
    ]
    if not rows:
        return ""
    killed = [row for row in rows if row["outcome"] == "killed"]
    survived = [row["mutant"] for row in rows if row["outcome"] == "survived"]
    if not killed and not survived:
        return "none made of the claim says more than it"
    score = f"{len(killed)} of {len(killed) + len(survived)} stronger mutants of the claim killed"
    return f"{score}; survived: {', '.join(survived)}" if survived else score


def proof_mutation_score(theorem: Theorem) -> str:
    """The mutation score of the proof of a theorem in words.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    str
        Such as ``"30 of 31 changed copies of the proof rejected; accepted: far without 10 < t"``. Empty where the table
        is not at hand or does not hold the proof in its present form.
    """
    proof = find_proof(theorem)
    known = proof and proof_fingerprint(theorem, proof)
    rows = [row for row in _rows("proof_mutation_scores.csv").get(theorem.name, []) if row["fingerprint"] == known]
    if not rows:
        return ""
    made, caught = (sum(int(row[column]) for row in rows) for column in ("made", "caught"))
    accepted = "; ".join(row["accepted"] for row in rows if row["accepted"])
    score = f"{caught} of {made} changed copies of the proof rejected"
    return f"{score}; accepted: {accepted}" if accepted else score
