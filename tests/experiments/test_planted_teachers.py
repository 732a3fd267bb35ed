"""Teachers with exact Hessian: the losses along an order of pruning, derivatives, and what the tables must show."""

from pathlib import Path

import numpy as np
import pytest

from experiments.planted_teacher_limits import Teacher, losses_along, run
from lqtheory import limits, tables
from lqtheory.balls import Truth
from lqtheory.curvature import matrix_operator

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


@pytest.fixture(scope="module")
def teacher() -> Teacher:
    return Teacher(3, 4, np.random.default_rng(0))


def test_jacobian_is_that_of_the_network(teacher: Teacher) -> None:
    w, h = teacher.weights, 1e-6
    steps = h * np.eye(w.size)
    differences = np.stack([(teacher.values(w + e) - teacher.values(w - e)) / (2 * h) for e in steps], axis=1)
    np.testing.assert_allclose(teacher.jacobian(w), differences, atol=1e-8)


def test_losses_along_an_order_are_those_of_the_exact_masks(teacher: Teacher) -> None:
    """One Cholesky factor against conjugate gradients for every mask on the way."""
    jacobian = teacher.jacobian(teacher.weights) / np.sqrt(len(teacher.x))
    hessian, path = jacobian.T @ jacobian, limits.magnitude_path(teacher.weights)
    losses = losses_along(np.linalg.inv(hessian), teacher.weights, path.order)
    operator = matrix_operator(hessian, semidefinite=True)
    for k in (1, 5, 10, 15, 19):
        found = limits.exact_mask_loss(path, operator, k, steps=2000, tolerance=1e-11)
        assert losses[k] == pytest.approx(found.value, rel=1e-6)
    assert (np.diff(losses) >= 0).all()
    assert losses[-1] == pytest.approx(0.5 * teacher.weights @ hessian @ teacher.weights, rel=1e-8)


def test_retraining_finds_the_teacher_again(teacher: Teacher) -> None:
    start = teacher.weights + 0.01 * np.random.default_rng(1).standard_normal(teacher.weights.size)
    assert teacher.retrained(np.ones(start.size, dtype=bool), start) < 1e-20


def test_a_teacher_of_few_samples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Teacher.jacobian
    monkeypatch.setattr(Teacher, "jacobian", lambda self, w: kept(self, w)[:10])
    with pytest.raises(ValueError, match="singular"):
        run({"inputs": 3, "hidden": 4, "tolerance": 0.05, "masks": 2}, np.random.default_rng(0))


# ---- Committed tables ----------------------------------------------------------------------------------------------
def test_mixtures_are_what_random_weights_show_and_one_slice_is_not() -> None:
    table = tables.read(RESULTS / "planted_pruning_mixtures.csv")
    shares = table.filter(lambda row: row["what"].startswith("feasible"))
    assert all(row["holds"] is Truth.YES for row in shares)
    gaps = {name: np.abs(shares.array(name) - shares.array("measured")) for name in ("mixture", "one slice")}
    assert gaps["mixture"].mean() <= 0.03
    assert gaps["one slice"].mean() >= 3 * gaps["mixture"].mean()


def test_levels_of_teachers_are_those_of_the_masks() -> None:
    """The measured share of feasible masks at a level is the level, up to ties and the number of masks."""
    table = tables.read(RESULTS / "planted_teacher_limits.csv")
    for row in table.where(truth="quadratic").filter(lambda row: row["level"] > 0):
        assert abs(row["measured"] - row["level"]) <= 0.25
        assert row["gap"] == pytest.approx(row["predicted"] - row["measured"], abs=1e-12)
    assert set(table.where(truth="network").column("predictor")) == set(
        table.where(truth="quadratic").column("predictor")
    ) | {"exact mask"}


def test_spectra_of_teachers_obey_the_mixture_once_their_eigenvectors_are_drawn_anew() -> None:
    """Acceptance of geom.planted.ellipsoid; the medians within 0.02 from 100 weights on."""
    rotated = tables.read(RESULTS / "planted_teacher_limits.csv").where(truth="rotated", predictor="mixture")
    assert len(rotated) == 6 * 8
    assert {row["holds"] for row in rotated if row["level"] > 0} == {Truth.YES}
    medians = [row for row in rotated if row["level"] == 0 and row["inputs"] > 4]
    assert max(abs(row["gap"]) for row in medians) <= 0.02


def test_teachers_that_are_not_turned_are_not_what_the_mixture_says() -> None:
    """The acceptance can fail: shares of masks with the real eigenvectors against the same kind of prediction."""
    table = tables.read(RESULTS / "planted_teacher_limits.csv").filter(lambda row: row["level"] > 0)
    own = table.where(truth="quadratic", predictor="slice")
    errors = 3 * np.sqrt(own.array("predicted") * (1 - own.array("predicted")) / own.array("trials")) + 0.05
    assert (np.abs(own.array("gap")) > errors).mean() > 0.5
