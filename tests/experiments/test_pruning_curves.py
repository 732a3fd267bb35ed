"""The study of pruning curves: fits recover what was drawn, bands are those of the library, figures draw the table."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from experiments import pruning_curves_of_random_weights as study
from experiments._runner import run
from lqtheory import tables
from lqtheory.quantities.random_weights import prediction_band
from paper_figures import load
from paper_figures import pruning_curves_of_random_weights as figure

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"
N = 20_000


def magnitudes(law: str, rng: np.random.Generator) -> np.ndarray:
    drawn = {
        "gauss": lambda: rng.normal(scale=2.0, size=N),
        "laplace": lambda: rng.laplace(scale=0.5, size=N),
        "ggd": lambda: 0.25 * rng.gamma(1 / 0.7, size=N) ** (1 / 0.7),
        "student": lambda: 0.5 * stats.t(3.0).rvs(N, random_state=rng),
    }
    return np.abs(drawn[law]())


@pytest.mark.parametrize(
    ("law", "fit", "expected"),
    [
        ("gauss", "likelihood", {"sigma": 2.0}),
        ("laplace", "likelihood", {"b": 0.5}),
        ("ggd", "likelihood", {"beta": 0.7, "a": 0.25}),
        ("ggd", "moments", {"beta": 0.7, "a": 0.25}),
        ("student", "likelihood", {"nu": 3.0, "scale": 0.5}),
    ],
)
def test_fits_recover_what_was_drawn(law: str, fit: str, expected: dict, rng: np.random.Generator):
    fitted = study.FITS[law, fit](magnitudes(law, rng))
    assert fitted == pytest.approx(expected, rel=0.1)


def test_student_fit_is_that_of_scipy(rng: np.random.Generator):
    drawn = magnitudes("student", rng)[:2000]
    fitted = study.student(drawn)
    nu, _, scale = stats.t.fit(np.concatenate([drawn, -drawn]), floc=0)
    assert fitted == pytest.approx({"nu": nu, "scale": scale}, rel=1e-3)


def test_without_dead_weights_the_band_is_that_of_the_library():
    for law, fitted in (("gauss", {"sigma": 2.0}), ("student", {"nu": 3.0, "scale": 0.5})):
        assert study.band(law, 0.1, 500, 1.0, fitted) == pytest.approx(tuple(prediction_band(law, 0.1, 500, **fitted)))


def test_with_dead_weights_the_band_is_that_of_a_simulation(rng: np.random.Generator):
    n, live, f = 2000, 0.4, 0.1
    weights = rng.laplace(size=(500, n)) * (rng.random((500, n)) < live)
    masses = np.sort(weights**2, axis=1)[:, : n - int(f * n)].sum(axis=1) / n
    low, middle, high = study.band("laplace", f, n, live, {"b": 1.0})
    assert masses.mean() == pytest.approx(middle, rel=0.02)
    assert 0.9 < np.mean((low < masses) & (masses < high)) < 0.99
    assert study.band("laplace", 0.5, n, live, {"b": 1.0}) == (0.0, 0.0, 0.0)


def test_rows_of_the_table_are_consistent():
    for row in tables.read(RESULTS / "pruning_curves_of_random_weights.csv"):
        assert 0 <= row["low"] <= row["predicted"] <= row["high"]
        assert 0 <= row["measured"] <= 1
        assert (row["live"] == 1) or row["fit"] == "live"
        if row["ratio"] is not None:
            assert row["ratio"] == pytest.approx(row["predicted"] / row["measured"], rel=1e-3, abs=1e-4)


def test_the_best_law_of_every_layer_is_close_where_a_tenth_is_kept():
    """What the figure shows: some law predicts the energy within 10 %, with an l_1 penalty within 40 %."""
    table = tables.read(RESULTS / "pruning_curves_of_random_weights.csv")
    for (model, _, _), part in table.groups("model", "layer", "training_seed"):
        rows = [row for row in part if abs(row["density"] - 0.1) < 0.005 and row["ratio"] is not None]
        allowed = 0.4 if model.endswith("_l1") else 0.1
        assert min(abs(row["ratio"] - 1) for row in rows) < allowed, model


def test_the_figure_draws_the_stored_numbers_and_works_without_mnist():
    stored = load(figure.TABLES, RESULTS)
    (table,) = stored.values()
    drawn = figure.draw(stored)
    assert len(drawn.axes) == 12
    plotted = np.concatenate([line.get_ydata() for line in drawn.axes[0].lines])
    part = table.where(model="mlp_mnist", layer="1.weight", fit="likelihood", law="ggd", k=23520)
    assert np.median(part.array("predicted")) in plotted
    digits = {name: t.filter(lambda row: "mnist" not in row["model"]) for name, t in stored.items()}
    assert len(figure.draw(digits).axes) == 12


@pytest.mark.slow
def test_other_seeds_are_trained_in_the_folder(tmp_path: Path):
    point = {"model": "mlp_digits", "training_seed": 1, "layer": "5.weight"}
    table = run(dataclasses.replace(study.EXPERIMENT, grid=[point]), tmp_path, models=tmp_path / "models")
    stored = tables.read(RESULTS / "pruning_curves_of_random_weights.csv").where(**point)
    assert len(table) == len(stored) == len(study.FITS) * len(set(stored.column("k")))
    assert (tmp_path / "models" / "mlp_digits-seed1.safetensors").exists()
