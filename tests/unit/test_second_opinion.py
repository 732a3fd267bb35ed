"""What the evidence says of the second checker: that it confirms, asked by which code, or why it does not."""

import dataclasses

import pytest

from lqtheory.checks import lean, second, translation
from lqtheory.checks.certify import certify
from lqtheory.claim import AtMost
from lqtheory.domain import Domain, Real
from lqtheory.evidence import Evidence, Verdict
from lqtheory.registry import all_theorems, find, find_proof, stored_evidence
from lqtheory.report import is_fresh, ledger_row
from lqtheory.theorem import Source, Theorem

needs_lean = pytest.mark.skipif(not lean.is_installed(), reason="leancert 0.3.2 is not installed")
CONFIRMED = "rounded_radius_moves_share"


def on_box(name: str, budget: str = "thorough") -> Evidence:
    theorem = find(name)
    return Evidence(
        name, theorem.fingerprint, Verdict.CERTIFIED, "certify", budget=budget, box=theorem.box, certified_by=("flint",)
    )


@needs_lean
def test_a_confirmed_record_names_the_checker_and_the_code_that_asked_it() -> None:
    record = second.second_opinion(find(CONFIRMED), on_box(CONFIRMED), None)
    assert record.certified_by == ("flint", "leancert")
    assert record.translation == translation.translation_fingerprint()
    assert record.unconfirmed == ""
    assert is_fresh(find(CONFIRMED), record)


@needs_lean
def test_a_record_confirmed_when_other_code_asked_is_stale(monkeypatch) -> None:
    theorem = find(CONFIRMED)
    record = second.second_opinion(theorem, on_box(CONFIRMED), None)
    by_balls = on_box(CONFIRMED)
    for other in (dataclasses.replace(record, translation="0" * 16), dataclasses.replace(record, translation="")):
        assert not is_fresh(theorem, other)
        assert ledger_row(theorem, [other]).stale == (other,)
    monkeypatch.setattr(translation, "translation_fingerprint", lambda: "0" * 16)
    assert not is_fresh(theorem, record)
    assert is_fresh(theorem, by_balls)  # what it did not confirm does not depend on how it was asked
    assert ledger_row(theorem, [by_balls]).records == (by_balls,)


def test_the_fingerprint_is_that_of_the_code(tmp_path, monkeypatch) -> None:
    from lqtheory.fingerprints import module_fingerprint

    monkeypatch.syspath_prepend(tmp_path)
    found = []
    for number, text in enumerate(('"""One."""\nx = 1\n', '"""Two."""\n# why\nx = 1\n', "x = 2\n")):
        (tmp_path / f"some_code_{number}.py").write_text(text)
        found.append(module_fingerprint(f"some_code_{number}"))
    assert found[0] == found[1] != found[2]
    with pytest.raises(ModuleNotFoundError):
        module_fingerprint("no_such_module_here")


@needs_lean
def test_the_first_function_without_a_word_is_the_reason() -> None:
    for name, word in (("gelu_slope_is_bounded", "erfc"), ("gaussian_cancellation_is_heavy", "atan")):
        record = second.second_opinion(find(name), on_box(name), None)
        assert record.certified_by == ("flint",)
        assert record.unconfirmed == f"no word for {word}"
        assert record.translation == ""


@needs_lean
def test_what_is_not_settled_says_within_which_budget(monkeypatch, tmp_path) -> None:
    theorem, record = find("silu_slope_is_bounded"), on_box("silu_slope_is_bounded")
    monkeypatch.setattr(second, "certificate_path", lambda theorem: tmp_path / "none.json")
    monkeypatch.setattr(second, "_PIECES", 3)
    assert second.second_opinion(theorem, record, None).unconfirmed == "not settled within 3 pieces and 20 s"
    quick = dataclasses.replace(record, budget="quick")
    assert second.second_opinion(theorem, quick, None).unconfirmed == "no certificate is stored"
    theorem, record = find(CONFIRMED), on_box(CONFIRMED)
    found = second.second_opinion(theorem, record, None)
    assert found.unconfirmed == f"no certificate is stored; lqtheory replay {CONFIRMED} --search finds one"
    assert found.certified_by == ("flint",)


def test_without_the_second_checker_the_record_says_so(monkeypatch) -> None:
    monkeypatch.setattr(second, "is_installed", lambda: False)
    record = second.second_opinion(find(CONFIRMED), on_box(CONFIRMED), None)
    assert record.unconfirmed == "leancert 0.3.2 is not installed"
    assert record.certified_by == ("flint",)


def test_where_nothing_is_to_be_confirmed_nothing_is_said() -> None:
    domain = Domain(t=Real(0, typical=(0, 4)))
    (t,) = domain.symbols
    false = Theorem("demo", "t", "t.", domain, AtMost(t, 1), Source("demo"))
    record = certify(false)
    assert record is not None
    assert record.verdict is Verdict.FALSIFIED
    assert second.second_opinion(false, record, None) == record
    name = "stechkin_constant_at_most_one"  # a proof without certificates
    theorem, proof = find(name), find_proof(find(name))
    proved = Evidence(name, "0" * 16, Verdict.PROVED, "prove", certified_by=("sympy", "flint"))
    assert second.second_opinion(theorem, proved, proof).unconfirmed == ""


def test_every_certificate_of_the_ledger_is_confirmed_or_says_why_not() -> None:
    reasons = second.confirmations(all_theorems())
    assert len(reasons) >= 100
    allowed = (second.NO_WORD, second.UNSETTLED)
    assert [name for name, reason in reasons.items() if reason and not reason.startswith(allowed)] == []
    assert sum(not reason for reason in reasons.values()) >= 55
    for name, reason in reasons.items():
        (record,) = [one for one in stored_evidence(find(name)) if one.method == "certify"]
        assert ("leancert" in record.certified_by) is not bool(reason)
        assert bool(record.translation) is not bool(reason)
