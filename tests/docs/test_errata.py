"""The errata are current, complete, and everything they say can be seen with the commands beside it."""

import json
import re
import shlex
import time
from dataclasses import replace
from pathlib import Path

import pytest

from lqtheory import Probability
from lqtheory.errors import RegistryError
from lqtheory.registry import all_theorems, find
from lqtheory.report import errata, errata_markdown, ledger_rows, write_errata

ERRATA = Path(__file__).resolve().parents[2] / "ERRATA.md"
NAMES = sorted(set(re.findall(r"`lqtheory check (\w+) --budget quick`", ERRATA.read_text(encoding="utf-8"))))


def test_the_errata_are_current():
    assert ERRATA.read_text(encoding="utf-8") == errata_markdown(), "run `lqtheory report --errata ERRATA.md`"


def test_every_refuted_theorem_and_every_sharpening_is_in_it():
    refuted = {theorem.name for theorem in all_theorems() if theorem.expected == "refuted"}
    sharper = {name for entry in errata.SHARPENED for name in entry.theorems}
    assert set(NAMES) == refuted | sharper


def test_a_refuted_theorem_is_shown_with_an_instance():
    text = ERRATA.read_text(encoding="utf-8")
    for theorem in all_theorems():
        if theorem.expected == "refuted":
            section = next(part for part in text.split("\n### ") if f"check {theorem.name} " in part)
            assert "**Falsified**" in section or "**Rejected**" in section, theorem.name


def test_a_sharpening_without_theorem_is_refused(monkeypatch):
    monkeypatch.setattr(errata, "SHARPENED", (replace(errata.SHARPENED[0], theorems=("no_such_theorem",)),))
    with pytest.raises(RegistryError, match="no_such_theorem"):
        errata_markdown(ledger_rows()[:3])


def test_a_file_is_written_once(tmp_path):
    path, rows = tmp_path / "ERRATA.md", ledger_rows()
    assert write_errata(path, rows)
    assert not write_errata(path, rows)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_command_beside_it_shows_it_within_a_minute(name):
    from typer.testing import CliRunner

    from lqtheory.cli import app

    start = time.perf_counter()
    result = CliRunner().invoke(app, ["check", name, "--budget", "quick"])
    assert time.perf_counter() - start < 60
    refuted = "FALSIFIED" in result.output or "REJECTED" in result.output
    assert refuted == (name in {theorem.name for theorem in all_theorems() if theorem.expected == "refuted"})


def test_the_counterexample_that_is_printed_is_the_one_that_the_command_shows():
    from typer.testing import CliRunner

    from lqtheory.cli import app

    text = errata_markdown()
    commands = re.findall(r"^- This instance: `lqtheory (eval .*)`$", text, flags=re.MULTILINE)
    assert len(commands) >= 20
    for command in commands:
        words = shlex.split(command)
        result = CliRunner().invoke(app, [*words, "--json"])
        assert result.exit_code == 0, command
        (shown,) = json.loads(result.output)
        theorem = find(words[1])
        if isinstance(theorem.claim, Probability):
            assert theorem.claim.operator == "<="
            assert shown["probability"] > shown["bound"], command
        else:
            assert shown["holds"] == "NO", command
