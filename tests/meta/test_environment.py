"""What make installs: an unsuitable Python gets one sentence, a half-done installation never counts as finished."""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = {
    canonicalize_name(requirement.name): str(requirement.specifier).removeprefix("==")
    for line in ROOT.joinpath("constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for requirement in [Requirement(line)]
}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installing script, let loose on an empty project."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / ".ci" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        tmp_path.joinpath(name).write_text(ROOT.joinpath(name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / ".venv" / "stamp"))
    monkeypatch.setattr(module.subprocess, "call", lambda *_, **__: 0)
    return module


def refusal(environment: ModuleType, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence with which the script ends."""
    with pytest.raises(SystemExit) as end:
        environment.main()
    assert end.value.code == 2
    text = capsys.readouterr().err
    assert text.startswith("lqtheory: ")
    assert text.count("\n") == 1
    return text


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0)])
def test_an_unsupported_python_gets_one_sentence(environment, capsys, monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", version)
    sentence = refusal(environment, capsys)
    assert f"is Python {version[0]}.{version[1]}" in sentence
    assert "make test PYTHON=python3.12" in sentence


def test_a_python_without_ensurepip_gets_one_sentence(environment, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "sudo apt install python3" in refusal(environment, capsys)


def fake_installation(environment: ModuleType, calls: list[list[str]], failing: str = ""):
    """Stands for creating and filling ``.venv``; the command that contains ``failing`` fails."""

    def check_call(command: list[str], **_: object) -> int:
        calls.append(command)
        if failing and failing in command:
            raise subprocess.CalledProcessError(1, command)
        python = Path(environment.PYTHON)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        return 0

    return check_call


def test_a_failed_installation_is_repeated_and_a_finished_one_is_not(environment, capsys, monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(environment.subprocess, "call", lambda *_, **__: 1)
    monkeypatch.setattr(environment.subprocess, "check_call", fake_installation(environment, calls, failing="pip"))
    assert "failed, see above" in refusal(environment, capsys)
    assert not Path(environment.STAMP).exists()
    monkeypatch.setattr(environment.subprocess, "check_call", fake_installation(environment, calls))
    environment.main()
    assert Path(environment.STAMP).exists()
    calls.clear()
    environment.main()
    assert not calls


def test_everything_is_installed_at_once_where_that_works(environment, monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(environment.subprocess, "check_call", fake_installation(environment, calls))
    monkeypatch.setattr(environment.subprocess, "call", lambda command, **_: calls.append(command) or 0)
    environment.main()
    (last,) = (command[-1] for command in calls if "pip" in command)
    extras = set(Requirement(f"lqtheory{last.removeprefix('.')}").extras)
    assert extras == {"dev", "lean", "z3", "docs", "cluster"} <= set(PROJECT["optional-dependencies"])
    assert Path(environment.STAMP).exists()


def test_a_second_checker_that_cannot_be_installed_is_no_failure(environment, capsys, monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(environment.subprocess, "check_call", fake_installation(environment, calls))
    monkeypatch.setattr(environment.subprocess, "call", lambda command, **_: calls.append(command) or 1)
    environment.main()
    assert Path(environment.STAMP).exists()
    assert calls[-4][-1] == ".[dev]"
    assert [command[-1] for command in calls[-3:]] == [".[dev,lean,z3]", ".[dev,docs]", ".[dev,cluster]"]
    assert capsys.readouterr().out.count("cannot be installed here") == 3


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_again(environment, monkeypatch, name):
    calls: list[list[str]] = []
    monkeypatch.setattr(environment.subprocess, "check_call", fake_installation(environment, calls))
    monkeypatch.setattr(environment.subprocess, "call", lambda command, **_: calls.append(command) or 0)
    environment.main()
    calls.clear()
    with Path(environment.ROOT, name).open("a") as file:
        file.write("# changed\n")
    environment.main()
    assert any("-c" in command and "constraints.txt" in command for command in calls)


@pytest.mark.parametrize(
    "requirement",
    [
        *PROJECT["dependencies"],
        *(r for extra in ("cluster", "dev", "lean", "z3") for r in PROJECT["optional-dependencies"][extra]),
    ],
)
def test_the_tested_version_of_every_dependency_lies_in_its_range(requirement: str):
    wanted = Requirement(requirement)
    assert PINS[canonicalize_name(wanted.name)] in wanted.specifier


def test_pythons_of_the_project_and_of_the_script_agree(environment):
    supported = SpecifierSet(PROJECT["requires-python"])
    minors = [minor for minor in range(30) if f"3.{minor}" in supported]
    assert environment.LOWEST == (3, minors[0])
    assert environment.HIGHEST == (3, minors[-1])
    named = [c for c in PROJECT["classifiers"] if c.startswith("Programming Language :: Python :: 3.")]
    assert len(named) == len(minors)
