import dataclasses
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from experiments import __main__ as program
from experiments import _models, _provenance
from experiments._runner import Experiment, discover, run
from lqtheory import tables
from lqtheory.errors import DataError, DomainError, ShapeError

ROOT = Path(__file__).resolve().parents[2]


def draw(point: dict, rng) -> list[dict]:
    return [{"repeat": i, "value": float(rng.normal()) + point["a"]} for i in range(2)]


def toy(**changes) -> Experiment:
    grid = {"a": list(range(12)), "b": ["x", "y"]}
    return dataclasses.replace(Experiment("toy", "a toy", grid, draw, 1, row_keys=("repeat",)), **changes)


def counting(experiment: Experiment, stop_at: int | None = None) -> tuple[Experiment, list[dict]]:
    """The same experiment with a list of the points computed, interrupted before one of them."""
    seen: list[dict] = []

    def counted(point: dict, rng) -> object:
        if len(seen) == stop_at:
            raise KeyboardInterrupt
        seen.append(point)
        return experiment.run(point, rng)

    counted.__module__ = "experiments._runner"  # a module with a source file, whose fingerprint is recorded
    return dataclasses.replace(experiment, run=counted), seen


@pytest.fixture(autouse=True)
def _toy_has_a_source(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(draw, "__module__", "experiments._runner")


def rows(folder: Path, name: str = "toy") -> bytes:
    return (folder / f"{name}.csv").read_bytes()


def test_rows_are_in_the_order_of_the_grid_with_keys_first(tmp_path: Path):
    table = run(toy(), tmp_path)
    assert table.keys == ("a", "b", "repeat")
    assert len(table) == 48
    assert [(row["a"], row["b"], row["repeat"]) for row in table][:3] == [(0, "x", 0), (0, "x", 1), (0, "y", 0)]
    assert tables.read(tmp_path / "toy.csv") == table


def test_rows_depend_on_names_not_on_order_or_company(tmp_path: Path):
    everything = run(toy(), tmp_path / "all")
    backwards = run(toy(grid={"a": [5, 3], "b": ["y", "x"]}), tmp_path / "some")
    assert set(backwards.rows) < set(everything.rows)
    other_seed = run(toy(), tmp_path / "seed", seed=1)
    assert not set(other_seed.rows) & set(everything.rows)


def test_every_point_has_random_numbers_of_its_own(tmp_path: Path):
    table = run(toy(), tmp_path)
    assert len({round(row["value"] - row["a"], 9) for row in table}) == 48
    alias = dataclasses.replace(toy(), name="alias")
    assert not set(run(alias, tmp_path).column("value")) & set(table.column("value"))


@pytest.mark.parametrize("name", ["pqi_robin_hood_violations", "worst_case_sawtooth"])
def test_rows_are_the_same_for_any_number_of_workers(name: str, tmp_path: Path):
    experiment = discover()[name]
    experiment = dataclasses.replace(experiment, grid=experiment.points()[:5])
    contents = []
    for n_jobs in (1, 2):
        run(experiment, tmp_path / str(n_jobs), n_jobs=n_jobs)
        contents.append(rows(tmp_path / str(n_jobs), name))
    assert contents[0] == contents[1]


@pytest.mark.parametrize("stop_at", [0, 1, 7, 23])
def test_an_interrupted_run_that_is_resumed_equals_an_uninterrupted_one(stop_at: int, tmp_path: Path):
    run(toy(), tmp_path / "whole")
    broken, first = counting(toy(), stop_at)
    with pytest.raises(KeyboardInterrupt):
        run(broken, tmp_path / "resumed")
    kept = len(tables.read(tmp_path / "resumed" / "toy.csv")) // 2 if stop_at >= 4 else 0
    assert kept == stop_at // 4 * 4, "what finished batches computed is on disk"
    resumed, second = counting(toy())
    run(resumed, tmp_path / "resumed")
    assert len(first) + len(second) == 24 + stop_at % 4, "only the unfinished batch is computed twice"
    assert rows(tmp_path / "resumed") == rows(tmp_path / "whole")
    assert sorted(path.name for path in (tmp_path / "resumed").iterdir()) == ["toy.csv", "toy.json"]


KILLED = """
import os, signal, sys
from pathlib import Path
from experiments._runner import Experiment, run
seen = []
def compute(point, rng):
    seen.append(point)
    if len(seen) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return {"value": float(rng.normal())}
compute.__module__ = "experiments._runner"
run(Experiment("killed", "", {"a": list(range(30))}, compute, 1), Path(sys.argv[1]))
"""


def test_a_killed_process_that_is_started_again_equals_one_that_was_not(tmp_path: Path):
    def start(folder: str, kill_at: int) -> int:
        command = [sys.executable, "-c", KILLED, str(tmp_path / folder), str(kill_at)]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode

    assert start("killed", 17) == -signal.SIGKILL
    assert len(tables.read(tmp_path / "killed" / "killed.csv")) == 16
    assert start("killed", 99) == 0
    assert start("whole", 99) == 0
    assert rows(tmp_path / "killed", "killed") == rows(tmp_path / "whole", "killed")


def test_a_complete_table_is_left_alone(tmp_path: Path):
    run(toy(), tmp_path)
    before = [(path.name, path.stat().st_mtime_ns) for path in sorted(tmp_path.iterdir())]
    again, seen = counting(toy())
    run(again, tmp_path)
    assert seen == []
    assert [(path.name, path.stat().st_mtime_ns) for path in sorted(tmp_path.iterdir())] == before


@pytest.mark.parametrize("change", [{"version": 2}, {"row_keys": ("repeat",), "version": 3}])
def test_another_version_computes_everything_anew(change: dict, tmp_path: Path):
    run(toy(), tmp_path)
    changed, seen = counting(toy(**change))
    table = run(changed, tmp_path)
    assert len(seen) == 24
    assert table.metadata["version"] == change["version"]


def test_a_larger_grid_computes_what_is_new_and_a_smaller_one_drops_rows(tmp_path: Path):
    run(toy(), tmp_path)
    larger, seen = counting(toy(grid={"a": list(range(14)), "b": ["x", "y"]}))
    assert len(run(larger, tmp_path)) == 56
    assert [point["a"] for point in seen] == [12, 12, 13, 13]
    smaller, seen = counting(toy(grid={"a": [3], "b": ["x"]}))
    table = run(smaller, tmp_path)
    assert (len(table), seen) == (2, [])
    assert table.metadata["grid"] == [{"a": 3, "b": "x"}]


def test_the_sidecar_says_how_the_rows_came_about(tmp_path: Path):
    told = run(toy(sources=("lqtheory.rng",)), tmp_path, seed=5).metadata
    assert (told["experiment"], told["version"], told["seed"], told["complete"]) == ("toy", 1, 5, True)
    assert set(told["sources"]) == {"experiments._runner", "lqtheory.rng"}
    assert {"system", "processor", "cores"} == set(told["machine"])
    assert told["versions"]["numpy"]


def test_progress_is_reported_and_a_damaged_table_is_named(tmp_path: Path):
    seen: list[tuple] = []
    run(toy(), tmp_path, on_progress=lambda *report: seen.append(report))
    assert seen[-1] == ("toy", 24, 24)
    (tmp_path / "toy.csv").write_bytes(rows(tmp_path)[:-30])
    with pytest.raises(DataError, match=r"toy\.csv"):
        run(toy(), tmp_path)


def test_experiments_that_make_no_sense_are_refused(tmp_path: Path):
    with pytest.raises(ShapeError, match="different keys"):
        toy(grid=[{"a": 1}, {"b": 1}])
    nothing = toy(run=lambda point, rng: [])
    with pytest.raises(DomainError, match=r"toy gives no row at \{'a': 0, 'b': 'x'\}"):
        run(nothing, tmp_path)


def weigh(point: dict, rng, models: Path) -> dict:
    return {"value": point["a"], "weights": (models / "weights").read_text()}


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Experiment:
    """Two models, `heavy` cannot be trained on this machine; their weights are the text of a file."""
    monkeypatch.setattr(weigh, "__module__", "experiments._runner")
    monkeypatch.setattr(_models, "unavailable", lambda name: "no data for heavy" if name == "heavy" else "")

    def ensure(names, folder, **_) -> dict:
        return {name: {"weights": (folder / "weights").read_text(), "test_score": 1.0} for name in names}

    monkeypatch.setattr(_models, "ensure", ensure)
    (tmp_path / "weights").write_text("w-first")
    return Experiment("weighed", "", {"model": ["light", "heavy"], "a": [1, 2]}, weigh, 1, models=True)


def test_points_whose_data_are_missing_are_left_out_and_told(weighed: Experiment, tmp_path: Path):
    table = run(weighed, tmp_path, models=tmp_path)
    assert table.unique("model") == ["light"]
    assert table.metadata["complete"]
    assert [point["reason"] for point in table.metadata["skipped"]] == ["no data for heavy"] * 2
    only_heavy = dataclasses.replace(weighed, grid={"model": ["heavy"], "a": [1]})
    with pytest.raises(DataError, match="no point of weighed can be computed on this machine: no data for heavy"):
        run(only_heavy, tmp_path / "none", models=tmp_path)


def test_rows_of_a_machine_with_the_data_stay_on_one_without(weighed, tmp_path: Path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(_models, "unavailable", lambda name: "")
        whole = run(weighed, tmp_path, models=tmp_path)
    assert run(weighed, tmp_path, models=tmp_path) == whole


def test_rows_of_a_model_with_other_weights_are_computed_anew(weighed: Experiment, tmp_path: Path):
    run(weighed, tmp_path, models=tmp_path)
    (tmp_path / "weights").write_text("w-second")
    assert run(weighed, tmp_path, models=tmp_path).unique("weights") == ["w-first"], "nothing was missing"
    more = dataclasses.replace(weighed, grid={"model": ["light", "heavy"], "a": [1, 2, 3]})
    table = run(more, tmp_path, models=tmp_path)
    assert table.unique("weights") == ["w-second"]
    assert table.metadata["models"]["light"]["weights"] == "w-second"


def test_a_fingerprint_sees_code_and_not_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    digests = []
    for text in ('"""One."""\nx = 1\n', '"""Two."""\nx = 1  # comment\n', '"""Two."""\nx = 2\n'):
        (tmp_path / "fingerprinted.py").write_text(text)
        digests.append(_provenance.fingerprint("fingerprinted"))
    assert digests[0] == digests[1] != digests[2]
    with pytest.raises(DataError, match="no source file"):
        _provenance.fingerprint("no_such_module")


def test_the_program_lists_runs_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert program.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in discover())
    fresh = ["run", "worst_case_sawtooth", "--fresh-dir", str(tmp_path), "--jobs", "1"]
    assert program.main(fresh) == 0
    assert f"{tmp_path / 'worst_case_sawtooth.csv'}: 240 rows" in capsys.readouterr().out
    assert program.main(["run", "worst_case_sawtoth"]) == 2
    assert "did you mean 'worst_case_sawtooth'" in capsys.readouterr().err
    assert program.main([*fresh[:-1], "0"]) == 2
    assert "--jobs 0 is not a number of processes" in capsys.readouterr().err


def test_fresh_means_computed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fresh = ["run", "worst_case_sawtooth", "--fresh-dir", str(tmp_path), "--jobs", "1"]
    program.main(fresh)
    path = tmp_path / "worst_case_sawtooth.csv"
    path.write_text("damaged")
    assert program.main(fresh) == 0
    assert len(tables.read(path)) == 240


def test_an_interrupted_program_says_so(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "run", interrupted)
    assert program.main(["run", "worst_case_sawtooth", "--fresh-dir", str(tmp_path)]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_long_experiments_are_measured_anew_only_by_name(tmp_path: Path, monkeypatch, capsys):
    quick = discover()["worst_case_sawtooth"]
    both = {
        "quick": dataclasses.replace(quick, name="quick"),
        "slow": dataclasses.replace(quick, name="slow", long=True),
    }
    monkeypatch.setattr(program, "discover", lambda: both)
    assert program.main(["run", "all", "--fresh-dir", str(tmp_path), "--jobs", "1"]) == 0
    assert "slow takes long and is left out; `python -m experiments run slow --fresh`" in capsys.readouterr().out
    assert [path.name for path in sorted(tmp_path.glob("*.csv"))] == ["quick.csv"]
    assert program.main(["run", "slow", "--fresh-dir", str(tmp_path), "--jobs", "1"]) == 0
    assert (tmp_path / "slow.csv").exists()
