"""What the program says about time: beforehand, by the committed tables, and while it works."""

import dataclasses
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from experiments import __main__ as program
from experiments import worst_case_sawtooth
from experiments._cache import digest_of
from experiments._progress import Display, duration
from experiments._runner import Experiment, discover

ROOT = Path(__file__).resolve().parents[2]
SAWTOOTH = worst_case_sawtooth.EXPERIMENT
EXPERIMENTS = discover()


class Stream(io.StringIO):
    """A terminal, or a log."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def display(terminal: bool) -> tuple[Display, Stream, list[float]]:
    stream, now = Stream(terminal), [0.0]
    return Display(stream, clock=lambda: now[0]), stream, now


def test_a_terminal_shows_the_time_that_is_left():
    show, stream, now = display(terminal=True)
    for now[0], done in ((10.0, 1), (30.0, 3), (100.0, 10)):
        show("toy", done, 10)
    lines = stream.getvalue().split("\r\033[K")[1:]
    assert lines == ["toy 1/10, about 1 min 30 s left", "toy 3/10, about 1 min 10 s left", "toy 10/10\n"]


def test_the_time_of_other_work_before_does_not_count():
    show, stream, now = display(terminal=True)
    show("first", 4, 4)
    now[0] = 100.0
    show("first", 5, 5)  # other work of the same name
    now[0] = 102.0
    show("second", 1, 3)
    assert stream.getvalue().endswith("second 1/3, about 4 s left")


def test_a_log_gets_a_line_a_minute():
    show, stream, now = display(terminal=False)
    for second in range(1, 200):
        now[0] = float(second)
        show("toy", second, 200)
    assert stream.getvalue() == (
        "toy 60/200, about 2 min 20 s left\ntoy 120/200, about 1 min 20 s left\ntoy 180/200, about 20 s left\n"
    )


def test_durations_are_rounded_to_what_matters():
    assert [duration(seconds) for seconds in (0, 59.6, 3599, 3600)] == [
        "under 1 s",
        "1 min 0 s",
        "59 min 59 s",
        "1 h 0 min",
    ]


def test_the_quick_part_took_less_than_twenty_minutes():
    """Other machines may be slower, so that half of it is left for them."""
    quick = [experiment for experiment in EXPERIMENTS.values() if not experiment.long]
    assert len(quick) >= 10
    times = [program.last_seconds(experiment) for experiment in quick]
    assert None not in times
    assert sum(times) + program._training_seconds(quick) <= 900


def test_every_part_is_told_beforehand_with_what_it_took(capsys: pytest.CaptureFixture[str]):
    program._tell_last_times(list(EXPERIMENTS.values()))
    printed = capsys.readouterr().out
    for name in EXPERIMENTS:
        told = json.loads((program.RESULTS / f"{name}.json").read_text(encoding="utf-8"))["metadata"]["seconds"]
        assert f"  {name:36} {duration(told)}\n" in printed
    assert "training of their networks" in printed
    assert printed.splitlines()[-1].startswith("  all of them ")
    program._tell_last_times([dataclasses.replace(SAWTOOTH, name="no_table_yet")])
    assert "no_table_yet                         not measured yet" in capsys.readouterr().out


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Three experiments, of which the last takes long, and the list of those whose rows are computed."""
    seen: list[str] = []
    parts = {}
    for name, long in (("one", False), ("two", False), ("three", True)):

        def compute(point: dict, rng, name: str = name) -> dict:
            seen.append(name)
            return {"value": float(rng.normal())}

        compute.__module__ = "experiments._runner"
        parts[name] = Experiment(name, "", {"a": [1, 2]}, compute, 1, long=long)
    monkeypatch.setattr(program, "discover", lambda: parts)
    monkeypatch.setattr(program, "FRESH", tmp_path / "fresh")
    monkeypatch.setattr(program, "MODELS", tmp_path / "models")
    return seen


def test_a_study_is_measured_before_what_is_computed_from_it(three: list[str], capsys: pytest.CaptureFixture[str]):
    parts = program.discover()
    for name, of in (("a_of_one", "one"), ("b_of_three", "three")):

        def compute(point: dict, rng, source: Path, name: str = name) -> dict:
            three.append(name)
            return {"value": 1.0, "source": digest_of(source)}

        compute.__module__ = "experiments._runner"
        parts[name] = Experiment(name, "", {"a": [1]}, compute, 1, of=of)
    assert program.main(["run", "a_of_one", "--fresh", "--jobs", "1"]) == 0
    assert three == ["one", "one", "a_of_one"]
    assert "one, from which others are computed, is measured first" in capsys.readouterr().out
    three.clear()
    assert program.main(["run", "all", "--fresh", "--jobs", "1"]) == 0
    assert three == ["one", "one", "a_of_one", "two", "two"] or three == ["one", "one", "two", "two", "a_of_one"]
    assert "b_of_three is computed from three, which takes long, and is left out" in capsys.readouterr().out


def test_a_committed_table_is_not_replaced_by_that_of_another_seed(
    three: list[str], tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr(program, "RESULTS", tmp_path)
    assert program.main(["run", "one", "--jobs", "1"]) == 0
    before = (tmp_path / "one.csv").read_bytes()
    assert program.main(["run", "one", "--seed", "1", "--jobs", "1"]) == 2
    assert "--seed 1 would replace the table one of seed 0; add --fresh" in capsys.readouterr().err
    assert (tmp_path / "one.csv").read_bytes() == before
    (tmp_path / "one.json").unlink()
    program.main(["list"])
    assert "damaged: no sidecar" in capsys.readouterr().out
    (tmp_path / "one.csv").write_bytes(before[:-3])
    program.main(["list"])
    assert "damaged" in capsys.readouterr().out


def test_fresh_leaves_out_what_takes_long_unless_told(three: list[str]):
    assert program.main(["run", "all", "--fresh", "--jobs", "1"]) == 0
    assert three == ["one", "one", "two", "two"]
    assert program.main(["run", "all", "--fresh", "--long", "--jobs", "1"]) == 0
    assert three[4:] == ["one", "one", "two", "two", "three", "three"]


def test_an_interrupted_fresh_run_goes_on_where_it_stopped(three: list[str], tmp_path: Path):
    assert program.main(["run", "one", "--fresh", "--jobs", "1"]) == 0
    assert program.main(["run", "all", "--fresh", "--long", "--resume", "--jobs", "1"]) == 0
    assert three == ["one", "one", "two", "two", "three", "three"]
    assert program.main(["run", "all", "--fresh", "--long", "--resume", "--jobs", "1"]) == 0
    assert len(three) == 6


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ([], "experiments run all --fresh --long"),
        (["EXPERIMENTS=quick"], "experiments run all --fresh"),
        (["EXPERIMENTS=all", "RESUME=1"], "experiments run all --fresh --long --resume"),
    ],
)
def test_make_measures_everything_or_the_quick_part(settings: list[str], wanted: str):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("EXPERIMENTS", "RESUME", "MAKEFLAGS")
    }
    # Within `make test` a make of our own would print the folder that it enters and leaves.
    command = ["make", "-n", "--no-print-directory", "-o", "environment", "experiments", *settings]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    line = " ".join(done.stdout.replace("\\\n", " ").split())
    assert line.endswith(wanted)


def test_make_knows_no_third_part():
    command = ["make", "-o", "environment", "experiments", "EXPERIMENTS=some"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "EXPERIMENTS=some is neither `all` nor `quick`" in done.stderr
