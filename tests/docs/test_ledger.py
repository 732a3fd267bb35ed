"""The ledger in the README is current, and the evidence behind it speaks about the theorems as they are now."""

from pathlib import Path

from lqtheory.cli.schedule import applied_by
from lqtheory.evidence import store_folder
from lqtheory.registry import all_theorems, evidence_path, find, stored_evidence
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


def test_the_evidence_that_ships_is_thorough(theorem):
    """Proofs have no budget."""
    short = {record.method: record.budget for record in stored_evidence(theorem) if record.budget != "thorough"}
    assert set(short) <= {"prove"}, f"run `lqtheory check {theorem.name} --budget thorough --store`"


def test_proofs_rest_on_what_the_theorems_that_they_apply_rest_on(theorem):
    """The fingerprint of a proof does not see that a theorem which it applies has another proof by now."""
    own = proof_record(theorem)
    for name in applied_by(theorem):
        other = proof_record(find(name))
        assert own is not None
        assert other is not None
        remedy = f"run `lqtheory check {theorem.name} --only prove --store`: {name} rests on something else now"
        assert other.lemmas <= set(own.rests_on), remedy
        assert set(other.axioms) <= set(own.axioms), remedy


def proof_record(theorem):
    return next((record for record in stored_evidence(theorem) if record.method == "prove"), None)


def test_every_verdict_in_the_store_is_the_expected_one(theorem):
    row = ledger_row(theorem, stored_evidence(theorem))
    assert row.as_expected, row.contradiction or f"{row.verdict_text}, expected: {theorem.expected}"
    assert not row.inconclusive


def test_no_evidence_belongs_to_a_theorem_that_is_gone():
    known = {evidence_path(theorem) for theorem in all_theorems()}
    assert sorted(set(store_folder().rglob("*.json")) - known) == []
