"""A run says where it finds less than the ledger says, and stored counterexamples are decided again."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lqtheory.checks import counterexamples
from lqtheory.checks.counterexamples import recheck_counterexamples
from lqtheory.evidence import Verdict
from lqtheory.registry import find, stored_evidence
from lqtheory.report import ledger
from lqtheory.report.ledger import disagreements, ledger_rows

PROVED, CERTIFIED, FALSE = "cloning_lowers_hoyer", "fano_error_at_least_half", "cloning_keeps_hoyer"


def row_of(name, **changes):
    """The row of a theorem, with its finding by one rung changed."""
    (row,) = [row for row in ledger_rows() if row.theorem.name == name]
    method = changes.pop("method")
    records = tuple(replace(one, **changes) if one.method == method else one for one in row.records)
    assert any(one.method == method for one in records)
    return replace(row, records=records)


def test_the_ledger_agrees_with_itself():
    assert [line for row in ledger_rows() for line in disagreements(row)] == []


@pytest.mark.parametrize("changes", [{"verdict": Verdict.REDUCED}, {"rests_on": ("something new",)}])
def test_a_proof_that_gives_less_than_the_ledger_says_is_named(changes):
    (line,) = disagreements(row_of(PROVED, method="prove", **changes))
    assert line.startswith(f"{PROVED}: the ledger says PROVED by prove, this run ")


def test_a_box_that_is_not_certified_any_more_is_named_unless_less_was_spent():
    row = row_of(CERTIFIED, method="certify", verdict=Verdict.INCONCLUSIVE)
    assert disagreements(row) == [f"{CERTIFIED}: the ledger says CERTIFIED by certify, this run INCONCLUSIVE"]
    assert disagreements(row_of(CERTIFIED, method="certify", verdict=Verdict.INCONCLUSIVE, budget="quick")) == []


def test_searches_that_settle_nothing_and_stale_findings_are_not_compared(monkeypatch):
    row = row_of(PROVED, method="prove", verdict=Verdict.REDUCED)
    stale = [replace(one, fingerprint="0" * 16) for one in stored_evidence(row.theorem)]
    monkeypatch.setattr(ledger, "stored_evidence", lambda theorem, store=None: stale)
    assert disagreements(row) == []
    open_ended = [replace(one, verdict=Verdict.SURVIVED) for one in row.records]
    monkeypatch.setattr(ledger, "stored_evidence", lambda theorem, store=None: open_ended)
    assert disagreements(row) == []


def test_check_says_so_and_ends_with_1(cli, monkeypatch):
    changed = [replace(one, verdict=Verdict.REDUCED) for one in stored_evidence(find(PROVED))]
    monkeypatch.setattr(ledger, "stored_evidence", lambda theorem, store=None: changed)
    result = cli("check", PROVED, "--only", "prove")
    assert result.code == 1
    assert f"{PROVED}: the ledger says REDUCED by prove, this run PROVED" in result.err
    told = cli("check", PROVED, "--only", "prove", "--json")
    assert '"differs_from_ledger"' in told.out
    assert '"as_expected": false' in told.out


def test_a_counterexample_that_is_none_is_named(cli, monkeypatch):
    assert [one.violated for one in recheck_counterexamples(find(FALSE))] == [True] * len(
        [one for one in stored_evidence(find(FALSE)) if one.verdict is Verdict.FALSIFIED]
    )
    harmless = {"n": 2, "x": [Fraction(0), Fraction(0)]}  # not admissible: x is not zero
    changed = [replace(one, counterexample=harmless) for one in stored_evidence(find(FALSE))]
    monkeypatch.setattr(counterexamples, "stored_evidence", lambda theorem: changed)
    result = cli("replay", FALSE)
    assert result.code == 1
    assert f"{FALSE}: its counterexample by " in result.out
    assert "0 of " in result.out


def test_objects_and_probabilities_are_left_to_a_search(cli):
    result = cli("replay", "masks_lower_spectral_norms_as_assumed", "conformal_rank_covers_most_samples")
    assert result.code == 0
    assert "finds counterexamples anew: conformal_rank_covers_most_samples, masks_lower" in result.out
