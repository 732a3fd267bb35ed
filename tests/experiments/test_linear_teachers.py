"""Losses of linear teachers and smoothed densities: the studies' computations, and what their tables must show."""

from pathlib import Path

import numpy as np
import pytest

from experiments import density_smoothing_of_limits as smoothing
from experiments import linear_teacher_losses as teachers
from lqtheory import tables
from lqtheory.balls import Truth
from lqtheory.quantities.planted_regression import gaussian_pruned_energy

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def least(data: np.ndarray, target: np.ndarray, kept: np.ndarray) -> float:
    """Residual of least squares on some columns."""
    w, *_ = np.linalg.lstsq(data[:, kept], target, rcond=None)
    return float(((data[:, kept] @ w - target) ** 2).sum())


@pytest.mark.parametrize("n", [30, 12, 8])
def test_losses_on_the_way_are_those_of_least_squares(n: int) -> None:
    rng = np.random.default_rng(n)
    data, weights, order = rng.standard_normal((n, 12)), rng.standard_normal(12), rng.permutation(12)
    target = data @ weights
    losses = teachers.retrained_losses(data, target, order)
    assert losses[0] == 0
    assert losses[-1] == pytest.approx(target @ target)
    for m in range(12):
        assert losses[m] == pytest.approx(least(data, target, order[m:]), rel=1e-9, abs=1e-20)


def test_the_surgeon_removes_what_costs_least_each_time() -> None:
    """Against least squares on every candidate set."""
    rng = np.random.default_rng(0)
    data, weights = rng.standard_normal((40, 9)), rng.standard_normal(9)
    target = data @ weights
    order = teachers.elimination_order(data.T @ data / 40, weights)
    assert sorted(order) == list(range(9))
    kept = set(range(9))
    for removed in order[:-1]:
        costs = {q: least(data, target, np.array(sorted(kept - {q}))) for q in kept}
        assert removed == min(costs, key=costs.get)
        kept.remove(removed)


def test_the_surgeon_sorts_by_saliency_where_nothing_is_coupled() -> None:
    assert teachers.elimination_order(np.diag([4.0, 1.0, 9.0]), np.array([1.0, 3.0, 0.5])).tolist() == [2, 0, 1]


def test_magnitude_is_as_far_off_as_its_law_says() -> None:
    """Means against r and r (1 - γ(1-p)), with the limit of r; and below them the masks of the surgeon."""
    table = tables.read(RESULTS / "linear_teacher_losses.csv")
    for row in table.filter(lambda row: row["kind"] != "OBS, retrained"):
        r = gaussian_pruned_energy(row["share"])
        limit = r if row["kind"] == "one-shot" else r * max(1 - row["gamma"] * (1 - row["share"]), 0)
        assert row["predicted"] == pytest.approx(limit, rel=0.06, abs=1e-12)
        assert abs(row["measured"] - row["predicted"]) <= 5 * row["standard_error"]
    assert Truth.NO not in table.column("holds")
    assert Truth.YES in table.where(kind="OBS, retrained").column("holds")
    means = {kind: table.where(kind=kind).array("measured") for kind in table.unique("kind")}
    assert (means["OBS, retrained"] <= 1.01 * means["magnitude, retrained"]).all()
    assert (means["magnitude, retrained"] <= means["one-shot"]).all()


def test_a_smoothed_density_is_right_for_a_small_range_and_wrong_for_a_large_one() -> None:
    near, far = (smoothing.run({"range": reach, "runs": 2}, np.random.default_rng(0)) for reach in (1.0, 1000.0))
    assert near["apart"] < 1e-5
    assert far["apart"] > 0.1
    assert max(near["direct"], far["direct"]) < 0.05
    eigenvalues = smoothing.spectrum(1000.0)
    assert eigenvalues.size == smoothing.DIMENSION
    assert eigenvalues.max() == pytest.approx(1000.0)
    assert near["exact"] == pytest.approx(0.5, abs=0.01)


def test_the_committed_errors_grow_with_the_range_of_the_spectrum() -> None:
    table = tables.read(RESULTS / "density_smoothing_of_limits.csv").sorted_by("range")
    assert (table.array("direct") < 0.03).all()
    wide = table.filter(lambda row: row["range"] >= 100)
    assert (wide.array("smoothed") > 10 * wide.array("direct")).all()
    np.testing.assert_allclose(table.array("width"), table.array("range") ** -0.5, rtol=0.02)
