"""Mutants of every proof: whether the checker notices a step that does not follow any more.

The fingerprints in the keys are those of the stored evidence, so that the copies of a proof are made and judged anew
whenever it has been checked anew.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from experiments._runner import Experiment
from lqtheory.checks import rules_polynomial
from lqtheory.checks.proof_mutants import PROOF_KINDS, is_accepted, proof_mutants
from lqtheory.errors import DataError
from lqtheory.evidence import store_folder
from lqtheory.registry import find, find_proof, theorem_names


def points() -> list[dict[str, str]]:
    """Name of every theorem whose proof is accepted, and the fingerprint of that proof."""
    found = []
    for name, family in theorem_names().items():
        path = store_folder() / family / f"{name}.json"
        records = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        accepted = [r for r in records if r["method"] == "prove" and r["verdict"] in ("PROVED", "REDUCED")]
        found += [{"theorem": name, "fingerprint": record["fingerprint"]} for record in accepted]
    return found


def run(point: dict[str, Any], rng: np.random.Generator) -> list[dict[str, Any]]:
    """Make all mutants of one proof and have them checked.

    Parameters
    ----------
    point : dict
        Name of the theorem and fingerprint of its proof.
    rng : numpy.random.Generator
        Not used: nothing is drawn but the instances of the checker, which brings its own seeds.

    Returns
    -------
    list of dict
        One row for each kind of change that the proof admits: how many copies were made, how many were rejected, and
        what was changed in those that were accepted. A proof that admits none has one row that says so.

    Raises
    ------
    DataError
        If a step asks z3, which is not installed: its copies would be rejected for that alone.
    """
    theorem = find(point["theorem"])
    proof = find_proof(theorem)
    assert proof is not None
    if any(step.rule.kind == "polynomial" for step in proof.steps) and not rules_polynomial.is_installed():
        raise DataError(f"the proof of {theorem.name} asks z3; install it with pip install 'lqtheory[z3]'")
    verdicts: dict[str, list[tuple[str, bool]]] = {kind: [] for kind in PROOF_KINDS}
    for mutant in proof_mutants(theorem, proof):
        verdicts[mutant.kind].append((mutant.text, is_accepted(theorem, proof, mutant.proof)))
    rows = []
    for kind, found in verdicts.items():
        kept = [text for text, accepted in found if accepted]
        row = {"kind": kind, "made": len(found), "caught": len(found) - len(kept), "accepted": "; ".join(kept) or None}
        rows += [row] if found else []
    return rows or [{"kind": "none", "made": 0, "caught": 0, "accepted": None}]


EXPERIMENT = Experiment(
    name="proof_mutation_scores",
    title="Mutants of proofs: which ones the checker notices",
    grid=points(),
    run=run,
    version=1,
    row_keys=("kind",),
    small=points()[:2],
    sources=("lqtheory.checks.proof_mutants",),
    long=True,
)
