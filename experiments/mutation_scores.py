"""Mutants of every theorem: whether the checkers notice a statement that says a little more than is true.

The fingerprints in the keys are those of the stored evidence, so that the mutants of a theorem are judged anew whenever
the theorem has been checked anew.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory.checks.mutants import judge, mutants_of
from lqtheory.evidence import store_folder
from lqtheory.registry import find, theorem_names


def points() -> list[dict[str, str]]:
    """Name and fingerprint of every theorem that should hold and whose claim is a relation."""
    found = []
    for name, family in theorem_names().items():
        path = store_folder() / family / f"{name}.json"
        records = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        searched = [r for r in records if r["method"] == "falsify" and r["verdict"] != "FALSIFIED"]
        found += [{"theorem": name, "fingerprint": record["fingerprint"]} for record in searched]
    return found


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Judge all mutants of one theorem.

    Parameters
    ----------
    point : dict
        Name and fingerprint of the theorem.
    rng : numpy.random.Generator
        Not used: mutants bring their own seeds.

    Returns
    -------
    list of dict
        One row per mutant: what was changed, and whether it was killed, survived, or says nothing stronger. A theorem
        without mutants has one row that says so.
    """
    theorem = find(point["theorem"])
    rows = []
    for mutant in mutants_of(theorem):
        judgement = judge(mutant, theorem)
        rows.append({"mutant": mutant.text, "kind": mutant.kind, "outcome": judgement.outcome, "how": judgement.how})
    return rows or [
        {"mutant": "none", "kind": "none", "outcome": "none", "how": "no equality is claimed, nothing is assumed"}
    ]


EXPERIMENT = Experiment(
    name="mutation_scores",
    title="Mutants of claims: which ones the checkers notice",
    grid=points(),
    run=run,
    version=1,
    row_keys=("mutant",),
    small=points()[:2],
    sources=("lqtheory.checks.mutants",),
    long=True,
)
