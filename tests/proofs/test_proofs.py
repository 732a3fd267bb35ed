"""Every proof of the registry is accepted, and copies with one corrupted step are not."""

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import sympy as sp

from lqtheory.checks.prove import Checker, ProofError, prove
from lqtheory.checks.proved import checked_proof, take_over
from lqtheory.claim import Claim
from lqtheory.cli.schedule import applied_by
from lqtheory.evidence import Evidence, Verdict
from lqtheory.proof import Proof, Step, absurd, assumed, certificate
from lqtheory.registry import all_theorems, find, find_proof, stored_evidence
from lqtheory.relations import Relation
from lqtheory.theorem import Theorem

PROVEN = [theorem for theorem in all_theorems() if find_proof(theorem) is not None]
#: A few of them, chosen by name alone; `make test-slow` corrupts every step of all.
CORRUPTED = [theorem for theorem in PROVEN if zlib.crc32(theorem.name.encode()) % 20 == 0]
named = pytest.mark.parametrize("proven", PROVEN, ids=[theorem.name for theorem in PROVEN])
#: Recorded seconds from which a proof is checked by `make test-slow` only.
LONG = 8.0


def seconds(theorem: Theorem) -> float:
    """How long the proof took when its evidence was stored."""
    return max((record.seconds for record in stored_evidence(theorem) if record.method == "prove"), default=0.0)


LONG_PROOFS = {theorem.name for theorem in PROVEN if seconds(theorem) >= LONG}


def with_step(proof: Proof, index: int, step: Step) -> Proof:
    steps = list(proof.steps)
    steps[index] = step
    return replace(proof, steps=tuple(steps))


def without_step(proof: Proof, index: int) -> Proof:
    """The proof with one step deleted, from the lists of used steps, too."""
    gone = proof.steps[index].label
    rest = [step for i, step in enumerate(proof.steps) if i != index]
    return replace(
        proof,
        steps=tuple(replace(s, uses=tuple(u for u in s.uses if u != gone)) if gone in s.uses else s for s in rest),
    )


def scaled(relation: Relation) -> Relation | None:
    """The relation with its right-hand side lowered by a hundredth, if that changes what it says."""
    lowered = Relation(relation.lhs, relation.operator, relation.rhs - sp.Abs(relation.rhs) / 100)
    known = relation.lhs.is_nonpositive and relation.rhs.is_nonnegative and relation.operator != "="
    return None if relation.rhs == 0 or known else lowered


def swapped(relation: Relation) -> Relation | None:
    """The relation with its sides exchanged; an equation, and a < a, say the same then."""
    return (
        None
        if relation.operator == "=" or relation.lhs == relation.rhs
        else Relation(relation.rhs, relation.operator, relation.lhs)
    )


def corruptions(proof: Proof) -> Iterator[tuple[str, Proof]]:
    for index, step in enumerate(proof.steps):
        # What a program does cannot be lowered; that such a step may not be altered at all is seen elsewhere.
        # A citation is believed, and a lowered one still proves what the true one does.
        lowered = () if step.rule.kind == "cited" else (("lowered", scaled),)
        changes = () if step.speaks_of_a_program else (*lowered, ("swapped", swapped))
        for name, change in changes:
            then = tuple(change(relation) for relation in step.claim.then)
            if all(relation is not None for relation in then):
                claim = Claim(step.claim.given, tuple(r for r in then if r is not None))
                yield f"{step.label} {name}", with_step(proof, index, replace(step, conclusion=claim))
        if len(proof.steps) > 1:
            yield f"{step.label} deleted", without_step(proof, index)
        yield from misapplied(proof, index)


def misapplied(proof: Proof, index: int) -> Iterator[tuple[str, Proof]]:
    """The step with a rule that cannot give it: an assumption, a contradiction, a certificate on half of its box."""
    step = proof.steps[index]
    if step.speaks_of_a_program:
        return
    for kind, rule in (("assumed", assumed()), ("absurd", absurd())):
        if step.rule.kind not in ("assumed", "absurd") and not set(step.claim.then) <= set(step.claim.given):
            yield f"{step.label} {kind}", with_step(proof, index, replace(step, rule=rule))
    for name, (low, high) in (step.rule.arguments.get("box") or {}).items() if step.rule.kind == "certificate" else ():
        box = {**step.rule.arguments["box"], name: (low, (sp.sympify(low) + sp.sympify(high)) / 2)}
        yield f"{step.label} on half of {name}", with_step(proof, index, replace(step, rule=certificate(box)))


def is_accepted(theorem: Theorem, original: Proof, copy: Proof) -> bool:
    """Whether a copy of an accepted proof is accepted; only what differs, or rests on that, is checked again."""
    before = {step.label: step for step in original.steps}
    checker, changed = Checker(theorem, copy), set()
    try:
        checker.check_structure()
        for index, step in enumerate(copy.steps):
            if step is before[step.label] and not changed & set(step.uses) and not step.speaks_of_a_program:
                checker.established[step.label] = step.claim
            else:
                changed.add(step.label)
                checker.check_step(index)
    except ProofError:
        return False
    return True


@pytest.fixture(scope="session")
def between_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that all test processes of this run see: what one of them has checked is not checked by another."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "checked_proofs"
    folder.mkdir(exist_ok=True)
    return folder


@cache
def lemmas(name: str) -> frozenset[str]:
    """The theorems of the registry that a proof applies, through others, too."""
    applied = applied_by(find(name))
    return frozenset(applied).union(*map(lemmas, applied))


def checked_once(theorem: Theorem, folder: Path) -> Evidence:
    """What checking a proof gives, with the findings of other test processes about the theorems that it applies."""
    for path in (folder / f"{name}.json" for name in (theorem.name, *lemmas(theorem.name))):
        if path.exists():
            take_over(Evidence.from_json(json.loads(path.read_text(encoding="utf-8"))))
    proof = find_proof(theorem)
    assert proof is not None
    evidence = checked_proof(theorem, proof)
    for name in (theorem.name, *lemmas(theorem.name)):
        path = folder / f"{name}.json"
        if not path.exists():
            found = checked_proof(find(name), find_proof(find(name)))
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(found.to_json()), encoding="utf-8")
            fresh.replace(path)
    return evidence


@pytest.mark.parametrize(
    "proven",
    [pytest.param(t, marks=pytest.mark.slow) if t.name in LONG_PROOFS else t for t in PROVEN],
    ids=[theorem.name for theorem in PROVEN],
)
def test_proof_is_accepted(proven: Theorem, between_workers: Path) -> None:
    evidence = checked_once(proven, between_workers)
    assert evidence.verdict in (Verdict.PROVED, Verdict.REDUCED), evidence.message
    assert (evidence.verdict is Verdict.REDUCED) == bool(evidence.rests_on)


def accepted_corruptions(theorem: Theorem, every: int = 1) -> list[str]:
    """Names of the corrupted copies that the prover accepts, among every so manieth copy."""
    proof = find_proof(theorem)
    assert proof is not None
    copies = list(corruptions(proof))[::every]
    return [what for what, copy in copies if is_accepted(theorem, proof, copy)]


def test_a_proof_checked_elsewhere_is_believed_only_for_the_same_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theorem = min(
        (t for t in PROVEN if lemmas(t.name)), key=lambda t: seconds(t) + sum(seconds(find(n)) for n in lemmas(t.name))
    )
    for lie in ({}, {"fingerprint": "0" * 16}):
        monkeypatch.setattr("lqtheory.checks.proved._CHECKED", {})
        monkeypatch.setattr("lqtheory.checks.proved._TAKEN_OVER", {})
        evidence = checked_once(theorem, tmp_path)
        assert evidence.verdict in (Verdict.PROVED, Verdict.REDUCED)
        assert {path.stem for path in tmp_path.iterdir()} == {theorem.name, *lemmas(theorem.name)}
        for path in tmp_path.iterdir():
            path.write_text(json.dumps(json.loads(path.read_text()) | {"verdict": "INCONCLUSIVE"} | lie))
        monkeypatch.setattr("lqtheory.checks.proved._CHECKED", {})
        assert checked_once(theorem, tmp_path).verdict is (evidence.verdict if lie else Verdict.INCONCLUSIVE)
        for path in tmp_path.iterdir():
            path.unlink()


@pytest.mark.parametrize("proven", CORRUPTED, ids=[theorem.name for theorem in CORRUPTED])
def test_some_corrupted_copies_are_rejected(proven: Theorem) -> None:
    count = sum(1 for _ in corruptions(find_proof(proven)))
    # An odd stride meets all three corruptions; about eight copies of every proof keep the suite short.
    accepted = accepted_corruptions(proven, every=count // 8 | 1)
    assert not accepted, f"the prover accepts {proven.name} with {', '.join(accepted)}"


@pytest.mark.slow
@named
def test_all_corrupted_copies_are_rejected(proven: Theorem) -> None:
    """Of a long proof about 24 copies, spread over its steps; all of them with the nightly profile of Hypothesis."""
    sampled = proven.name in LONG_PROOFS and os.environ.get("LQTHEORY_HYPOTHESIS_PROFILE") != "nightly"
    count = sum(1 for _ in corruptions(find_proof(proven)))
    accepted = accepted_corruptions(proven, every=count // 24 | 1 if sampled else 1)
    assert not accepted, f"the prover accepts {proven.name} with {', '.join(accepted)}"


def test_a_proof_that_stops_early_is_rejected() -> None:
    theorem = next(t for t in PROVEN if len(find_proof(t).steps) > 1)
    proof = find_proof(theorem)
    shorter = replace(proof, steps=proof.steps[:-1])
    evidence = prove(theorem, shorter)
    assert evidence.verdict is Verdict.INCONCLUSIVE
    assert "not" in evidence.message
