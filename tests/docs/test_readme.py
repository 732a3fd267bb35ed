"""The README is true: its examples run, the theorem file in it is found true, the targets it names exist."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import lqtheory

ROOT = Path(__file__).resolve().parents[2]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for kind, text in FENCES if kind == language]


def commands() -> list[tuple[str, str]]:
    """The commands ``lqtheory ...`` of the console blocks, each with the output that the README shows."""
    found = []
    for text in blocks("console"):
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("lqtheory "):
                found.append((command, output.strip()))
    return found


def test_python_examples_run():
    source = "\n".join(blocks("pycon"))
    examples = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples, out=report.append)
    assert examples.examples
    assert not report, "".join(report)


@pytest.mark.parametrize(("command", "output"), commands(), ids=[command for command, _ in commands()])
def test_commands_print_what_the_readme_shows(command: str, output: str, tmp_path: Path):
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    assert doctest.OutputChecker().check_output(output, printed, doctest.ELLIPSIS), printed


def test_the_theorem_file_in_the_readme_is_a_theorem_that_survives(tmp_path: Path):
    (source,) = blocks("python")
    file = tmp_path / "readme_stechkin.py"
    file.write_text(source.replace('name="stechkin_inequality"', 'name="readme_stechkin"'), encoding="utf-8")
    theorem = lqtheory.load(file)
    assert theorem.claim == lqtheory.find("stechkin_inequality").claim
    report = lqtheory.check(theorem, budget="quick", seed=0)
    assert report.verdict == (lqtheory.Verdict.SURVIVED,)


def test_make_targets_in_the_readme_exist():
    targets = set(re.findall(r"^([\w-]+):", ROOT.joinpath("Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^\$ |`)make ([a-z-]+)", README, flags=re.MULTILINE))
    assert {"figures", "test"} <= named <= targets


def test_the_table_of_verdicts_is_complete():
    shown = re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE)
    assert shown == [verdict.value for verdict in lqtheory.Verdict]


def test_paths_in_the_readme_exist():
    paths = [path for path in re.findall(r"`([\w.]+/[\w./]*)`", README)]
    assert paths
    assert [path for path in paths if not ROOT.joinpath(path).exists()] == []
