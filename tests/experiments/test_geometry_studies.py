"""The studies of convex geometry: their helpers, and what their committed tables must show."""

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from experiments import _cones, kinematic_transitions, kinematic_widths
from experiments._runner import discover, run
from lqtheory import tables
from lqtheory.balls import Truth
from lqtheory.cones import meets_subspace

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def stored(name: str) -> tables.Table:
    return tables.read(RESULTS / f"{name}.csv")


@pytest.mark.parametrize("name", list(_cones.CONES))
def test_both_meeting_probabilities_are_those_of_the_cone(name: str):
    cone = _cones.CONES[name](12)
    hit, missed = _cones.meeting_probabilities(cone.intrinsic_volumes())
    np.testing.assert_allclose(hit, [meets_subspace(cone, m) for m in range(13)], atol=1e-14)
    np.testing.assert_allclose(hit + missed, 1.0, atol=1e-13)


def test_small_probabilities_keep_their_digits():
    hit, missed = _cones.meeting_probabilities(_cones.CONES["orthant"](100).intrinsic_volumes())
    assert hit[99] == pytest.approx(2.0**-99, rel=1e-12)
    assert missed[1] == pytest.approx(2.0**-99, rel=1e-12)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (1.0, 1.0 + 1e-6, Truth.YES),
        (1.0 + 1e-6, 1.0, Truth.NO),
        (1.0, 1.0, Truth.UNDECIDED),
        (1e-300, 1.1e-300, Truth.YES),
        (0.0, 0.0, Truth.YES),
    ],
)
def test_comparisons_leave_open_what_rounding_leaves_open(left: float, right: float, verdict: Truth):
    assert _cones.decided(left, right) is verdict


def test_the_crossing_is_between_the_right_codimensions():
    assert _cones.crossing(0.5, np.array([0.0, 0.25, 0.75, 1.0])) == pytest.approx(1.5)


STUDIES = (
    "intrinsic_volumes_of_cones",
    "kinematic_transitions",
    "kinematic_widths",
    "statistical_dimension_of_l1_descent",
    "l1_recovery_by_linear_programs",
    "sublevel_cones",
)


@pytest.mark.parametrize("name", STUDIES)
def test_rows_on_disk_are_what_is_computed_today(name: str, tmp_path: Path):
    """Of the smallest grid; samples too, because their seeds come from names."""
    experiment = discover()[name]
    today = run(dataclasses.replace(experiment, grid=experiment.small), tmp_path)
    for point in experiment.small:
        for new, old in zip(today.where(**point), stored(name).where(**point), strict=True):
            for column, value in old.items():
                if column in ("error", "deviation"):  # rounding errors, and a small difference over a standard error
                    continue
                expected = pytest.approx(value, rel=1e-8, abs=1e-11) if isinstance(value, float) else value
                assert new[column] == expected, column


# ---- l_1 descent cones ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("d", "s", "delta"), [(20, 3, 7.9567027317832), (100, 5, 19.8949355492317)])
def test_dimensions_on_disk_are_those_of_the_dossier(d: int, s: int, delta: float):
    (row,) = stored("statistical_dimension_of_l1_descent").where(d=d, s=s)
    assert row["measured"] == pytest.approx(delta, rel=1e-11)


def test_exact_dimensions_lie_between_the_bounds():
    table = stored("statistical_dimension_of_l1_descent")
    for row in table:
        assert 0 < row["gap"] < row["gap_bound"] <= 3
        assert row["gap_bound"] < row["gap_published"]
        assert row["measured"] <= min(row["log_bound"], row["quadratic"])
        assert row["log_bound"] < row["log_crpw"] < row["log_fm"]
        assert row["m05"] <= row["m50"] <= row["m95"]
        assert row["error"] < 1e-12
        assert abs(row["m50"] - row["measured"]) < 0.6
    (half_space,) = table.where(d=400, s=400)
    assert (half_space["measured"], half_space["gap"]) == (399.5, 0.5)


def test_the_heuristic_gap_is_good_to_order_one_over_d_but_not_at_dense_vectors():
    table = stored("statistical_dimension_of_l1_descent")
    for row in table.filter(lambda row: row["rho"] <= 0.5):
        assert abs(row["gap"] - row["gap_estimate"]) < 0.5 / row["d"], row
    for row in table.filter(lambda row: row["s"] == row["d"]):
        assert (row["gap"], row["gap_estimate"]) == (pytest.approx(0.5), pytest.approx(1.0))


# ---- kinematic formulas --------------------------------------------------------------------------------------------
def test_every_bound_encloses_the_exact_probability_and_the_published_ones_are_wider():
    for row in stored("kinematic_transitions"):
        assert row["predicted_low"] - 1e-12 <= row["measured"] <= row["predicted_high"] + 1e-12
        for name in ("published", "refined"):
            assert row[f"{name}_low"] <= row["predicted_low"] + 1e-12
            assert row["predicted_high"] <= row[f"{name}_high"] + 1e-12


def test_published_bounds_are_the_widths_of_the_theorem():
    d, delta, eta = 1000, 400.0, 0.05
    width = math.sqrt(8 * math.log(4 / eta) * d)
    assert kinematic_transitions.published_bounds(delta, d, math.ceil(delta + width))[1] <= eta
    assert kinematic_transitions.published_bounds(delta, d, math.floor(delta + width))[1] > eta
    assert kinematic_transitions.published_bounds(delta, d, math.floor(delta - width))[0] >= 1 - eta


def test_open_codimensions_are_counted():
    low, high = np.array([0.99, 0.5, 0.0, 0.0]), np.array([1.0, 1.0, 0.3, 0.01])
    assert kinematic_widths.open_codimensions(low, high, 0.05) == 2


def test_the_sharpened_formula_leaves_at_most_half_as_much_open_where_the_published_says_anything():
    for row in stored("kinematic_widths"):
        assert row["measured"] <= row["predicted"] <= min(row["refined"], row["published"]) <= row["d"] + 1
        if row["published"] <= row["d"] / 2:
            assert 2 * row["predicted"] < row["published"]


# ---- intrinsic volumes ---------------------------------------------------------------------------------------------
def test_sequences_on_disk_have_the_sums_and_moments_they_claim():
    for (_, d), part in stored("intrinsic_volumes_of_cones").groups("cone", "d"):
        k, volumes = part.array("k"), part.array("measured")
        assert len(k) == d + 1
        assert math.fsum(volumes) == pytest.approx(1.0, abs=1e-10)
        assert math.fsum((-1.0) ** k * volumes) == pytest.approx(0.0, abs=1e-10)
        mean = part.column("mean")[0]
        assert k @ volumes == pytest.approx(mean, rel=1e-9)
        assert (k - mean) ** 2 @ volumes == pytest.approx(part.column("variance")[0], rel=1e-9)
        assert part.column("distance")[0] < 0.1
