"""The ledger in the README is current, and the evidence behind it speaks about the theorems as they are now."""

from pathlib import Path

from lqtheory.evidence import store_folder
from lqtheory.registry import all_theorems, evidence_path, stored_evidence
from lqtheory.report import insert_ledger, ledger_markdown, ledger_row, ledger_rows

README = Path(__file__).resolve().parents[2] / "README.md"
REMEDY = "run `lqtheory check all --store && lqtheory report --write README.md`"


def test_the_ledger_in_the_readme_is_current():
    text = README.read_text(encoding="utf-8")
    assert insert_ledger(text, ledger_markdown(ledger_rows())) == text, REMEDY


def test_every_theorem_has_evidence_and_none_of_it_is_stale(theorem):
    row = ledger_row(theorem, stored_evidence(theorem))
    assert row.records, REMEDY
    assert not [record.method for record in row.stale], REMEDY


def test_every_verdict_in_the_store_is_the_expected_one(theorem):
    row = ledger_row(theorem, stored_evidence(theorem))
    assert row.as_expected, row.contradiction or f"{row.verdict_text}, expected: {theorem.expected}"
    assert not row.inconclusive


def test_no_evidence_belongs_to_a_theorem_that_is_gone():
    known = {evidence_path(theorem) for theorem in all_theorems()}
    assert sorted(set(store_folder().rglob("*.json")) - known) == []
