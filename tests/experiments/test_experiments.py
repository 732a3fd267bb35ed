"""Every experiment runs on its smallest grid, and the committed tables are complete, current and reproducible."""

import dataclasses
import shutil
from pathlib import Path

import numpy as np
import pytest

from experiments import _enclosures, _models
from experiments._runner import Experiment, discover, run
from experiments.pqi_robin_hood_violations import _decoded, _log_ratio
from lqtheory import tables
from lqtheory.balls import Truth
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.sparsity_indices import pqi
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.worst_case import worst_case

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
EXPERIMENTS = discover()
named = pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=list(EXPERIMENTS))
#: One network of these takes more than a few seconds.
SLOW = {"pruning_limits_of_networks", "lanczos_steps_of_limits", "retraining_budgets_of_limits"}
some_slow = pytest.mark.parametrize(
    "experiment",
    [pytest.param(one, id=name, marks=[pytest.mark.slow] * (name in SLOW)) for name, one in EXPERIMENTS.items()],
)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@some_slow
def test_the_smallest_grid_runs_and_no_bound_fails(experiment: Experiment, models: Path, tmp_path: Path):
    if not experiment.small:
        others = [other for other in EXPERIMENTS.values() if other.small and other.run is experiment.run]
        assert others, "an experiment names points that the tests can run, or computes as one that does"
        return
    missing = [why for point in experiment.small if (why := experiment.unavailable(point))]
    if missing:
        pytest.skip(missing[0])
    if experiment.of:
        for rest in RESULTS.glob(f"{experiment.of}.*"):
            shutil.copy(rest, tmp_path)
    assert all(point in experiment.points() for point in experiment.small)
    table = run(dataclasses.replace(experiment, grid=experiment.small), tmp_path, models=models)
    assert len(table) >= len(experiment.small)
    for name in table.columns:
        if name.startswith("holds"):
            assert Truth.NO not in table.column(name)


@named
def test_the_committed_table_is_complete_current_and_small(experiment: Experiment):
    path = RESULTS / f"{experiment.name}.csv"
    table = tables.read(path)
    told = table.metadata
    assert (told["version"], told["grid"], told["complete"]) == (experiment.version, experiment.points(), True)
    assert told["skipped"] == []
    assert path.stat().st_size < 1_000_000
    assert tables.sidecar_path(path).stat().st_size < 1_000_000


@named
def test_no_committed_row_breaks_a_bound(experiment: Experiment):
    table = tables.read(RESULTS / f"{experiment.name}.csv")
    for name in table.columns:
        if name.startswith("holds"):
            assert Truth.NO not in table.column(name)


def test_the_sawtooth_on_disk_is_what_is_computed_today(tmp_path: Path):
    experiment = EXPERIMENTS["worst_case_sawtooth"]
    today, stored = run(experiment, tmp_path), tables.read(RESULTS / "worst_case_sawtooth.csv")
    exact = ("q", "p", "k", "n", "m", "ratio", "loss", "holds")
    assert today.select(*exact) == stored.select(*exact)
    for name in ("measured", "predicted"):  # elementary functions may differ in the last bit between machines
        np.testing.assert_allclose(today.array(name), stored.array(name), rtol=1e-14)


def test_the_sawtooth_touches_one_where_theory_says():
    """Equality iff (b - a) | k, with q/p = a/b in lowest terms."""
    table = tables.read(RESULTS / "worst_case_sawtooth.csv")
    period = {(0.25, 2.0): 7, (0.375, 2.0): 13, (0.5, 2.0): 3, (1.0, 2.0): 1}
    for row in table:
        attained = row["k"] % period[row["q"], row["p"]] == 0
        assert (row["holds"] is Truth.UNDECIDED) == (row["loss"] is None) == attained
        assert (row["ratio"] == 1) == attained


@pytest.mark.parametrize("at", [{"p": 0.25, "q": 0.5}, {"p": 1.0, "q": 2.0}, {"p": 2.0, "q": 4.0}])
def test_violations_of_the_axiom_on_disk_are_found_again(at: dict, tmp_path: Path):
    experiment = dataclasses.replace(EXPERIMENTS["pqi_robin_hood_violations"], grid=[at])
    (today,) = run(experiment, tmp_path)
    (stored,) = tables.read(RESULTS / "pqi_robin_hood_violations.csv").where(**at)
    assert (today["axiom_holds"], today["within_theorem"]) == (stored["axiom_holds"], stored["within_theorem"])
    assert today["raised"] == stored["raised"]
    assert today["largest_increase"] == pytest.approx(stored["largest_increase"], rel=1e-2, abs=1e-12)


def test_the_axiom_fails_exactly_outside_the_theorem():
    """Robin Hood never raises the index for p <= 1 <= q; everywhere else a step that does was found."""
    for row in tables.read(RESULTS / "pqi_robin_hood_violations.csv"):
        inside = row["p"] <= 1 <= row["q"]
        assert row["within_theorem"] is (Truth.YES if inside else Truth.NO)
        assert row["axiom_holds"] is (Truth.UNDECIDED if inside else Truth.NO)
        assert (row["raised"] == 0 and row["largest_increase"] <= 0) if inside else row["largest_increase"] > 0


def test_the_search_measures_the_index_it_speaks_of(rng: np.random.Generator):
    logs, counts, amount = _decoded(rng.uniform(size=(50, 6)))
    assert (amount > 0).all()
    assert (logs[:, 0] > logs[:, 1]).all()
    p, q = 0.5, 2.0
    for log, count, ratio in zip(logs, counts, _log_ratio(logs, counts, p, q), strict=True):
        x = np.exp(np.repeat(log, count.astype(int)))
        by_search = 1 - x.size ** (1 / q - 1 / p) * np.exp(ratio)
        np.testing.assert_allclose(by_search, pqi(x, p, q), rtol=1e-9, atol=1e-12)


def test_errors_of_layers_are_those_of_the_quantities(models: Path, tmp_path: Path):
    experiment = EXPERIMENTS["best_k_term_of_trained_layers"]
    (point,) = experiment.small
    table = run(dataclasses.replace(experiment, grid=[point]), tmp_path, models=models)
    x = _models.layer(point["model"], point["layer"], models).ravel()
    for row in table:
        k, n, q, p = row["k"], row["n"], row["q"], row["p"]
        total = lq_norm(x, p)
        for name, value in (
            ("measured", best_k_term_error(x, k, p) / total),
            ("predicted", worst_case(k, n, q, p) * lq_norm(x, q) / total),
            ("predicted_stechkin", stechkin_bound(k, q, p) * lq_norm(x, q) / total),
            ("ratio", row["measured"] / row["predicted"]),
            ("density", k / n),
        ):
            assert row[name] == pytest.approx(value, rel=1e-12)
        assert row["measured"] <= row["predicted"] <= row["predicted_stechkin"] * (1 + 1e-15)


def test_keep_counts_on_disk_are_ordered_as_the_theory_orders_them():
    table = tables.read(RESULTS / "keep_counts_of_trained_neurons.csv")
    for row in table:
        assert 1 <= row["measured"] <= row["predicted"] <= row["predicted_stechkin"] <= row["n"]
        assert 1 <= row["effective_sparsity"] <= row["n"]
    assert any(row["predicted"] < row["predicted_stechkin"] for row in table)


def test_enclosures_contain_the_numbers(rng: np.random.Generator):
    x = rng.standard_normal(40)
    magnitudes = _enclosures.descending(x)
    assert (np.diff(magnitudes) <= 0).all()
    errors = _enclosures.best_k_term_errors(magnitudes, [0, 7, 39, 40], 2.0)
    for k, error in errors.items():
        assert float(error.mid()) == pytest.approx(float(best_k_term_error(x, k, 2.0)), rel=1e-14)
        assert float(error.rad()) <= 1e-12 * float(error.mid())
    assert float(_enclosures.norm(magnitudes, 0.5).mid()) == pytest.approx(float(lq_norm(x, 0.5)), rel=1e-13)
