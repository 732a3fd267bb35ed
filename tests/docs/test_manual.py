"""The manual is true: the code blocks of a page run in the order in which they stand, and print what the page shows."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import lqtheory

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "lqtheory" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
FENCE = re.compile(r"^```(\{[\w-]+\} *)?(\w*)[^\n]*\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
#: Blocks that are no code, and blocks of which only the form can be checked.
NOT_CODE, NOT_RUN = {"{toctree}", "{include}", "{math}"}, {"yaml"}
#: Commands that fetch or install something, or that stand for a whole session: their form is checked.
PREPARING = ("git clone ", "cd ", "make ", ". ")
SLOW = {"howto_compress.md", "howto_experiments.md", "howto_limit.md", "howto_theorem.md", "tutorial.md"}


@dataclass(frozen=True)
class Block:
    """A fence of a page: its language, the name of the file it stands for, its text."""

    language: str
    file: str
    text: str


def blocks(page: str) -> list[Block]:
    found = []
    for directive, language, text in FENCE.findall(page):
        if directive.strip() in NOT_CODE:
            continue
        options = re.match(r"((?::\w+:[^\n]*\n)*)\n?", text)
        assert options is not None
        caption = re.search(r":caption: *(\S+)", options[0]) if directive else None
        body = text[options.end() :] if directive else text
        found.append(Block(language, caption[1] if caption else "", body))
    return found


def commands(text: str) -> list[tuple[str, str]]:
    """Commands of a console block, each with the output that the page shows."""
    parts = [part.partition("\n") for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
    return [(command, output.strip()) for command, _, output in parts]


def matches(shown: str, printed: str) -> bool:
    lines = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return doctest.OutputChecker().check_output(shown + "\n", lines + "\n", doctest.ELLIPSIS)


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and standard output of a command, run in the page's own folder."""
    program, *words = shlex.split(command)
    start = {"lqtheory": ["-m", "lqtheory"], "pytest": ["-m", "pytest"], "python": []}[program]
    environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTEST_ADDOPTS", None)
    if program == "pytest":  # installed packages bring the plugin with them; a checkout on the path does not
        words = ["-p", "lqtheory.pytest_plugin", *words] if not _plugin_is_installed() else words
    done = subprocess.run(
        [sys.executable, *start, *words], capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    return done.returncode, done.stdout if done.stdout.strip() or not done.returncode else done.stderr


def _plugin_is_installed() -> bool:
    from importlib.metadata import entry_points

    return any(point.value == "lqtheory.pytest_plugin" for point in entry_points(group="pytest11"))


def failures(page: str, folder: Path) -> list[str]:
    """What on a page is not so; every block runs, in order, in one folder and with one set of names."""
    found: list[str] = []
    names: dict[str, object] = {}
    targets = re.findall(r"^([\w-]+):", ROOT.joinpath("Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks(page):
        if block.language == "bash":  # scripts for machines that are not here: their form is checked
            form = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True, check=False)
            found += [form.stderr] if form.returncode else []
            found += _options_that_do_not_exist(block.text)
        elif block.file:
            folder.joinpath(block.file).write_text(block.text, encoding="utf-8")
        elif block.language == "pycon":
            parsed = doctest.DocTestParser().get_doctest(block.text, names, "page", "page", 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
            runner.run(parsed, out=found.append, clear_globs=False)
            names = parsed.globs
        elif block.language == "console":
            for command, shown in commands(block.text):
                if command.startswith(PREPARING):
                    wanted = re.findall(r"^make ([\w-]+)", command)
                    found += [f"there is no make {target}" for target in wanted if target not in targets]
                    continue
                code, printed = run(command, folder)
                refuted = "FALSIFIED" in shown or "failed" in shown
                if code != int(refuted) or not matches(shown, printed):
                    found.append(f"$ {command}\nexit code {code}, printed:\n{printed}")
        elif block.language not in NOT_RUN:
            found.append(f"a block of {block.language or 'nothing'!r} is not run:\n{block.text}")
    return found


def _options_that_do_not_exist(script: str) -> list[str]:
    """Lines of a script that name a study or an option which `python -m experiments` has not."""
    from experiments.__main__ import _parser

    found = []
    for line in re.findall(r"python -m experiments (.*)", script):
        try:
            _parser().parse_args([re.sub(r"\$\w+", "1", word) for word in shlex.split(line)])
        except SystemExit:
            found.append(f"not understood: {line}")
    return found


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.slow if path.name in SLOW else ()) for path in PAGES],
    ids=[path.stem for path in PAGES],
)
def test_every_block_of_a_page_runs_and_prints_what_it_shows(path: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = failures(path.read_text(encoding="utf-8"), tmp_path)
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize(
    "page",
    [
        "```pycon\n>>> 1 + 1\n3\n\n```\n",
        "```console\n$ python -c 'print(1)'\n2\n```\n",
        "```console\n$ python -c 'raise SystemExit(3)'\n```\n",
        "```console\n$ make no-such-target\n```\n",
        "```bash\nif true; then\n```\n",
        "```bash\npython -m experiments run pruning_rules --no-such-option\n```\n",
        "```python\nprint(1)\n```\n",
        "```{code-block} python\n:caption: a.py\n\nprint(2)\n```\n\n```console\n$ python a.py\n3\n```\n",
    ],
)
def test_the_checker_notices(page: str, tmp_path: Path):
    assert failures(page, tmp_path)


def test_files_and_commands_of_a_page_belong_together(tmp_path: Path):
    page = "```{code-block} python\n:caption: a.py\n\nprint(2)\n```\n\n```console\n$ python a.py\n2\n```\n"
    assert failures(page, tmp_path) == []


def test_the_table_of_verdicts_is_complete_and_that_of_the_readme():
    rows = re.compile(r"^\| `([A-Z_]+)` \|.*$", flags=re.MULTILINE)
    here = MANUAL.joinpath("verdicts.md").read_text(encoding="utf-8")
    assert rows.findall(here) == [verdict.value for verdict in lqtheory.Verdict]
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    assert [match[0] for match in rows.finditer(here)] == [match[0] for match in rows.finditer(readme)]
