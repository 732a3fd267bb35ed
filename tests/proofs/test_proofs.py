"""Every proof of the registry is accepted, and copies with one corrupted step are not."""

import json
import os
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from lqtheory.checks import rules_polynomial
from lqtheory.checks.proof_mutants import BELIEVED, ProofMutant, is_accepted, proof_mutants
from lqtheory.checks.prove import prove
from lqtheory.checks.proved import checked_proof, take_over
from lqtheory.cli.schedule import applied_by
from lqtheory.evidence import Evidence, Verdict
from lqtheory.registry import all_theorems, find, find_proof, stored_evidence
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


def made(theorem: Theorem) -> list[ProofMutant]:
    """Mutants that make a step invalid; those that may hold, or are believed, are counted elsewhere."""
    proof = find_proof(theorem)
    assert proof is not None
    return [mutant for mutant in proof_mutants(theorem, proof) if mutant.kind not in BELIEVED]


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


def asks_z3(theorem: Theorem) -> bool:
    """Whether a step of its proof, or of a theorem that this applies, asks the optional program z3."""
    proofs = [find_proof(find(name)) for name in (theorem.name, *lemmas(theorem.name))]
    return any(step.rule.kind == "polynomial" for proof in proofs if proof for step in proof.steps)


def test_without_z3_its_proofs_say_in_a_sentence_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_polynomial, "is_installed", lambda: False)
    theorem = find("minimax_equals_maximin")
    assert asks_z3(theorem)
    proof = find_proof(theorem)
    assert proof is not None
    evidence = prove(theorem, proof)
    assert evidence.verdict is Verdict.INCONCLUSIVE
    assert evidence.message.endswith("this rule asks z3; install it with pip install 'lqtheory[z3]'")


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
    if asks_z3(proven) and not rules_polynomial.is_installed():
        pytest.skip("a step of it asks z3, which is not installed")
    evidence = checked_once(proven, between_workers)
    assert evidence.verdict in (Verdict.PROVED, Verdict.REDUCED), evidence.message
    assert (evidence.verdict is Verdict.REDUCED) == bool(evidence.rests_on)


def accepted(theorem: Theorem, mutants: list[ProofMutant]) -> list[str]:
    """What was changed in the copies that the prover accepts."""
    proof = find_proof(theorem)
    assert proof is not None
    return [mutant.text for mutant in mutants if is_accepted(theorem, proof, mutant.proof)]


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
    mutants = made(proven)
    # An odd stride meets all kinds of change; about eight copies of every proof keep the suite short.
    holes = accepted(proven, mutants[:: len(mutants) // 8 | 1])
    assert not holes, f"the prover accepts {proven.name} with {', '.join(holes)}"


@pytest.mark.slow
@named
def test_all_corrupted_copies_are_rejected(proven: Theorem) -> None:
    """Of a long proof about 24 copies, spread over its steps; all of them with the nightly profile of Hypothesis."""
    sampled = proven.name in LONG_PROOFS and os.environ.get("LQTHEORY_HYPOTHESIS_PROFILE") != "nightly"
    mutants = made(proven)
    holes = accepted(proven, mutants[:: len(mutants) // 24 | 1] if sampled else mutants)
    assert not holes, f"the prover accepts {proven.name} with {', '.join(holes)}"


#: Their certified relation holds on the whole line, so that no box goes past the truth; another rule shows it far out.
TRUE_BEYOND = ("gelu_tanh_slope_is_bounded", "mish_slope_is_bounded")
CERTIFIED_STEPS = [t for t in PROVEN if any(s.rule.kind == "certificate" for s in find_proof(t).steps)]


@pytest.mark.parametrize("proven", CERTIFIED_STEPS, ids=[theorem.name for theorem in CERTIFIED_STEPS])
def test_boxes_widened_past_the_truth_are_rejected(proven: Theorem) -> None:
    """Every certificate in a proof fails on a box with a point beyond where balls refute its relation."""
    proof = find_proof(proven)
    widened = [m for m in proof_mutants(proven, proof) if m.kind == "box" and "widened" in m.text]
    assert bool(widened) == (proven.name not in TRUE_BEYOND)
    assert accepted(proven, widened) == []


def test_a_proof_that_stops_early_is_rejected() -> None:
    theorem = next(t for t in PROVEN if len(find_proof(t).steps) > 1)
    proof = find_proof(theorem)
    shorter = replace(proof, steps=proof.steps[:-1])
    evidence = prove(theorem, shorter)
    assert evidence.verdict is Verdict.INCONCLUSIVE
    assert "not" in evidence.message
