"""What a run says of the square of its operator: the steps that products with the square would give, and brackets."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.curvature import absolute_resolvent, lanczos, matrix_operator, quadrature, squared, squared_run
from lqtheory.errors import DomainError


def rotated(eigenvalues, rng):
    q, _ = np.linalg.qr(rng.standard_normal((len(eigenvalues),) * 2))
    return (q * eigenvalues) @ q.T


@given(seed=st.integers(0, 10**6), steps=st.integers(2, 24), d=st.integers(30, 60), exponent=st.floats(0.0, 2.0))
def test_the_steps_are_those_of_products_with_the_square(seed, steps, d, exponent):
    rng = np.random.default_rng(seed)
    eigenvalues = rng.standard_normal(d) * np.arange(1.0, d + 1) ** -exponent
    operator, v = matrix_operator(rotated(eigenvalues, rng)), rng.standard_normal(d)
    run, direct = lanczos(operator, v, steps), lanczos(squared(operator), v, steps // 2)
    made = squared_run(run)
    assert (made.steps, made.is_square, made.semidefinite) == (steps // 2, True, True)
    assert (made.dimension, made.norm, made.products) == (d, run.norm, steps)
    scale = direct.scale
    assert made.alpha == pytest.approx(direct.alpha, abs=1e-8 * scale)
    assert made.beta == pytest.approx(direct.beta, abs=1e-8 * scale)
    # And of the rule, which the coefficients determine, all moments.
    powers = [(lanczos_rule[1] @ lanczos_rule[0] ** 2) for lanczos_rule in (made.rule(), direct.rule())]
    assert powers[0] == pytest.approx(powers[1], rel=1e-8)


@pytest.mark.parametrize("s", [1e-3, 1e-1])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_functions_of_magnitudes_are_enclosed(s, dtype, rng):
    lam = np.concatenate([1e-4 * rng.standard_normal(150), rng.normal(0, 0.1, 45), [-3.0, 5.0, 8.0, -10.0, 20.0]])
    matrix = torch.tensor(rotated(lam, rng), dtype=dtype)
    exact, vectors = np.linalg.eigh(matrix.double().numpy())
    function = absolute_resolvent(s)
    for steps in (6, 11, 40, 80):
        v = torch.tensor(rng.standard_normal(200), dtype=dtype)
        unit = v.double().numpy() / np.linalg.norm(v.double().numpy())
        truth = float((vectors.T @ unit) ** 2 @ function.values(exact))
        bar = quadrature(squared_run(lanczos(matrix_operator(matrix), v, steps)), function)
        assert bar.kind == "enclosed"
        assert bar.low - bar.round_off <= truth <= bar.high + bar.round_off


@pytest.mark.parametrize("steps", [4, 6, 10])
@pytest.mark.parametrize("s", [1e-4, 1e-3, 1e-2, 1.0])
def test_small_eigenvalues_beside_a_large_one_are_not_taken_for_one(s, steps):
    lam = np.array([1e3, *(1e-3 * np.array([0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 1.0]))])
    function, operator = absolute_resolvent(s), matrix_operator(np.diag(lam))
    v = np.linspace(1.0, 2.0, 10)
    bar = quadrature(squared_run(lanczos(operator, v, steps)), function)
    truth = float(v**2 @ function.values(lam) / (v @ v))
    assert bar.low - bar.round_off <= truth <= bar.high + bar.round_off
    assert bar.round_off < 3e-4 / s


def test_rounding_of_single_precision_moves_less_than_in_products_with_the_square(rng):
    single = matrix_operator(torch.tensor(rotated(rng.standard_normal(200), rng), dtype=torch.float32))
    v = torch.tensor(rng.standard_normal(200), dtype=torch.float32)
    mine, direct = squared_run(lanczos(single, v, 80)), lanczos(squared(single), v, 40)
    assert mine.displacement < 0.02 * direct.displacement
    assert mine.leading(20).displacement == mine.displacement
    # That it is a bound: the same in double precision is exact, as far as this goes.
    double = matrix_operator(single.multiply(torch.eye(200)).double())
    truth = squared_run(lanczos(double, v.double(), 80))
    largest = [np.sqrt(run.rule()[0].max()) for run in (mine, truth)]
    assert abs(largest[0] - largest[1]) <= mine.displacement


def test_an_invariant_space_gives_the_whole_measure_of_the_square():
    run = lanczos(matrix_operator(np.diag([-2.0, -1.0, 1.0, 3.0])), np.ones(4), 10)
    made = squared_run(run)
    assert run.invariant
    assert made.invariant
    nodes, weights = made.rule()
    assert nodes == pytest.approx([1.0, 4.0, 9.0])
    assert weights == pytest.approx([0.5, 0.25, 0.25])
    assert quadrature(made, absolute_resolvent(1.0)).kind == "exact"
    single = squared_run(lanczos(matrix_operator(2 * np.eye(3)), np.ones(3), 5))
    assert single.rule()[0].tolist() == [4.0]


def test_three_vectors_stay_without_a_theorem(rng):
    operator, v = matrix_operator(np.diag(np.arange(1.0, 31.0))), np.ones(30)
    made = squared_run(lanczos(operator, v, 8, reorthogonalise=False))
    assert quadrature(made, absolute_resolvent(1.0)).kind == "estimated"


def test_runs_that_say_nothing_of_the_square_are_refused():
    operator = matrix_operator(np.diag([1.0, 2.0, 5.0]))
    with pytest.raises(DomainError, match="one step"):
        squared_run(lanczos(operator, np.ones(3), 1))
    with pytest.raises(DomainError, match="square already"):
        squared_run(lanczos(squared(operator), np.ones(3), 2))
