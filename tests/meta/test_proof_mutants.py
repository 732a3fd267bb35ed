"""Mutants of proofs: the table is about the proofs as they are, and the checker accepts only what may hold."""

from pathlib import Path

import pytest

from experiments.proof_mutation_scores import EXPERIMENT, points, run
from lqtheory import tables
from lqtheory.checks import rules_polynomial
from lqtheory.checks.proof_mutants import BELIEVED, PROOF_KINDS
from lqtheory.errors import DataError
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import all_theorems, find, find_proof
from lqtheory.report.mutation import proof_mutation_score

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
TABLE = tables.read(RESULTS / "proof_mutation_scores.csv")
ROWS = list(TABLE)
REMEDY = "run `python -m experiments run proof_mutation_scores`"


def test_the_table_speaks_of_the_proofs_as_they_are() -> None:
    proofs = {t.name: proof_fingerprint(t, proof) for t in all_theorems() if (proof := find_proof(t))}
    assert {(row["theorem"], row["fingerprint"]) for row in ROWS} == set(proofs.items()), REMEDY
    assert {(point["theorem"], point["fingerprint"]) for point in points()} == set(proofs.items())
    assert TABLE.metadata["version"] == EXPERIMENT.version


def test_only_steps_that_may_hold_are_accepted() -> None:
    """Without an assumption a step may hold, and a citation is believed; everything else is a hole in the checker."""
    holes = [(row["theorem"], row["accepted"]) for row in ROWS if row["kind"] not in BELIEVED and row["accepted"]]
    assert holes == []
    assert all(row["made"] == row["caught"] for row in ROWS if row["kind"] not in BELIEVED)


@pytest.mark.parametrize("kind", PROOF_KINDS)
def test_mutants_of_every_kind_are_made_and_most_are_caught(kind: str) -> None:
    made, caught = (sum(row[column] for row in ROWS if row["kind"] == kind) for column in ("made", "caught"))
    assert made > 0
    assert caught > 0.9 * made


def test_the_readme_says_how_many() -> None:
    made, accepted = ({True: 0, False: 0} for _ in range(2))
    for row in ROWS:
        made[row["kind"] in BELIEVED] += row["made"]
        accepted[row["kind"] in BELIEVED] += row["made"] - row["caught"]
    text = " ".join((RESULTS.parents[1] / "README.md").read_text(encoding="utf-8").split())
    assert accepted[False] == 0
    assert f"It rejects all {made[False]:,} of them. Of {made[True]:,} copies " in text
    assert f"it accepts {accepted[True]} (table `proof_mutation_scores`" in text


def test_every_row_counts_what_it_names() -> None:
    for row in ROWS:
        named = len(row["accepted"].split("; ")) if row["accepted"] else 0
        assert row["made"] - row["caught"] == named
        assert (row["made"] > 0) == (row["kind"] in PROOF_KINDS)


def test_the_score_of_a_proof_is_shown_from_the_table() -> None:
    rows = [row for row in ROWS if row["theorem"] == "stechkin_inequality"]
    made, caught = (sum(row[column] for row in rows) for column in ("made", "caught"))
    assert proof_mutation_score(find("stechkin_inequality")).startswith(f"{caught} of {made} changed copies")


def test_without_z3_a_proof_that_asks_it_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every copy would be rejected for that alone."""
    monkeypatch.setattr(rules_polynomial, "is_installed", lambda: False)
    with pytest.raises(DataError, match="asks z3"):
        run({"theorem": "minimax_equals_maximin"}, None)
