"""The cone of negative curvature of one negative eigenvalue: intervals, random subspaces, edges."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.negative_directions import negative_cone_count, negative_cone_variance
from lqtheory.quantities.quadratic_cones import quadratic_cone_dimension


@pytest.mark.parametrize("omega", [[1.0] * 9, [0.5, 2.0], [0.125, 1.0, 1.0, 8.0], [16.0] * 3, [0.0, 3.0]])
def test_interval_holds_the_exact_dimension(omega: list[float]) -> None:
    lower = negative_cone_count(omega, 2.0)
    value = float(quadratic_cone_dimension(np.array(omega) / 2.0))
    assert lower <= value <= lower + 1.0


@pytest.mark.slow
def test_random_subspaces_are_unbounded_as_often_as_predicted() -> None:
    """200 subspaces of codimension m, D = 80, log-normal bulk and -1: three standard errors and .05 (formal)."""
    rng = np.random.default_rng(0)
    bulk = np.exp(rng.standard_normal(79))
    spectrum = np.r_[-1.0, bulk]
    dimension, sigma = negative_cone_count(bulk, 1.0) + 0.5, math.sqrt(negative_cone_variance(bulk, 1.0))
    for m in (round(dimension - 1.5 * sigma), round(dimension), round(dimension + 1.5 * sigma)):
        predicted, found = float(norm.cdf((dimension - m) / sigma)), 0
        for _ in range(200):
            q, _ = np.linalg.qr(rng.standard_normal((80, 80 - m)))
            found += np.linalg.eigvalsh((q.T * spectrum) @ q)[0] < 0
        assert abs(found / 200 - predicted) <= 3 * math.sqrt(predicted * (1 - predicted) / 200) + 0.05


def test_only_the_ratio_matters() -> None:
    omega = np.array([0.0, 0.5, 2.0, 7.0])
    for function in (negative_cone_count, negative_cone_variance):
        assert function(8.0 * omega, 8.0) == pytest.approx(function(omega, 1.0), rel=1e-14)


def test_a_large_negative_eigenvalue_spoils_every_mask() -> None:
    assert negative_cone_count([1.0, 2.0, 3.0], 1e9) == pytest.approx(3.0, abs=1e-8)
    assert negative_cone_count([1.0, 2.0, 3.0], 1e-9) == pytest.approx(0.0, abs=1e-8)


@pytest.mark.parametrize("function", [negative_cone_count, negative_cone_variance])
def test_bad_input_is_refused(function) -> None:
    with pytest.raises(DomainError, match="omega has the negative entry -1"):
        function([1.0, -1.0], 1.0)
    with pytest.raises(DomainError, match="mu=0"):
        function([1.0], 0.0)
    with pytest.raises(ShapeError, match=r"omega has shape \(2, 2\)"):
        function([[1.0, 2.0], [3.0, 4.0]], 1.0)
    with pytest.raises(InputTypeError, match="mu"):
        function([1.0], "large")
