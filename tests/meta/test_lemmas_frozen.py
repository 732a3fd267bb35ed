"""The list of foundation lemmas is frozen: what is believed without proof does not change in passing."""

import dataclasses

from lqtheory.checks.frozen import FILE, SEVERAL, UNUSED, frozen_lemmas, lemma_fingerprint, local_lemmas, local_names
from lqtheory.checks.lemmas import LEMMAS
from lqtheory.fingerprints import source_with_imports
from lqtheory.registry import all_theorems, find_proof

#: How many lemmas one proof alone uses; a new one says more about its theorem than about mathematics.
MOST_LOCAL = 164
REMEDY = (
    "A foundation lemma is believed without proof. If the change is meant, read the lemma once more against its "
    "source, see that its attack in tests/meta/test_lemmas_hold.py still fits, check and store again every theorem "
    f"that uses it, and put this into lqtheory/checks/{FILE.name} (sorted by name):"
)


def users() -> dict[str, set[str]]:
    """The theorems whose own proofs have a step by each lemma."""
    found: dict[str, set[str]] = {name: set() for name in LEMMAS}
    for theorem in all_theorems():
        proof = find_proof(theorem)
        for step in proof.steps if proof else ():
            if step.rule.kind == "lemma":
                found[str(step.rule.arguments["name"])].add(theorem.name)
    return found


def as_they_are() -> dict[str, tuple[str, str]]:
    """The list that would be frozen now."""
    names = {name: (min(used) if len(used) == 1 else SEVERAL if used else UNUSED) for name, used in users().items()}
    return {name: (names[name], lemma_fingerprint(LEMMAS[name])) for name in sorted(LEMMAS)}


def test_no_lemma_is_added_changed_or_removed_in_passing() -> None:
    now, frozen = as_they_are(), frozen_lemmas()
    lines = [f"{name},{','.join(now[name])}" for name in now if now[name] != frozen.get(name)]
    lines += [f"(no line for {name})" for name in frozen if name not in now]
    assert not lines, "\n".join([REMEDY, *lines])
    assert list(frozen) == sorted(frozen)


def test_local_lemmas_become_no_more() -> None:
    local = [name for name, (used_by, _) in frozen_lemmas().items() if used_by != SEVERAL]
    assert len(local) <= MOST_LOCAL, "prove the new local lemma by steps, or find the textbook fact behind it"


def test_every_change_of_what_a_lemma_says_is_noticed() -> None:
    lemma = LEMMAS["weighted_am_gm"]
    before = lemma_fingerprint(lemma)
    assert lemma_fingerprint(dataclasses.replace(lemma, statement=lemma.statement + " Or so.")) != before
    assert lemma_fingerprint(dataclasses.replace(lemma, build=LEMMAS["log_tangent"].build)) != before
    source = dataclasses.replace(lemma.source, where="Theorem 10")
    assert lemma_fingerprint(dataclasses.replace(lemma, source=source)) != before


def test_local_lemmas_are_shown_with_what_they_say() -> None:
    axioms = ["weighted_am_gm (somewhere, (1))", "averaging_start (elsewhere)", "not_a_lemma (nowhere)"]
    assert local_names(axioms) == ["averaging_start"]
    (line,) = local_lemmas(axioms)
    assert line.startswith("averaging_start: The empty sum is zero")


def test_the_fingerprint_sees_helpers_that_a_lemma_imports() -> None:
    """``archimedes`` takes its range from another room; what only looks quantities up states nothing."""
    seen = source_with_imports(LEMMAS["archimedes"].build)
    assert "def _running_index" in seen
    assert LEMMAS["archimedes"].build.__module__ != LEMMAS["term_at_most_sum"].build.__module__
    assert "def _q(" in source_with_imports(LEMMAS["tail_begins"].build)
    assert "def find_quantity" not in source_with_imports(LEMMAS["tail_begins"].build)
