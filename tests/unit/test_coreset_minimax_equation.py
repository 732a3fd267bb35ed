"""Both sides of the minimax equation are found each by itself, and the best weights of the points are best."""

import numpy as np
import pytest
from scipy.optimize import minimize

from lqtheory import balls
from lqtheory.quantities.coreset_samples import SAMPLE, best_weight_at, sample_maximin, sample_minimax, sample_quantity
from lqtheory.quantities.coreset_sensitivities import relative_importance

QUANTITY = {name: sample_quantity(name).quantity for name in ("sample_minimax", "sample_maximin", "best_weight_at")}


def instance(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and a sample that has points in common, disjoint ones, or edges that are never active."""
    n, N = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    return 2.0 ** rng.integers(-2, 3, n), SAMPLE.sampler(rng, n, N)


def softmax(free: np.ndarray) -> np.ndarray:
    """A point of the simplex."""
    found: np.ndarray = np.exp(free - free.max())
    return found / found.sum()


def least_by_itself(G: np.ndarray) -> float:
    """Least t with sum_j g_j(x)^2/q_j <= t at every point, q = softmax."""
    start = np.append(np.zeros(G.shape[1]), (G**2).sum(axis=1).max() * G.shape[1])
    room = {"type": "ineq", "fun": lambda z: z[-1] - (G**2 / np.maximum(softmax(z[:-1]), 1e-300)).sum(axis=1)}
    return float(minimize(lambda z: z[-1], start, constraints=[room], method="SLSQP", options={"maxiter": 500}).fun)


def largest_by_itself(G: np.ndarray) -> float:
    """Largest (sum_j sqrt(sum_x p_x g_j(x)^2))^2, the same for squared roots of weights."""

    def value(z: np.ndarray) -> float:
        p = z**2 / (z**2).sum()
        return -float(np.sqrt(p @ G**2).sum() ** 2)

    return max(
        -minimize(value, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 8000}).fun
        for start in (np.ones(len(G)), np.arange(1.0, len(G) + 1))
    )


@pytest.mark.parametrize("case", range(12))
def test_least_and_largest_are_equal_each_found_by_itself(case: int) -> None:
    w, A = instance(np.random.default_rng([7, case]))
    G = relative_importance(w, A)
    assert sample_minimax(w, A) == pytest.approx(least_by_itself(G), rel=1e-5)
    assert sample_maximin(w, A) == pytest.approx(largest_by_itself(G), rel=1e-5)


@pytest.mark.parametrize("case", range(12))
def test_no_step_towards_a_point_is_better_than_the_best_weights(case: int) -> None:
    rng = np.random.default_rng([8, case])
    w, A = instance(rng)
    squares = relative_importance(w, A) ** 2
    best = np.array([best_weight_at(w, A, i) for i in range(1, len(A) + 1)])
    assert best.sum() == pytest.approx(1.0)
    value = np.sqrt(best @ squares).sum()
    assert value**2 == pytest.approx(sample_maximin(w, A), rel=1e-6)
    for t in (1e-3, 0.1, 0.5, 1.0):
        assert np.sqrt((1 - t) * (best @ squares) + t * squares).sum(axis=1).max() <= value * (1 + 1e-6)


def test_equal_weights_are_not_best_where_points_differ() -> None:
    """What the test above asks for can fail."""
    squares = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    value = np.sqrt(squares.mean(axis=0)).sum()
    assert np.sqrt(0.9 * squares.mean(axis=0) + 0.1 * squares).sum(axis=1).max() > value * 1.001


def test_the_least_moment_of_disjoint_points_is_their_number() -> None:
    """Also where an edge is never active."""
    w, A = [1.0, 2.0, 4.0], [[1.0, 0.0, 0.0], [0.0, 3.0, 0.0]]
    assert sample_minimax(w, A) == pytest.approx(2.0)
    inputs = balls.ball_vector(w), [balls.ball_vector(row) for row in A]
    for name in ("sample_minimax", "sample_maximin"):
        assert QUANTITY[name].ball(*inputs).contains(2)


def test_beyond_the_sample_there_is_no_weight() -> None:
    w, A = [1.0, 2.0], [[1.0, 0.0], [0.0, 3.0]]
    inputs = balls.ball_vector(w), [balls.ball_vector(row) for row in A]
    for i in (0, 3):
        assert best_weight_at(w, A, i) == 0.0
        assert QUANTITY["best_weight_at"].ball(*inputs, i) == 0
    assert QUANTITY["best_weight_at"].ball(*inputs, 1).contains(best_weight_at(w, A, 1))
