"""Every benchmark runs once on small data; whether a target is met is recorded, not asserted."""

import importlib
import sys
import types
from pathlib import Path

import pytest

from experiments.benchmarks import run as runner
from lqtheory.balls import Truth
from lqtheory.errors import DomainError
from lqtheory.tables import read


@pytest.mark.parametrize("module", runner.modules())
def test_every_benchmark_runs_on_small_data(module: str, monkeypatch: pytest.MonkeyPatch):
    bench = importlib.import_module(f"experiments.benchmarks.bench_{module}")
    monkeypatch.setattr(bench, "TURNS", 1, raising=False)
    monkeypatch.setattr(runner, "LEAST_SECONDS", 0.0)
    table = runner.measure(module, size=3000, turns=1)
    assert table.column("name") == [*bench.RATIOS, *bench.LIMITS]
    assert all(value >= 0 for value in table.column("value"))
    assert table.metadata["size"] == 3000


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """Functions that return amounts instead of taking time."""
    module = types.ModuleType("experiments.benchmarks.bench_fake")
    module.setup = lambda size: {"size": size, "calls": []}
    module.peakmem_ours = lambda data: data["calls"].append("ours") or 30
    module.peakmem_base = lambda data: data["calls"].append("base") or 10
    module.track_error = lambda data: 0.5
    module.RATIOS = {
        "small enough": ("peakmem_ours", "peakmem_base", 3.0, "at most"),
        "too large": ("peakmem_ours", "peakmem_base", 2.9, "at most"),
        "fast enough": ("peakmem_base", "peakmem_ours", 3.0, "at least"),
        "too slow": ("peakmem_base", "peakmem_ours", 3.1, "at least"),
    }
    module.LIMITS = {"within": ("track_error", 0.5), "beyond": ("track_error", 0.4)}
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def test_targets_met_and_missed_are_told_apart(fake: types.ModuleType):
    table = runner.measure("fake", size=1, turns=3)
    assert table.column("value") == [3.0, 3.0, 3.0, 3.0, 0.5, 0.5]
    assert table.column("met") == [Truth.YES, Truth.NO, Truth.YES, Truth.NO, Truth.YES, Truth.NO]


def test_functions_take_turns(fake: types.ModuleType, monkeypatch: pytest.MonkeyPatch):
    data: dict = {"calls": []}
    fake.setup = lambda size: data
    runner.measure("fake", size=1, turns=3)
    assert data["calls"] == ["ours", "base"] * 4


def test_an_unknown_sense_is_refused(fake: types.ModuleType):
    fake.RATIOS = {"odd": ("peakmem_ours", "peakmem_base", 1.0, "about")}
    with pytest.raises(DomainError, match="the sense of 'odd' is 'about'"):
        runner.measure("fake", size=1, turns=1)


def test_the_program_measures_in_a_process_of_its_own(monkeypatch, tmp_path: Path, capsys):
    monkeypatch.setattr(runner, "QUICK", tmp_path)
    assert runner.main(["keep_counts", "--quick"]) == 0
    table = read(tmp_path / "results_keep_counts.csv")
    assert table.metadata["threads"] == 1
    assert "row keep counts" in capsys.readouterr().out
    assert runner.main(["nroms", "--quick"]) == 2
    assert "did you mean 'norms'" in capsys.readouterr().err
