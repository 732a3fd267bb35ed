"""The measured limit with retraining: the exact one on quadratic losses, never below that of one-shot pruning."""

import numpy as np
import pytest
import torch

from lqtheory import limits
from lqtheory.curvature import gauss_newton, objective
from lqtheory.errors import DomainError, ShapeError


@pytest.fixture
def linear(rng: np.random.Generator):
    """A linear teacher with correlated inputs: the loss is quadratic, the Gauss-Newton matrix its Hessian."""
    x = rng.standard_normal((60, 12)) @ rng.standard_normal((12, 12))
    net = torch.nn.Linear(12, 1, bias=False).double()
    w = rng.standard_normal(12)
    net.weight.data.copy_(torch.from_numpy(w)[None])
    return objective(net.eval(), (x, x @ w)), limits.magnitude_path(w)


def test_retraining_reaches_the_least_loss_of_a_quadratic(linear) -> None:
    made, path = linear
    for k in (1, 5, 11):
        exact = limits.exact_mask_loss(path, gauss_newton(made), k, tolerance=1e-12)
        found = limits.retrain_kept(made, path.point(k), path.kept(k), evaluations=500)
        assert found.loss == pytest.approx(exact.value, rel=1e-5)
        assert found.start == pytest.approx(exact.one_shot, rel=1e-9)
        assert not found.weights[~path.kept(k)].any()
        assert made.value(found.weights) == found.loss


def test_the_measured_limit_of_a_quadratic_is_that_of_the_real_masks(linear) -> None:
    made, path = linear
    for epsilon in (1e-3, 0.5, 5.0):
        wanted = limits.exact_mask(path, gauss_newton(made), epsilon, steps=500)
        found = limits.retrained_sublevel(path, made, epsilon, evaluations=500)
        assert (found.low, found.high) == (wanted.count, wanted.count)
        assert found.count >= limits.one_shot_sublevel(path, made, epsilon).count


def test_pruned_weights_stay_and_a_budget_is_kept(linear) -> None:
    made, path = linear
    mask = path.kept(6)
    short = limits.retrain_kept(made, path.point(6), mask, evaluations=3)
    assert (short.status, short.evaluations) == ("budget", 3)
    assert short.loss < short.start
    enough = limits.retrain_kept(made, path.point(6), mask, enough=0.5 * (short.loss + short.start))
    assert enough.status == "enough"
    assert enough.evaluations <= 3
    nothing = limits.retrain_kept(made, path.point(12), path.kept(12))
    assert (nothing.status, nothing.evaluations, nothing.loss) == ("converged", 0, nothing.start)


def test_another_mask_and_another_base(linear) -> None:
    made, path = linear
    order = np.arange(12)

    def first(k: int) -> np.ndarray:
        return order >= k

    found = limits.retrained_sublevel(path, made, 0.5, kept=first, evaluations=500)
    losses = [limits.retrain_kept(made, np.where(first(k), path.weights, 0), first(k)).loss for k in range(1, 13)]
    assert found.count == sum(np.array(losses) <= 0.5)
    assert limits.retrained_sublevel(path, made, 0.0, base=1e9).status == "everything"


def test_bad_input_is_named(linear) -> None:
    made, path = linear
    with pytest.raises(ShapeError, match=r"kept has shape \(12,\) and dtype float64"):
        limits.retrain_kept(made, path.weights, np.ones(12))
    with pytest.raises(DomainError, match="evaluations=0"):
        limits.retrain_kept(made, path.weights, path.kept(1), evaluations=0)
    with pytest.raises(DomainError, match="resolution=1"):
        limits.retrained_sublevel(path, made, 0.1, resolution=1.0)
    with pytest.raises(DomainError, match="loss at the start is inf"):
        limits.retrain_kept(made, np.full(12, 1e300), path.kept(1))
