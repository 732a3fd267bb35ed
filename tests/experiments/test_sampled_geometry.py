"""The studies that sample: recovery by linear programs, and projections on the cones of sublevel sets."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from experiments import l1_recovery_by_linear_programs, sublevel_cones
from lqtheory import tables
from lqtheory.balls import Truth

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def stored(name: str) -> tables.Table:
    return tables.read(RESULTS / f"{name}.csv")


# ---- recovery by linear programs -----------------------------------------------------------------------------------
def test_no_cell_rejects_the_exact_probability_and_intervals_cover_it_as_often_as_they_should():
    """The coverage test has a false alarm probability of 1e-9: Clopper and Pearson's intervals cover 95 % or more."""
    rows = [row for row in stored("l1_recovery_by_linear_programs") if row["holds"] is not None]
    assert len(rows) > 600
    assert len(rows) <= l1_recovery_by_linear_programs.CELLS
    assert {row["holds"] for row in rows} == {Truth.UNDECIDED}
    covered = sum(row["low"] <= row["predicted"] + 1e-12 and row["predicted"] <= row["high"] for row in rows)
    assert stats.binom.cdf(covered, len(rows), l1_recovery_by_linear_programs.CONFIDENCE) > 1e-9


def test_the_tests_of_cells_together_do_not_reject_either():
    """Standardised counts of the cells where the normal law is good; their squares are nearly chi squared."""
    rows = [row for row in stored("l1_recovery_by_linear_programs") if row["successes"] is not None]
    scores = []
    for row in rows:
        p, n = row["predicted"], row["trials"]
        if n * min(p, 1 - p) > 10:
            scores.append((row["successes"] - n * p) / math.sqrt(n * p * (1 - p)))
    assert len(scores) > 100
    assert stats.chi2.sf(np.sum(np.square(scores)), len(scores)) > 1e-9
    assert abs(sum(scores)) / math.sqrt(len(scores)) < 6.2


def test_a_wrong_probability_is_rejected():
    right = l1_recovery_by_linear_programs.judged(500, 1000, 0.5)
    assert (right["holds"], right["measured"], right["p_value"]) == (Truth.UNDECIDED, 0.5, 1.0)
    assert right["low"] == pytest.approx(stats.beta.ppf(0.025, 500, 501), rel=1e-5)
    assert l1_recovery_by_linear_programs.judged(500, 1000, 0.65)["holds"] is Truth.NO
    assert l1_recovery_by_linear_programs.judged(1, 100, 0.0)["holds"] is Truth.NO


def test_linear_programs_recover_what_one_can_see(rng: np.random.Generator):
    A = rng.standard_normal((8, 8))
    assert l1_recovery_by_linear_programs.is_recovered(A, np.arange(8.0))
    assert not l1_recovery_by_linear_programs.is_recovered(A[:2], np.arange(8.0))
    # One measurement recovers the coordinate with the largest coefficient, and no other.
    assert l1_recovery_by_linear_programs.is_recovered(np.array([[1.0, -2.0]]), np.array([0.0, 1.5]))
    assert not l1_recovery_by_linear_programs.is_recovered(np.array([[1.0, -2.0]]), np.array([1.5, 0.0]))


def test_the_dossiers_probability_in_dimension_400_is_on_disk():
    (row,) = stored("l1_recovery_by_linear_programs").where(d=400, s=40, m=131)
    assert row["predicted"] == pytest.approx(0.507333615230, rel=1e-10)
    assert row["approximate"] == pytest.approx(row["predicted"], abs=0.01)


# ---- sublevel sets -------------------------------------------------------------------------------------------------
def test_quantiles_of_marchenko_and_pastur_have_its_moments():
    found = sublevel_cones.marchenko_pastur(4000, 0.5)
    assert (np.diff(found) > 0).all()
    np.testing.assert_allclose([found.mean(), (found**2).mean()], [1.0, 1.5], rtol=1e-3)


@pytest.mark.parametrize(
    ("spectrum", "direction", "distance", "dossier", "error"),
    [
        ("isotropic", "even", 1.05, 180.51, 0.13),
        ("isotropic", "even", 1.5, 88.84, 0.22),
        ("isotropic", "even", 3.0, 23.16, 0.14),
        ("power_law", "first", 3.0, 165.23, 0.16),
        ("power_law", "last", 30.0, 29.65, 0.15),
    ],
)
def test_sampled_dimensions_agree_with_the_dossiers_samples(
    spectrum: str, direction: str, distance: float, dossier: float, error: float
):
    """The rows of the dossier whose direction y is told; the others have a random one."""
    (row,) = stored("sublevel_cones").where(spectrum=spectrum, direction=direction, distance=distance)
    assert abs(row["measured"] - dossier) < 4 * math.hypot(error, row["standard_error"])


def test_the_published_width_is_low_by_up_to_a_factor_of_two_and_the_second_order_value_is_right():
    table = stored("sublevel_cones")
    for row in table:
        assert row["lower"] <= row["high"]
        assert row["low"] <= row["upper"]
        assert row["published"] <= row["count"]
        assert row["holds"] is Truth.YES
        if row["variance"] >= 4:
            assert abs(row["deviation"]) < 6
        if row["direction"] == "even":
            true, d = row["measured"], 50 if row["spectrum"] == "isotropic_50" else 200
            assert row["published"] >= (true - 1) / (1 + (true - 1) / d) - 5 * row["standard_error"]
    assert min(table.column("ratio")) < 0.52
