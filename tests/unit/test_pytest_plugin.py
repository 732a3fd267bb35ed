"""Theorem files of somebody's repository are tests, one for each rung."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

TRUE = """
import pytest
from lqtheory import AtMost, Domain, Proof, Real, Source, Step, Theorem
from lqtheory.proof import sign

D = Domain(t=Real(0, typical=(0, 4)))
(t,) = D.symbols
THEOREM = Theorem("{name}", "Twice", "t <= 2 t.", D, {claim}, Source("lqtheory_dossier"){more})
"""
PROOF = 'PROOF = Proof("{name}", (Step("end", THEOREM.claim, sign()),))\n'


@pytest.fixture
def repository(tmp_path: Path):
    """``repository(name, text)`` writes a theorem file; ``run(*words)`` runs pytest there in a process of its own."""

    class Repository:
        folder = tmp_path

        def write(
            self,
            name: str,
            *,
            factor: str = "2",
            proof: bool = False,
            before: str = "",
            more: str = "",
            head: str = "",
            claim: str = "AtMost(t, {factor} * t)",
        ) -> None:
            text = head + TRUE.format(name=name, claim=claim.format(factor=factor), more=more)
            text += (PROOF.format(name=name) if proof else "") + before
            self.folder.joinpath(f"theorem_{name}.py").write_text(textwrap.dedent(text))

        def run(self, *words: str) -> tuple[int, str]:
            options = ["-p", "no:cacheprovider", "-rs", *words]
            if "lqtheory.pytest_plugin" not in _entry_points():
                options = ["-p", "lqtheory.pytest_plugin", *options]
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options], cwd=self.folder, capture_output=True, text=True
            )
            return done.returncode, done.stdout + done.stderr

    return Repository()


def _entry_points() -> set[str]:
    from importlib.metadata import entry_points

    return {point.value for point in entry_points(group="pytest11")}


def test_a_true_theorem_with_a_proof_passes_every_rung_that_applies(repository) -> None:
    repository.write("twice", proof=True)
    code, out = repository.run("-v")
    assert code == 0, out
    for rung in ("prove PASSED", "certify PASSED", "falsify PASSED"):
        assert f"theorem_twice.py::{rung}" in out
    assert "this rung does not apply to the theorem" in out


def test_a_false_theorem_fails_with_its_counterexample_and_no_traceback(repository) -> None:
    repository.write("half", factor="(1 - t/8)")
    code, out = repository.run()
    assert code == 1
    assert "half is FALSIFIED" in out
    assert "counterexample: t=" in out
    assert "Traceback" not in out
    assert "the file has no PROOF" in out


def test_what_is_entered_as_refuted_passes_if_it_is(repository) -> None:
    repository.write("half", factor="(1 - t/8)", more=', expected="refuted"')
    repository.write("twice", more=', expected="refuted"')
    code, out = repository.run("-v")
    assert code == 1
    assert "theorem_half.py::falsify PASSED" in out
    assert "twice is entered as refuted, but no counterexample is found" in out


def test_a_rejected_proof_fails(repository) -> None:
    repository.write("less", factor="(2 - t)", proof=True)
    code, out = repository.run("-k", "prove")
    assert code == 1
    assert "the proof of less is not accepted" in out


def test_budgets_come_from_the_command_line_or_the_file(repository) -> None:
    repository.write("twice", before='pytestmark = pytest.mark.lqtheory(budget="standard")\n')
    _, out = repository.run("-k", "falsify", "-rP")
    assert "budget standard" in out
    _, out = repository.run("-k", "falsify", "-rP", "--lqtheory-budget", "quick")
    assert "budget quick" in out
    code, out = repository.run("--lqtheory-budget", "endless")
    assert code == 4
    assert "quick" in out


def test_a_file_that_cannot_be_used_is_an_error_in_one_sentence(repository) -> None:
    repository.folder.joinpath("theorem_empty.py").write_text("x = 1\n")
    repository.folder.joinpath("theorem_broken.py").write_text("def f(:\n")
    code, out = repository.run()
    assert code == 2
    assert "defines no THEOREM; end the file with THEOREM = Theorem(...)" in out
    assert "does not import: SyntaxError" in out
    assert "registry.py" not in out


def test_a_file_that_ends_the_process_is_an_error_and_the_others_run(repository) -> None:
    repository.write("fine", proof=True)
    repository.folder.joinpath("theorem_leaving.py").write_text("import sys\nsys.exit(0)\n")
    code, text = repository.run("--continue-on-collection-errors", "-k", "prove")
    assert code == 1
    assert "theorem_leaving.py does not import: it ends the process with exit code 0" in text
    assert "1 passed" in text
    assert "INTERNALERROR" not in text


def test_only_theorem_files_are_collected_and_the_pattern_can_be_changed(repository) -> None:
    repository.write("twice")
    repository.folder.joinpath("bound_other.py").write_text(
        TRUE.format(name="other", claim="AtMost(t, 3 * t)", more="")
    )
    _, out = repository.run("--collect-only", "-q")
    assert "bound_other.py" not in out
    _, out = repository.run("--collect-only", "-q", "-o", "lqtheory_files=bound_*.py")
    assert "bound_other.py::falsify" in out
    assert "theorem_twice.py" not in out


def test_rungs_run_in_several_processes(repository) -> None:
    repository.write("twice", proof=True)
    repository.write("thrice", factor="3")
    code, out = repository.run("-n", "2", "-m", "lqtheory")
    assert code == 0, out
    assert "passed" in out


@pytest.mark.slow
def test_several_processes_find_what_one_finds(repository) -> None:
    repository.write("twice", proof=True)
    repository.write("less", factor="Rational(1, 2)", head="from sympy import Rational\n")
    found = []
    for words in ((), ("-n", "2")):
        code, out = repository.run("-m", "lqtheory", "-rA", *words)
        assert code == 1
        assert "counterexample: t=" in out
        found.append({tuple(line.split()[:2]) for line in out.splitlines() if line.startswith(("PASSED ", "FAILED "))})
    assert ("FAILED", "theorem_less.py::falsify") in found[0]
    assert ("PASSED", "theorem_twice.py::prove") in found[0]
    assert found[0] == found[1]


def test_a_claim_about_nothing_fails_and_its_other_rungs_are_skipped_unless_strict(repository) -> None:
    claim = "Claim([AtMost(t + 1, t)], [AtMost(t, 0)])"
    repository.write("empty", head="from lqtheory import Claim\n", claim=claim)
    code, out = repository.run("-v", "theorem_empty.py")
    assert code == 1
    assert "nothing is shown about empty" in out
    assert "the claim may be vacuous" in out
    assert "theorem_empty.py::attack SKIPPED" in out
    code, out = repository.run("-v", "--lqtheory-strict", "theorem_empty.py::attack")
    assert code == 1
    assert "empty stays inconclusive" in out


def test_the_plugin_loads_nothing_heavy() -> None:
    code = "import sys, lqtheory.pytest_plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "sympy", "torch", "scipy", "flint", "hypothesis"} & set(done.stdout.split())
