"""Predictors of the pruning limit against closed forms, random rotations, brute force over masks, and bad input."""

import itertools
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import limits
from lqtheory.curvature import absolute_resolvent, matrix_operator, objective, probe_runs, squared, squared_run
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.limits import measured
from lqtheory.quantities.planted_regression import marchenko_pastur_share, planted_threshold


def test_the_example_of_the_dossier() -> None:
    path = limits.magnitude_path(np.arange(1, 11) / 10)
    shares = limits.exact_shares(np.arange(1, 11))
    assert limits.published(path, shares, 0.5).count == 4
    at = [shares.share(2 * 0.5 / path.energies[k]).value for k in (4, 5)]
    assert at == pytest.approx([0.42692034328831492519, 0.30237191962130495713], rel=3e-15)


def test_layers_with_ties_and_zeros_are_harmless() -> None:
    path = limits.magnitude_path([0.0, 2.0, -2.0, 0.0, 2.0])
    assert path.order[:2].tolist() == [0, 3]
    shares = limits.exact_shares(np.ones(5))
    for predictor in (
        limits.published,
        limits.jensen,
        limits.slice_generic,
        limits.generic_cone,
        limits.one_shot_trace,
    ):
        assert predictor(path, shares, 0.0).count == 2, predictor.__name__
    nothing = limits.magnitude_path(np.zeros(4))
    flat = limits.exact_shares(np.zeros(4))
    for predictor in (
        limits.published,
        limits.jensen,
        limits.slice_generic,
        limits.generic_cone,
        limits.one_shot_trace,
    ):
        assert predictor(nothing, shares, 0.1).count == 4, predictor.__name__
        assert predictor(limits.magnitude_path(np.ones(4)), flat, 0.0).count == 4, predictor.__name__


@pytest.mark.parametrize(("gamma", "e"), [(0.5, 0.1), (2.0, 0.1), (2.0, 0.3)])
def test_the_linear_teacher(gamma: float, e: float) -> None:
    """All spectral predictors at the closed-form thresholds, with the spectrum and the weights of the law itself."""
    from scipy.special import ndtri

    d = 4000
    weights = ndtri(0.5 + (np.arange(d) + 0.5) / (2 * d))  # magnitudes at the quantiles of a Gaussian
    path, epsilon = limits.magnitude_path(weights), 0.5 * d * e
    shares = limits.FlatShares(
        d,
        "absolute",
        lambda s: limits.Interval(*(marchenko_pastur_share(gamma, s),) * 3),
        limits.Interval(1.0, 1.0, 1.0),
    )
    rules = {
        "published": limits.published,
        "jensen": limits.jensen,
        "one_shot": limits.one_shot_trace,
        "retrained": limits.slice_generic,
    }
    for rule, predictor in rules.items():
        wanted = planted_threshold(rule, "gauss", gamma, e)
        assert predictor(path, shares, epsilon).ratio == pytest.approx(wanted, abs=2e-3), rule


def haar(d: int, rng: np.random.Generator) -> np.ndarray:
    q, r = np.linalg.qr(rng.standard_normal((d, d)))
    return q * np.sign(np.diag(r))


def test_the_slice_is_what_random_eigenvectors_do(rng: np.random.Generator) -> None:
    """The mask that the slice predicts costs epsilon on average over rotations; the published one does not."""
    d = 80
    lam, weights = np.arange(1, d + 1) ** -1.5, rng.standard_normal(d)
    path, shares = limits.magnitude_path(weights), limits.exact_shares(lam)
    epsilon = 5e-4
    predicted = limits.slice_generic(path, shares, epsilon)
    measured = []
    for _ in range(12):
        q = haar(d, rng)
        operator = matrix_operator(q @ np.diag(lam) @ q.T, semidefinite=True)
        measured.append(limits.exact_mask(path, operator, epsilon, steps=d).ratio)
    assert abs(predicted.ratio - np.median(measured)) <= 0.04
    assert abs(limits.published(path, shares, epsilon).ratio - np.median(measured)) > 0.05


def test_the_published_share_is_pulled_towards_one_half(rng: np.random.Generator) -> None:
    path = limits.magnitude_path(rng.standard_normal(200))
    shares = limits.exact_shares(np.arange(1, 201) ** -1.0)
    for epsilon in (1e-4, 1e-2, 0.1, 1.0, 5.0):
        truth = limits.slice_generic(path, shares, epsilon).ratio
        found = limits.published(path, shares, epsilon).ratio
        assert min(truth, 0.5) - 0.01 <= found <= max(truth, 0.5) + 0.01


def test_masks_by_conjugate_gradients_are_least_squares(rng: np.random.Generator) -> None:
    a = rng.standard_normal((8, 12))
    h = a.T @ a / 8
    path, operator = limits.magnitude_path(rng.standard_normal(12)), matrix_operator(h, semidefinite=True)
    for k in range(13):
        found = limits.exact_mask_loss(path, operator, k, steps=50, tolerance=1e-12)
        y, kept = path.pruned(k), path.kept(k)
        v = np.linalg.lstsq(a[:, kept], a @ y, rcond=None)[0] if kept.any() else np.zeros(0)
        rest = a @ y - (a[:, kept] @ v if kept.any() else 0.0)
        assert found.value == pytest.approx(0.5 * float(rest @ rest) / 8, abs=1e-10)
        assert found.one_shot == pytest.approx(0.5 * float(y @ h @ y), rel=1e-12)
        assert found.status == "converged"
    low = limits.exact_mask_loss(path, operator, 10, steps=1)
    assert low.status == "stopped"
    assert limits.exact_mask_loss(path, operator, 10).value <= low.value < low.one_shot
    indefinite = matrix_operator(np.diag([1.0, -1.0, 1.0]) + 0.2 * (np.ones((3, 3)) - np.eye(3)))
    assert limits.exact_mask_loss(limits.magnitude_path([0.1, 1.0, 1.0]), indefinite, 1).status == "unbounded"


def test_the_best_diagonal_mask_is_the_best_of_all(rng: np.random.Generator) -> None:
    weights, h = rng.standard_normal(7), rng.exponential(size=7)
    path = limits.magnitude_path(weights)
    for epsilon in (0.0, 0.01, 0.2, 1.0, 100.0):
        costs = [
            0.5 * h[list(e)] @ weights[list(e)] ** 2 for r in range(8) for e in itertools.combinations(range(7), r)
        ]
        sizes = [r for r in range(8) for _ in itertools.combinations(range(7), r)]
        best = max(size for size, cost in zip(sizes, costs, strict=True) if cost <= epsilon)
        assert limits.optimal_brain_damage(path, h, epsilon).count == best
        along = limits.diagonal_path(path, h, epsilon).count
        assert along == limits.path_quadratic(path, matrix_operator(np.diag(h)), epsilon, grid=8).count
        assert along <= best


def test_the_path_stops_at_its_first_failure() -> None:
    h = np.array([[1.0, -0.95], [-0.95, 1.0]])  # the second weight takes back what the first one costs
    found = limits.path_quadratic(limits.magnitude_path([1.0, 1.0]), matrix_operator(h), 0.3, grid=3)
    assert (found.count, found.status) == (0, "not monotone")
    assert limits.path_quadratic(limits.magnitude_path([1.0, 1.0]), matrix_operator(h), 0.5).count == 2


class Losses:
    """A loss that depends on how many weights are left."""

    def __init__(self, losses: list[float]) -> None:
        self.losses, self.asked = losses, 0

    def multiplications(self) -> int:
        return 0

    def value(self, weights: np.ndarray | None = None) -> float:
        self.asked += 1
        return self.losses[0 if weights is None else int((weights == 0.0).sum())]


def test_a_short_excursion_ends_the_measured_range_unless_only_a_grid_is_looked_at() -> None:
    losses = [0.0] * 101
    losses[3], losses[60:] = 1.0, [1.0] * 41
    path, made = limits.magnitude_path(np.arange(1.0, 101.0)), Losses(losses)
    every = limits.one_shot_sublevel(path, made, 0.5)
    assert (every.count, every.kind, every.status, made.asked) == (2, "exact", "not monotone", 101)
    assert limits.one_shot_sublevel(path, made, 0.5, losses=np.array(losses)) == every
    coarse = limits.one_shot_sublevel(path, made, 0.5, grid=11)
    assert (coarse.count, coarse.kind, coarse.note) == (59, "estimated", "measured at 11 points")
    with pytest.raises(ShapeError, match="give all 101"):
        limits.one_shot_sublevel(path, made, 0.5, losses=np.zeros(100))


def test_every_point_is_looked_at_where_the_multiplications_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel meets its inputs at many places: weights times examples would be 36 times too few here."""
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3, bias=False), torch.nn.Flatten(), torch.nn.Linear(72, 2)).double()
    made = objective(net, (np.ones((5, 1, 8, 8)), np.zeros(5, dtype=int)))
    path, _ = limits.network_path(made)
    needed = path.prunable * 5 * (36 * 18 + 144)
    for most, kind in ((needed, "exact"), (needed - 1, "estimated")):
        monkeypatch.setattr(measured, "EVERY_POINT", most)
        assert limits.one_shot_sublevel(path, made, 1e-3).kind == kind


def test_losses_of_a_path_go_on_where_they_were(tmp_path: Path) -> None:
    losses = list(np.linspace(0.0, 1.0, 301))
    path, made = limits.magnitude_path(np.arange(1.0, 301.0)), Losses(losses)

    def stop(done: int, total: int) -> None:
        if done == 256:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        limits.path_losses(path, made, on_progress=stop, kept=limits.Kept(tmp_path / "run", {}))
    assert made.asked == 256
    found = limits.path_losses(path, made, kept=limits.Kept(tmp_path / "run", {}))
    assert (found == losses).all()
    assert made.asked == 301


def test_the_estimate_of_sampled_shares_is_the_gauss_rule_of_the_run_itself(rng: np.random.Generator) -> None:
    """Its bracket has half as many steps, and the middle of a wide bracket is a bad estimate."""
    lam = np.concatenate([10.0 ** -np.linspace(0, 6, 200), -(10.0 ** -np.linspace(2, 6, 100))])
    runs = probe_runs(matrix_operator(np.diag(lam)), 2, 24, rng=rng)
    squares = [squared_run(run) for run in runs]
    shares, alone = limits.sampled_shares(squares, traces=runs), limits.sampled_shares(squares)
    for s in (1e-4, 1e-2):
        found, middle = shares.share(s), alone.share(s)
        assert middle.low <= found.low <= found.high <= middle.high
        nodes, weights = (np.concatenate(part) for part in zip(*(run.rule() for run in runs), strict=True))
        norms = np.repeat([run.norm**2 for run in runs], [run.steps for run in runs])
        gauss = float(np.average(absolute_resolvent(s).values(nodes), weights=weights * norms))
        assert found.value == pytest.approx(min(max(gauss, found.low), found.high), rel=1e-12)
    assert abs(shares.share(1e-4).value - alone.share(1e-4).value) > 1e-3


def test_intervals_of_sampled_shares_contain_the_exact_prediction(rng: np.random.Generator) -> None:
    d = 300
    q = haar(d, rng)
    lam = np.r_[-0.01 * rng.random(20), np.zeros(80), rng.exponential(size=200) ** 3]
    operator = matrix_operator(q @ np.diag(lam) @ q.T)
    path, exact = limits.magnitude_path(rng.standard_normal(d)), limits.exact_shares(lam)
    plain = probe_runs(operator, 2, 60, rng=rng)
    shares = limits.sampled_shares(probe_runs(squared(operator), 2, 60, rng=rng), traces=plain, confidence=1 - 1e-9)
    for epsilon in (0.01, 0.3, 3.0):
        for predictor in (limits.published, limits.slice_generic, limits.generic_cone):
            found, truth = predictor(path, shares, epsilon), predictor(path, exact, epsilon).count
            assert found.low <= found.count <= found.high
            assert found.low <= truth <= found.high, predictor.__name__
            assert found.kind == "sampled"
    assert shares.trace.low <= exact.trace.value <= shares.trace.high
    assert shares.negative == pytest.approx(20 / 300, abs=0.08)


@given(st.integers(0, 50), st.integers(0, 50))
def test_crossings_are_found(last: int, largest: int) -> None:
    asked = []
    found = limits.crossing(lambda k: asked.append(k) or k <= last, largest)
    assert found == min(last, largest)
    assert len(asked) <= math.ceil(math.log2(max(largest, 1))) + 1


def test_levels_invert_shares() -> None:
    shares = limits.exact_shares([0.0, 0.0, 0.5, 3.0])
    assert shares.level(0.5) == 0.0
    assert shares.level(1.0) == math.inf
    assert shares.share(shares.level(0.7)).value == pytest.approx(0.7, rel=1e-9)
    assert limits.exact_shares([-1.0, 1.0], "clipped").share(1.0).value == 0.75
    assert limits.exact_shares([-1.0, 1.0]).share(1.0).value == 0.5
    assert limits.exact_shares([-1.0, 1.0]).negative == 0.5


def test_tolerances() -> None:
    assert limits.batch_deviation([0.0, 2.0, 4.0, 6.0, 99.0], batch_size=2) == 2.0
    assert limits.standard_error([1.0, 3.0, 5.0]) == pytest.approx(2 / math.sqrt(3))
    assert limits.relative_tolerance(0.5, 3.0, 1.0) == 1.0
    with pytest.raises(DomainError, match="0 batches of 128"):
        limits.batch_deviation([1.0] * 100)
    with pytest.raises(DomainError, match="is not above trained="):
        limits.relative_tolerance(0.5, 1.0, 1.0)


def test_bad_input_is_named() -> None:
    path = limits.magnitude_path([1.0, 2.0])
    shares = limits.exact_shares([1.0, 2.0])
    with pytest.raises(DomainError, match="epsilon=-1"):
        limits.published(path, shares, -1.0)
    with pytest.raises(InputTypeError, match="epsilon"):
        limits.slice_generic(path, shares, "some")
    with pytest.raises(DomainError, match="treatment='ignored'"):
        limits.exact_shares([1.0], "ignored")
    with pytest.raises(DomainError, match=r"sum to 0\.9"):
        limits.weighted_shares([1.0, 2.0], [0.5, 0.4], 2)
    with pytest.raises(ShapeError, match="prunable has shape"):
        limits.magnitude_path([1.0, 2.0], [True])
    with pytest.raises(DomainError, match="names no weight"):
        limits.magnitude_path([1.0, 2.0], [False, False])
    with pytest.raises(DomainError, match="weights"):
        limits.magnitude_path([1.0, math.nan])
    with pytest.raises(ShapeError, match="curvature has shape"):
        limits.diagonal_path(path, [1.0], 0.1)
    with pytest.raises(DomainError, match="negative entry -1"):
        limits.optimal_brain_damage(path, [1.0, -1.0], 0.1)
    with pytest.raises(DomainError, match=r"k=3 is outside 0, \.\.\., 2"):
        limits.exact_mask_loss(path, matrix_operator(np.eye(2)), 3)
    with pytest.raises(DomainError, match="cut=2"):
        limits.near_zero(path, 2.0)


def test_spectra_by_nodes_may_have_any_length_and_weights_of_sum_one() -> None:
    path = limits.magnitude_path([1.0, 2.0, 3.0])
    by_nodes = limits.weighted_shares([1.0, 2.0], [1 / 3, 2 / 3 + 9e-9], 3)  # two nodes for three weights
    exact = limits.exact_shares([1.0, 2.0, 2.0])
    assert limits.published(path, by_nodes, 0.5).count == limits.published(path, exact, 0.5).count
    for wrong in ([1 / 3, 2 / 3 + 2e-8], [1.5, -0.5], [1.0]):
        with pytest.raises(DomainError, match=r"weights of shape \(\d,\) sum to"):
            limits.weighted_shares([1.0, 2.0], wrong, 3)


@pytest.mark.parametrize("call", [lambda: limits.exact_shares([]), lambda: limits.exact_shares([1.0, math.nan])])
def test_spectra_that_are_none_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="eigenvalues"):
        call()


def test_rounding_of_a_semidefinite_operator_is_no_unbounded_direction() -> None:
    """In single precision a product along a flat direction may come out negative; that makes no mask feasible."""
    rounded = [[1.0, 0.5], [0.5, -1e-7]]
    path = limits.magnitude_path([1.0, 2.0])
    convex, indefinite = (matrix_operator(rounded, semidefinite=known) for known in (True, False))
    assert limits.exact_mask_loss(path, convex, 1).status == "stopped"
    assert limits.exact_mask_loss(path, indefinite, 1).status == "unbounded"
    assert [limits.exact_mask(path, one, 0.1).count for one in (convex, indefinite)] == [0, 1]
