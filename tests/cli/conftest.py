"""The command line, run in this process."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from lqtheory.cli import app


class Result(NamedTuple):
    """Exit code and what was printed."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def untrained_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports on theorems take the zoo's networks with their initial weights: training takes seconds."""
    from lqtheory.networks import zoo
    from lqtheory.report import trained_networks

    monkeypatch.setattr(trained_networks, "trained", zoo.build)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """``cli("list", "--json")`` runs that command line."""

    def run(*words: Any) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app([str(word) for word in words], prog_name="lqtheory")
        return Result(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def refused(cli: Callable[..., Result]) -> Callable[..., str]:
    """``refused("eval", "nope")`` demands exit code 2 and one sentence on stderr, which it returns."""

    def run(*words: Any) -> str:
        result = cli(*words)
        sentences = [line for line in result.err.splitlines() if "running the code" not in line]
        assert result.code == 2, result
        assert result.out == ""
        assert len(sentences) == 1, result.err
        assert sentences[0].startswith("lqtheory: ")
        assert "Traceback" not in result.err
        return sentences[0]

    return run
