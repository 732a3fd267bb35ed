"""Hutch++ and the operator of stiff directions against dense matrices."""

import numpy as np
import pytest
import torch

from lqtheory.curvature import matrix_operator
from lqtheory.curvature.traces import hutch_plus_plus, stiff_share
from lqtheory.errors import DomainError, InputTypeError


def rotated(eigenvalues: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    q = np.linalg.qr(rng.standard_normal((eigenvalues.size, eigenvalues.size)))[0]
    return (q * eigenvalues) @ q.T


def test_the_stiff_share_is_that_of_the_dense_matrix(rng: np.random.Generator) -> None:
    h = rotated(np.r_[0.0, np.geomspace(1e-3, 10.0, 29)], rng)
    operator = stiff_share(matrix_operator(h, semidefinite=True), 0.05)
    dense = h @ np.linalg.inv(h + 0.05 * np.eye(30))
    np.testing.assert_allclose(operator(np.eye(30)).numpy(), dense, atol=1e-8)
    assert operator.semidefinite


def test_a_matrix_of_low_rank_has_its_trace_without_error(rng: np.random.Generator) -> None:
    matrix = rotated(np.r_[5.0, -2.0, 1.0, np.zeros(37)], rng)
    found = hutch_plus_plus(matrix_operator(matrix), 12, rng=rng)
    assert found.value == pytest.approx(4.0, abs=1e-9)
    assert found.captured == pytest.approx(4.0, abs=1e-9)
    assert found.deviation < 1e-9
    assert found.products <= 12


def test_as_many_products_as_dimensions_are_exact(rng: np.random.Generator) -> None:
    matrix = rotated(np.arange(1.0, 11.0), rng)
    assert hutch_plus_plus(matrix_operator(matrix), 300, rng=rng).value == pytest.approx(55.0, rel=1e-10)


@pytest.mark.parametrize(("s", "better"), [(1.0, True), (1e-3, False)])
def test_it_has_no_bias_and_pays_where_the_trace_is_small(s: float, better: bool, rng: np.random.Generator) -> None:
    """400 runs: the mean within four standard errors; tr B = 1 of 100 pays threefold, tr B = 39 does not pay."""
    lam = np.arange(1, 101) ** -2.0
    h, runs = rotated(lam, rng), 400
    operator = matrix_operator(h @ np.linalg.inv(h + s * np.eye(100)), semidefinite=True)
    truth = float((lam / (lam + s)).sum())
    found = np.array([hutch_plus_plus(operator, 60, rng=rng).value for _ in range(runs)])
    probes = rng.standard_normal((runs, 60, 100))
    plain = np.einsum("rpi,rpi->r", probes, (operator(probes.reshape(-1, 100)).numpy()).reshape(probes.shape)) / 60
    assert abs(found.mean() - truth) <= 4 * found.std() / np.sqrt(runs)
    assert (found.std() <= plain.std() / 3) == better
    assert (found.std() < plain.std()) == better


def test_its_deviation_is_the_one_it_reports(rng: np.random.Generator) -> None:
    """200 runs: the root mean square of the reported deviation within a quarter of the measured one."""
    operator = matrix_operator(rotated(np.arange(1, 61) ** -1.0, rng), semidefinite=True)
    found = [hutch_plus_plus(operator, 45, rng=rng) for _ in range(200)]
    reported = np.sqrt(np.mean([v.deviation**2 for v in found]))
    rest = np.std([v.value for v in found])
    assert reported == pytest.approx(rest, rel=0.25)


def test_float32_operators_are_summed_in_float64(rng: np.random.Generator) -> None:
    matrix = torch.as_tensor(rotated(np.arange(1.0, 21.0), rng), dtype=torch.float32)
    found = hutch_plus_plus(matrix_operator(matrix), 60, rng=rng)
    assert found.value == pytest.approx(210.0, rel=1e-4)


def test_bad_input_is_refused(rng: np.random.Generator) -> None:
    plain = matrix_operator(np.diag([1.0, 2.0]))
    made = matrix_operator(np.diag([1e-12, 1.0, 2.0]), semidefinite=True)
    with pytest.raises(DomainError, match="not semidefinite by construction"):
        stiff_share(plain, 1.0)
    with pytest.raises(DomainError, match="s=0"):
        stiff_share(made, 0.0)
    with pytest.raises(DomainError, match=r"steps=1 leave a relative residual"):
        stiff_share(made, 0.5, steps=1)(np.ones(3))
    with pytest.raises(DomainError, match="products=2"):
        hutch_plus_plus(plain, 2, rng=rng)
    with pytest.raises(InputTypeError, match="Generator"):
        hutch_plus_plus(plain, 3, rng=0)
