"""The ledger: what counts as fresh, what it says, and how it gets into a document."""

import dataclasses
import json
from pathlib import Path

import pytest

from lqtheory.errors import DataError, RegistryError
from lqtheory.evidence import Evidence, Verdict, write_evidence
from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import all_theorems, evidence_path, find, find_proof
from lqtheory.report import (
    citation,
    evidence_lines,
    fingerprint_memo,
    insert_ledger,
    is_fresh,
    ledger_json,
    ledger_markdown,
    ledger_row,
    ledger_rows,
    merged,
    row_of,
    theorem_lines,
    unicode_formula,
    write_ledger,
)
from lqtheory.report.sources import bibliography

THEOREM = find("stechkin_constant_at_most_one")
BETWEEN = "before\n<!-- ledger:begin -->\nold\n<!-- ledger:end -->\nafter\n"


def record(verdict: Verdict, method: str = "falsify", **more: object) -> Evidence:
    proof = find_proof(THEOREM)
    assert proof is not None
    fingerprint = proof_fingerprint(THEOREM, proof) if method == "prove" else THEOREM.fingerprint
    return Evidence(THEOREM.name, fingerprint, verdict, method, **more)  # type: ignore[arg-type]


def test_findings_are_fresh_only_with_the_fingerprint_of_today():
    assert is_fresh(THEOREM, record(Verdict.SURVIVED))
    assert is_fresh(THEOREM, record(Verdict.PROVED, "prove"))
    assert not is_fresh(THEOREM, dataclasses.replace(record(Verdict.SURVIVED), fingerprint="0" * 16))
    swapped = dataclasses.replace(record(Verdict.PROVED, "prove"), fingerprint=THEOREM.fingerprint)
    assert not is_fresh(THEOREM, swapped)


def test_a_proof_of_a_theorem_without_proof_file_is_stale():
    theorem = next(t for t in all_theorems() if find_proof(t) is None)
    assert not is_fresh(theorem, Evidence(theorem.name, theorem.fingerprint, Verdict.PROVED, "prove"))


def test_stale_findings_are_kept_apart_and_decide_nothing():
    stale = dataclasses.replace(record(Verdict.PROVED, "prove"), fingerprint="0" * 16)
    row = ledger_row(THEOREM, [stale, record(Verdict.SURVIVED)])
    assert row.verdicts == (Verdict.SURVIVED,)
    assert row.stale == (stale,)
    assert ledger_row(THEOREM, [stale]).verdict_text == "stale"


def test_a_row_sums_up_the_findings():
    rests_on = ("a lemma (somebody_2000)",)
    row = row_of(
        THEOREM,
        [
            record(Verdict.REDUCED, "prove", rests_on=rests_on, axioms=("jensen (x)",), seconds=1.0),
            record(Verdict.CERTIFIED, "certify", pieces=5, seconds=2.0),
            record(Verdict.SURVIVED, tightness=(0.5, 0.9), admissible=3),
            record(Verdict.SURVIVED, "attack", tightness=(0.1, 0.95), admissible=4),
        ],
    )
    assert row.verdict_text == "CERTIFIED + REDUCED"
    assert row.rests_on == rests_on
    assert row.axioms == ("jensen (x)",)
    assert row.tightness == 0.95
    assert row.seconds == 3.0
    assert row.as_expected
    assert not row.inconclusive


def test_the_ratio_of_an_equality_is_not_shown():
    seen = record(Verdict.SURVIVED, tightness=(1.0, 1.0))
    equality = find("q_mass_counts_attain_minimum")
    assert row_of(equality, [seen]).tightness is None
    assert row_of(THEOREM, [seen]).tightness == 1.0


def test_no_theorem_that_holds_shows_a_ratio_above_one():
    rows = [row for row in ledger_rows() if row.theorem.expected == "holds" and row.tightness is not None]
    assert len(rows) > 200
    above = {row.theorem.name: row.tightness for row in rows if row.tightness > 1 + 1e-9}
    assert not above


def test_a_contradiction_is_part_of_the_row():
    row = row_of(THEOREM, [record(Verdict.PROVED, "prove"), record(Verdict.FALSIFIED, counterexample={"q": 1.0})])
    assert row.verdict_text == "CONTRADICTION"
    assert not row.as_expected
    assert "one checker or lemma is wrong" in row.contradiction


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_is_expected(verdict):
    refuted = verdict in (Verdict.FALSIFIED, Verdict.REJECTED)
    for expected, answer in (("holds", not refuted), ("refuted", refuted)):
        theorem = dataclasses.replace(THEOREM, expected=expected)
        assert row_of(theorem, [record(verdict)]).as_expected is answer
    assert not row_of(THEOREM, []).as_expected


def test_markdown_has_a_line_per_theorem_and_is_the_same_every_time(tmp_path):
    write_evidence(
        evidence_path(THEOREM, tmp_path), [record(Verdict.PROVED, "prove", axioms=("jensen (x, y)",), seconds=1.5)]
    )
    text = ledger_markdown(ledger_rows(store=tmp_path))
    (line,) = [line for line in text.splitlines() if f"`{THEOREM.name}`" in line]
    assert line == f"| `{THEOREM.name}` | {THEOREM.id} | PROVED | proof | — | — | jensen |"
    write_evidence(
        evidence_path(THEOREM, tmp_path), [record(Verdict.PROVED, "prove", axioms=("jensen (x, y)",), seconds=9.0)]
    )
    assert ledger_markdown(ledger_rows(store=tmp_path)) == text
    assert text.startswith(f"{len(all_theorems())} theorems: ")


def test_local_lemmas_are_marked_counted_and_written_out():
    axioms = ("averaging_start (somewhere)", "jensen (x)")
    rows = [row_of(THEOREM, [record(Verdict.PROVED, "prove", axioms=axioms)]), row_of(find("subspace_width_gap"), [])]
    text = ledger_markdown(rows)
    assert "| averaging_start†, jensen |" in text
    assert THEOREM.provenance == "derived"
    assert "1 are PROVED or CERTIFIED with nothing cited, 0 of these" in text
    (line,) = [line for line in evidence_lines(rows[0].records[0]) if "local lemma" in line]
    assert line.startswith("    local lemma, not machine-checked: averaging_start: The empty sum")
    assert ledger_json(rows)[0]["local_lemmas"] == [line.partition("checked: ")[2]]


def test_markdown_tells_the_expected_refutation_from_the_unexpected():
    refuted = dataclasses.replace(THEOREM, expected="refuted", corrected_by="the_cure")
    falsified = record(Verdict.FALSIFIED, counterexample={"q": 1.0})
    assert "refuted as expected, corrected by `the_cure`" in ledger_markdown([row_of(refuted, [falsified])])
    assert "should be refuted" in ledger_markdown([row_of(refuted, [record(Verdict.SURVIVED)])])
    assert "**not expected**" in ledger_markdown([row_of(THEOREM, [falsified])])


def test_markdown_cells_cannot_break_the_table():
    row = row_of(THEOREM, [record(Verdict.REDUCED, "prove", rests_on=("|x| <= 1 | y",))])
    (line,) = [line for line in ledger_markdown([row]).splitlines() if THEOREM.name in line]
    assert line.replace(r"\|", "").count("|") == 8


def test_json_holds_all_evidence_and_is_json():
    row = row_of(THEOREM, [record(Verdict.SURVIVED, tightness=(0.0, float("inf")))])
    (document,) = ledger_json([row])
    assert json.loads(json.dumps(document, allow_nan=False))["verdict"] == ["SURVIVED"]
    assert Evidence.from_json(document["evidence"][0]) == row.records[0]


def test_merging_replaces_methods_and_drops_what_is_stale(tmp_path):
    path = evidence_path(THEOREM, tmp_path)
    stale = dataclasses.replace(record(Verdict.SURVIVED, "attack"), fingerprint="0" * 16)
    write_evidence(path, [record(Verdict.SURVIVED, attempts=1), record(Verdict.PROVED, "prove"), stale])
    found = merged(THEOREM, [record(Verdict.SURVIVED, attempts=2)], tmp_path)
    assert sorted((r.method, r.attempts) for r in found) == [("falsify", 2), ("prove", 0)]
    path.write_text("{")
    assert len(merged(THEOREM, [record(Verdict.SURVIVED)], tmp_path)) == 1


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (record(Verdict.SURVIVED, budget="standard"), "thorough"),
        (record(Verdict.SURVIVED, budget="custom"), "thorough"),
        (record(Verdict.INCONCLUSIVE, budget="quick"), "thorough"),
        (record(Verdict.SURVIVED, budget="thorough", attempts=7), "thorough"),
        (record(Verdict.FALSIFIED, budget="quick", counterexample={"q": 1.0}), "quick"),
        (record(Verdict.REJECTED, budget="quick"), "quick"),
    ],
)
def test_a_smaller_budget_does_not_replace_a_larger_one_unless_it_says_more(new, kept, tmp_path):
    old = record(Verdict.SURVIVED, budget="thorough", attempts=5)
    write_evidence(evidence_path(THEOREM, tmp_path), [old])
    (found,) = merged(THEOREM, [new], tmp_path)
    assert found.budget == kept
    assert found is new or new.budget != kept
    outdated = dataclasses.replace(old, fingerprint="0" * 16)
    write_evidence(evidence_path(THEOREM, tmp_path), [outdated])
    assert merged(THEOREM, [new], tmp_path) == [new]


@pytest.mark.parametrize(
    "text",
    ["", "<!-- ledger:begin -->", "<!-- ledger:end -->\n<!-- ledger:begin -->", BETWEEN + BETWEEN],
)
def test_documents_without_one_pair_of_markers_are_refused(text):
    with pytest.raises(DataError, match="put the two lines there once"):
        insert_ledger(text, "new", "file.md")


def test_only_what_stands_between_the_markers_changes():
    assert insert_ledger(BETWEEN, "new") == BETWEEN.replace("old", "new")
    assert insert_ledger(insert_ledger(BETWEEN, "new"), "new") == BETWEEN.replace("old", "new")


def test_a_failing_write_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch):
    path = tmp_path / "README.md"
    path.write_text(BETWEEN)

    def failing(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(OSError, match="disk full"):
        write_ledger(path, ledger_rows([THEOREM], tmp_path))
    assert path.read_text() == BETWEEN
    assert list(tmp_path.iterdir()) == [path]


def test_every_entry_of_the_bibliography_reads_as_a_line():
    for key in bibliography():
        line = citation(key)
        assert not set("{}\\\n") & set(line), line
        assert "n.d." not in line
        assert "unknown" not in line


def test_every_entry_of_the_file_is_found():
    text = Path(bibliography.__wrapped__.__code__.co_filename).parents[1].joinpath("references.bib").read_text()
    assert len(bibliography()) == text.count("\n@") + text.startswith("@")


def test_every_theorem_has_a_source_that_exists(theorem):
    assert citation(theorem.source.bibkey)


def test_an_unknown_source_is_an_error():
    with pytest.raises(RegistryError, match=r"no source 'nobody_1900' in references\.bib"):
        citation("nobody_1900")


def test_every_theorem_can_be_shown(theorem):
    text = "\n".join(theorem_lines(theorem))
    assert theorem.statement in text
    assert all(theorem.domain.text(name) in text for name in theorem.domain.parameters)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"\sqrt{x} \leq \sqrt[p]{y + 1}", "√(x) ≤ (y + 1)^(1/p)"),
        (r"\left\lceil{\frac{k p}{p - q}}\right\rceil", "⌈(k p)/(p - q)⌉"),
        (r"x^{2} + y^{- \frac{1}{q}}", "x² + y^(-1/q)"),
        (r"\kappa^{\mathrm{St}}_{q,p}", "κ^(St)_{q,p}"),
        (r"\unknown{x}", "unknownx"),
        (r"\mathbb{P}(\text{r_(k) < h_{m+1}})^2", "P(r_(k) < h_{m+1})²"),
        (r"{", ""),
        (r"x^", "x^()"),
    ],
)
def test_formulas_in_unicode(latex, text):
    assert unicode_formula(latex) == text


def test_every_formula_is_one_line_without_tex(theorem):
    formula = unicode_formula(theorem.latex)
    assert formula
    assert not set("\\\n") & set(formula), formula


def test_a_finding_names_everything_it_rests_on():
    text = "\n".join(
        evidence_lines(
            record(
                Verdict.FALSIFIED,
                message="fails",
                counterexample={"n": 3, "x": [4.0, -2.0, 0.5]},
                slack=(-1.0, -0.5),
                box={"q": (0.5, 2)},
                rests_on=("lemma",),
                failed_assumption="none",
                attempts=5,
                admissible=4,
                p_value=1e-12,
                count=7,
                seconds=1.0,
            )
        )
    )
    for part in (
        "FALSIFIED by falsify: fails",
        "n=3, x=[4, -2, 0.5]",
        "[-1, -0.5]",
        "q in [0.5, 2]",
        "lemma",
        "4 of 5",
        "1e-12",
    ):
        assert part in text


def test_fingerprints_are_remembered_until_a_source_file_changes(tmp_path, monkeypatch):
    theorems = [THEOREM]
    fresh = fingerprint_memo.remembered_fingerprints(theorems, tmp_path)
    assert fresh == fingerprint_memo.fingerprints(theorems)
    monkeypatch.setattr(fingerprint_memo, "fingerprints", lambda _: pytest.fail("computed again"))
    assert fingerprint_memo.remembered_fingerprints(theorems, tmp_path) == fresh
    monkeypatch.setattr(fingerprint_memo, "fingerprints", lambda _: {"other": ("0", None)})
    monkeypatch.setattr(fingerprint_memo, "_state_of_sources", lambda: "another state")
    assert fingerprint_memo.remembered_fingerprints(theorems, tmp_path) == {"other": ("0", None)}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"state": 1}', '{"state": "s", "theorems": [1]}'])
def test_a_damaged_memo_is_computed_again(tmp_path, damage):
    (tmp_path / "fingerprints.json").write_text(damage)
    expected = fingerprint_memo.fingerprints([THEOREM])
    assert fingerprint_memo.remembered_fingerprints([THEOREM], tmp_path) == expected
    assert fingerprint_memo.remembered_fingerprints([THEOREM], tmp_path / "fingerprints.json") == expected


def test_the_state_of_the_sources_follows_every_file(tmp_path, monkeypatch):
    (tmp_path / "one.py").write_text("a = 1\n")
    monkeypatch.setattr(fingerprint_memo, "proofs_folder", lambda: tmp_path)
    before = fingerprint_memo._state_of_sources()
    (tmp_path / "one.py").write_text("a = 2\n")
    assert fingerprint_memo._state_of_sources() != before
