"""The mutation score of a theorem in words, as `lqtheory show` prints it."""

from dataclasses import replace

import pytest

from lqtheory.fingerprints import proof_fingerprint
from lqtheory.registry import find, find_proof
from lqtheory.report import mutation

THEOREM = find("stechkin_inequality")


def rows(*outcomes: str) -> dict[str, list[dict[str, str]]]:
    common = {"theorem": THEOREM.name, "fingerprint": THEOREM.fingerprint}
    return {THEOREM.name: [{**common, "mutant": f"no {i}", "outcome": o} for i, o in enumerate(outcomes)]}


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        (("killed", "survived", "weaker"), "1 of 2 stronger mutants of the claim killed; survived: no 1"),
        (("killed", "killed", "other"), "2 of 2 stronger mutants of the claim killed"),
        (("none",), "none made of the claim says more than it"),
        ((), ""),
    ],
)
def test_killed_and_survivors_are_counted(monkeypatch, outcomes, words):
    monkeypatch.setattr(mutation, "_rows", lambda *_: rows(*outcomes))
    assert mutation.mutation_score(THEOREM) == words


def test_a_score_of_an_earlier_form_is_not_shown(monkeypatch):
    old = rows("killed")
    old[THEOREM.name] = [row | {"fingerprint": "0" * 16} for row in old[THEOREM.name]]
    monkeypatch.setattr(mutation, "_rows", lambda *_: old)
    assert mutation.mutation_score(THEOREM) == ""
    assert mutation.mutation_score(replace(THEOREM, name="not_in_the_table")) == ""


def test_the_score_of_a_proof_counts_its_kinds_and_names_what_was_accepted(monkeypatch):
    known = proof_fingerprint(THEOREM, find_proof(THEOREM))
    row = {"theorem": THEOREM.name, "fingerprint": known, "made": "3", "caught": "3", "accepted": ""}
    other = row | {"made": "2", "caught": "1", "accepted": "far without 10 < t"}
    monkeypatch.setattr(mutation, "_rows", lambda *_: {THEOREM.name: [row, other]})
    words = "4 of 5 changed copies of the proof rejected; accepted: far without 10 < t"
    assert mutation.proof_mutation_score(THEOREM) == words
    monkeypatch.setattr(mutation, "_rows", lambda *_: {THEOREM.name: [row | {"fingerprint": "0" * 16}]})
    assert mutation.proof_mutation_score(THEOREM) == ""
