"""The command as its users run it: a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lqtheory.cli.completion import quantity_or_theorem_names, theorem_names_or_files
from lqtheory.quantities import all_quantities
from lqtheory.registry import theorem_names

VERBS = ("list", "show", "eval", "check", "profile", "compress", "report", "new")
HEAVY = {"flint", "hypothesis", "matplotlib", "numpy", "scipy", "sympy", "torch"}
ENVIRONMENT = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUNBUFFERED": "1"}


def lqtheory(*words: object, **settings: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lqtheory", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, **settings)  # type: ignore[call-overload]


def test_help_names_every_verb_and_no_arguments_are_help():
    done = lqtheory("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in VERBS)
    assert lqtheory().stdout == done.stdout


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nsys.argv = ['lqtheory', '--help']\nfrom lqtheory.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert "lqtheory.cli" in done.stderr.split()
    assert not HEAVY.intersection(done.stderr.split())


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(cli, verb):
    result = cli(verb, "--help")
    assert result.code == 0
    assert "--json" in result.out


def test_usage_errors_and_bad_names_exit_with_2_and_one_line():
    for words in (["lst"], ["list", "--foo"], ["eval", "nope"]):
        done = lqtheory(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1


def test_results_go_to_stdout_and_no_progress_bar_to_a_pipe():
    done = lqtheory("check", "stechkin_constant_in_l1", "--budget", "quick", "--only", "falsify")
    assert done.returncode == 0
    assert done.stdout.startswith("stechkin_constant_in_l1: SURVIVED")
    assert done.stderr == ""


@pytest.mark.parametrize(("command", "first"), [("lqtheory list", "theorem"), ("paper_figures papers", "arXiv")])
def test_a_closed_pipe_is_no_error(command: str, first: str):
    code = f"{sys.executable} -m {command} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", code], capture_output=True, text=True, env=ENVIRONMENT, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.startswith(first)
    assert done.stderr == ""


def test_a_terminal_without_unicode_gets_an_answer():
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "lqtheory", "show", "stechkin_inequality"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0
    assert "q ? (0, ?)" in done.stdout


def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\nprint('ready', flush=True)\ntime.sleep(600)\n")
    # A shell starts what runs in its background with Ctrl-C ignored; the child must not inherit that.
    listening = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = [sys.executable, "-c", listening, sys.executable, "-m", "lqtheory", "check", str(slow)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err


def test_completion_offers_files_and_folders_of_ones_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("my_bound.py", "my_notes.txt", "theorems/one.py"):
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).touch()
    assert theorem_names_or_files("my_") == ["my_bound.py"]
    assert theorem_names_or_files("theo") == ["theorems/"]
    assert theorem_names_or_files("theorems/") == ["theorems/one.py"]
    assert theorem_names_or_files("stechkin_ineq") == ["stechkin_inequality"]
    assert {"my_bound.py", "theorems/", "stechkin_inequality"} <= set(theorem_names_or_files(""))
    assert theorem_names_or_files("nowhere/") == []


def test_completion_loads_nothing_heavy():
    environment = ENVIRONMENT | {
        "_LQTHEORY_COMPLETE": "complete_bash",
        "COMP_WORDS": "lqtheory check stechkin_ineq",
        "COMP_CWORD": "2",
    }
    code = (
        "import sys\nsys.argv = ['lqtheory']\nfrom lqtheory.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["stechkin_inequality"]
    assert not HEAVY.intersection(done.stderr.split())


def test_completion_knows_every_name_from_files_alone():
    names = set(quantity_or_theorem_names(""))
    assert names == {*theorem_names(), *all_quantities()}
    assert quantity_or_theorem_names("stechkin_ineq") == ["stechkin_inequality"]
