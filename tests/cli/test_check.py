"""The verb ``check``: verdicts, exit codes, files of the user's own, the store, several processes, interruption."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lqtheory.checks import ladder
from lqtheory.cli import checking, running
from lqtheory.errors import ContradictionError
from lqtheory.evidence import Evidence, Verdict, read_evidence
from lqtheory.registry import find

QUICK = ("--budget", "quick")
SCALAR = "stechkin_constant_at_most_one"

HEAD = "from lqtheory import *\nimport sympy as sp\n"
FILE = (
    HEAD
    + """
D = Domain(t=Real({low}, {high}, typical=({low}, {high})))
t, = D.symbols
THEOREM = Theorem(name="{name}", title="Mine", statement="About t.", domain=D, claim={claim}, expected="{expected}",
                  source=Source("lqtheory_dossier"))
"""
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A theorem file of the user's own."""

    def make(claim: str, name: str = "mine", low: float = 0, high: float = 2, expected: str = "holds") -> Path:
        path = tmp_path / f"{name}.py"
        path.write_text(FILE.format(claim=claim, name=name, low=low, high=high, expected=expected))
        return path

    return make


def rows(text: str) -> dict[str, dict]:
    return {row["theorem"]: row for row in json.loads(text)["theorems"]}


def test_a_theorem_of_the_registry_is_proved(cli):
    result = cli("check", SCALAR, *QUICK, "--only", "prove", "--json")
    row = rows(result.out)[SCALAR]
    assert result.code == 0
    assert row["verdict"] == ["PROVED"]
    assert row["as_expected"] is True
    assert [record["method"] for record in row["evidence"]] == ["prove"]


def test_the_text_names_verdict_formula_and_rungs(cli):
    out = cli("check", SCALAR, *QUICK, "--only", "prove", "--only", "falsify").out
    assert out.startswith(f"{SCALAR}: PROVED\n")
    assert "C_{q,p} ≤ 1" in out
    assert "SURVIVED by falsify" in out


def test_a_true_claim_in_a_file_is_certified_and_the_run_is_announced(cli, write):
    result = cli("check", write("AtMost(2 * t, 1 + t**2 + t)"), *QUICK)
    assert result.code == 0
    assert result.out.startswith("mine: CERTIFIED")
    assert "running the code in" in result.err


def test_a_false_claim_in_a_file_is_falsified_with_a_counterexample(cli, write):
    result = cli("check", write("AtMost(t, t**2)"), *QUICK, "--json")
    row = rows(result.out)["mine"]
    assert result.code == 1
    assert row["verdict"] == ["FALSIFIED"]
    (example,) = {
        tuple(record["counterexample"].items()) for record in row["evidence"] if record["verdict"] == "FALSIFIED"
    }
    assert 0 < dict(example)["t"] < 1


def test_a_claim_that_is_false_by_a_hair_is_falsified(cli, write):
    claim = "AtMost(t * (2 - t), sp.Rational(999999999999999, 10**15))"
    assert cli("check", write(claim), *QUICK, "--json").code == 1


def test_refuted_as_announced_is_success_and_surviving_then_is_not(cli, write):
    assert cli("check", write("AtMost(t, t**2)", expected="refuted"), *QUICK).code == 0
    result = cli("check", write("AtMost(t, t + 1)", name="other", expected="refuted"), *QUICK)
    assert result.code == 1
    assert "should be refuted" in result.out


def test_strict_tells_inconclusive_apart(cli):
    words = ["check", "stechkin_inequality", "--only", "certify"]
    assert cli(*words).code == 0
    assert cli(*words, "--strict").code == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\n", "defines no THEOREM"),
        ("import no_such_module_anywhere\n", "No module named 'no_such_module_anywhere' (line 1)"),
        ("def f(:\n", "SyntaxError"),
        ("import sys\nsys.exit(0)\n", "ends the process"),
        (FILE.format(claim="AtMost(t, t)", name="mine", low=2, high=1, expected="holds"), "without instances"),
        (FILE.format(claim="t <= t", name="mine", low=0, high=1, expected="holds"), "is not a claim"),
        (FILE.format(claim="AtMost(t, 1)", name=SCALAR, low=0, high=1, expected="holds"), "choose another name"),
        (
            HEAD + "D = Domain(n=Integer(1), x=Vector('n'))\nn, x = D.symbols\n"
            "def bad(x):\n    raise ValueError('boom')\n"
            "THEOREM = Theorem(name='mine', title='', statement='', domain=D, source=Source('x'),\n"
            "                  claim=AtMost(Quantity('bad', ('x',), array=bad).symbol(x), n))\n",
            "ValueError: boom (line 6)",
        ),
    ],
)
def test_files_that_cannot_be_used_are_one_sentence_and_nothing_is_written(refused, tmp_path, text, reason):
    path = tmp_path / "mine.py"
    path.write_text(text)
    assert reason in refused("check", path, *QUICK, "--store-dir", tmp_path / "store")
    assert not list(tmp_path.joinpath("store").rglob("*.json"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["stechkin_inequalty"], "did you mean 'stechkin_inequality'"),
        (["nowhere.py"], "no theorem file nowhere.py"),
        ([SCALAR, "--only", "fasify"], "did you mean 'falsify'?"),
        ([SCALAR, "--budget", "quik"], "did you mean 'quick'?"),
        ([SCALAR, "--store-dir", Path(__file__) / "store"], "cannot be written"),
        ([SCALAR, "--jobs", "0"], "jobs"),
        ([], "Missing argument"),
    ],
)
def test_usage_errors_are_one_sentence(refused, words, reason):
    assert reason in refused("check", *words)


def test_evidence_is_stored_only_if_asked_and_rungs_are_merged(cli, tmp_path):
    path = tmp_path / "lq_balls" / f"{SCALAR}.json"
    cli("check", SCALAR, *QUICK, "--only", "prove", "--store-dir", tmp_path, "--no-store")
    assert not path.exists()
    cli("check", SCALAR, *QUICK, "--only", "prove", "--store-dir", tmp_path)
    cli("check", SCALAR, *QUICK, "--only", "falsify", "--store-dir", tmp_path)
    assert [record.method for record in read_evidence(path)] == ["falsify", "prove"]
    assert "PROVED" in cli("list", "--find", SCALAR, "--store-dir", tmp_path).out


def test_a_long_run_can_be_gone_on_with(cli, tmp_path):
    words = ("check", SCALAR, "stechkin_constant_in_l1", "--only", "falsify", "--store-dir", tmp_path)
    cli("check", SCALAR, *QUICK, "--only", "falsify", "--store-dir", tmp_path)
    rest = cli(*words, *QUICK, "--missing")
    assert "1 of 2 theorems have fresh evidence of the budget quick" in rest.err
    assert SCALAR not in rest.out
    assert "2 of 2 theorems" in cli(*words, *QUICK, "--missing").err
    assert (
        "0 of 2 theorems have fresh evidence of the budget standard"
        in cli(*words[:3], "--only", "attack", "--store-dir", tmp_path, "--budget", "standard", "--missing").err
    )


def test_an_installed_package_is_no_store(monkeypatch, refused, tmp_path):
    monkeypatch.setattr("lqtheory.evidence.store_folder", lambda: tmp_path / "site-packages" / "lqtheory" / "store")
    assert "give --store-dir" in refused("check", SCALAR, "--store")


def test_several_theorems_are_a_ledger(cli):
    result = cli("check", "lq.stechkin.one", "lq.stechkin.l1", *QUICK, "--only", "falsify")
    lines = result.out.splitlines()
    assert lines[0].split()[:3] == ["theorem", "ID", "verdict"]
    assert [line.split()[0] for line in lines[1:3]] == [SCALAR, "stechkin_constant_in_l1"]
    assert lines[-1] == "2 theorems: 2 SURVIVED. Every verdict is the expected one."


def test_verdicts_do_not_depend_on_the_number_of_processes():
    words = ("check", SCALAR, "stechkin_constant_in_l1", "worst_case_decreases", *QUICK, "--only", "falsify", "--json")
    found = []
    for jobs in (1, 2):
        command = [sys.executable, "-m", "lqtheory", *words, "--jobs", str(jobs)]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        records = [record for row in json.loads(result.stdout)["theorems"] for record in row["evidence"]]
        found.append([{k: v for k, v in record.items() if k != "seconds"} for record in records])
    assert found[0] == found[1]


def test_an_interruption_prints_and_keeps_what_is_done(cli, monkeypatch, tmp_path):
    real = ladder.check

    def interrupted(theorem, **settings):
        if theorem.name == "stechkin_equality":
            raise KeyboardInterrupt
        return real(theorem, **settings)

    monkeypatch.setattr(ladder, "check", interrupted)
    words = ("check", "lq.stechkin.one", "lq.stechkin.equality", "lq.stechkin.l1")
    result = cli(*words, *QUICK, "--only", "falsify", "--store-dir", tmp_path)
    assert result.code == 130
    assert SCALAR in result.out
    assert "stechkin_constant_in_l1" not in result.out
    assert "interrupted after 1 of 3 theorems" in result.err
    assert [path.stem for path in tmp_path.rglob("*.json")] == [SCALAR]


def test_a_contradiction_is_loud(cli, monkeypatch):
    def contradictory(theorem, **settings):
        raise ContradictionError(f"{theorem.name} is FALSIFIED and also PROVED")

    monkeypatch.setattr(ladder, "check", contradictory)
    result = cli("check", SCALAR)
    assert result.code == 1
    assert "CONTRADICTION" in result.out
    assert "FALSIFIED and also PROVED" in result.out


@pytest.mark.parametrize(
    ("expected", "verdict", "strict", "code"),
    [
        ("holds", Verdict.SURVIVED, True, 0),
        ("holds", Verdict.INCONCLUSIVE, False, 0),
        ("holds", Verdict.INCONCLUSIVE, True, 3),
        ("holds", Verdict.FALSIFIED, True, 1),
        ("holds", Verdict.REJECTED, False, 1),
        ("refuted", Verdict.FALSIFIED, True, 0),
        ("refuted", Verdict.SURVIVED, False, 1),
        ("refuted", Verdict.INCONCLUSIVE, True, 1),
    ],
)
def test_exit_codes(expected, verdict, strict, code):
    import dataclasses

    theorem = dataclasses.replace(find(SCALAR), expected=expected)
    row = running.row_of(theorem, [Evidence(theorem.name, "", verdict, "falsify")])
    assert checking._exit_code(running.Run([row]), strict) == code


def test_a_theorem_of_the_registry_that_cannot_be_checked_does_not_stop_the_others(cli, monkeypatch):
    real = ladder.check

    def failing(theorem, **settings):
        if theorem.name == SCALAR:
            from lqtheory.errors import RegistryError

            raise RegistryError("its proof file does not import")
        return real(theorem, **settings)

    monkeypatch.setattr(ladder, "check", failing)
    result = cli("check", SCALAR, "stechkin_constant_in_l1", *QUICK, "--only", "falsify")
    assert result.code == 2
    assert f"{SCALAR} cannot be checked: its proof file does not import" in result.err
    assert "stechkin_constant_in_l1" in result.out


def test_patterns_name_families(cli, refused) -> None:
    result = cli("check", "pruning_limit/*share*half", "--only", "prove", "--json")
    assert result.code == 0
    names = {row["theorem"] for row in json.loads(result.out)["theorems"]}
    assert names == {"one_shot_share_at_least_half", "published_share_above_half", "published_share_below_half"}
    assert "no theorem matches 'nowhere/*'" in refused("check", "nowhere/*")


def test_the_report_on_a_file_ends_with_its_assumptions(cli, tmp_path):
    cli("new", "my_bound", "--dir", tmp_path)
    path = tmp_path / "my_bound.py"
    out = cli("check", path, "--budget", "quick").out
    assert "without each assumption:\n      k <= n-1: no counterexample (" in out
    assert "without" not in cli("check", path, "--only", "falsify", "--budget", "quick").out
