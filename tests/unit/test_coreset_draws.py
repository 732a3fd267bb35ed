"""Estimates by enumeration, points outside the sample, samples of the theorems: values, simulation, error texts."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import DomainError, ShapeError, UnsupportedError
from lqtheory.quantities.coreset_draws import (
    draw_exponential_moment,
    estimate_covariance,
    estimate_lower_tail,
    estimate_mean,
    estimate_upper_tail,
)
from lqtheory.quantities.coreset_estimates import estimate_of_counts
from lqtheory.quantities.coreset_instance_tails import exact_tails
from lqtheory.quantities.coreset_moments import importance_range, sampling_covariance, sampling_variance
from lqtheory.quantities.coreset_out_of_sample import (
    calibrated_count,
    exceedance_probability,
    exceedance_ratio,
    required_draws,
)
from lqtheory.quantities.coreset_samples import SAMPLE


def test_moments_by_enumeration_are_the_formulas(rng: np.random.Generator) -> None:
    for _ in range(20):
        n, m = int(rng.integers(1, 5)), int(rng.integers(1, 6))
        v, h, s = rng.exponential(size=(3, n))
        g, other, q = v / v.sum(), h / h.sum(), s / s.sum()
        assert estimate_mean(v, s, m) == pytest.approx(v.sum(), rel=1e-12)
        expected = v.sum() * h.sum() * sampling_covariance(g, other, q) / m
        assert estimate_covariance(v, h, s, m) == pytest.approx(expected, rel=1e-9, abs=1e-13)
        exact = exact_tails(g.tolist(), q.tolist(), m, 0.37)
        assert estimate_upper_tail(v, s, m, 0.37) == pytest.approx(float(exact.upper), rel=1e-11, abs=1e-15)
        assert estimate_lower_tail(v, s, m, 0.37) == pytest.approx(float(exact.lower), rel=1e-11, abs=1e-15)
        assert draw_exponential_moment(v, s, 0.5) == pytest.approx(q @ np.exp(0.5 * g / q), rel=1e-13)


def test_estimates_of_all_counts_have_their_mean_and_stay_in_range(rng: np.random.Generator) -> None:
    v, s, m = rng.exponential(size=3), rng.exponential(size=3), 4
    q, mean = s / s.sum(), 0.0
    for a in range(m + 1):
        for b in range(m + 1 - a):
            c = np.array([a, b, m - a - b])
            ways = math.factorial(m) // math.prod(math.factorial(k) for k in c.tolist())
            estimate = estimate_of_counts(c, v, s)
            assert 0.0 <= estimate <= (v / q).max() * (1 + 1e-15)
            mean += ways * float(np.prod(q**c)) * float(estimate)
    assert mean == pytest.approx(v.sum(), rel=1e-13)
    assert estimate_of_counts([[2, 0, 0], [1, 1, 0]], v, s) == pytest.approx([v[0] / q[0], (v / q)[:2].mean()])


def test_estimates_of_no_draws_are_refused() -> None:
    with pytest.raises(DomainError, match=r"c is the zero vector \(estimate_of_counts\)"):
        estimate_of_counts([0, 0], [1.0, 1.0], [1.0, 1.0])
    with pytest.raises(DomainError, match=r"s must be > 0"):
        estimate_of_counts([1, 0], [1.0, 1.0], [1.0, 0.0])
    with pytest.raises(ShapeError, match=r"c, v and s have shapes \(1,\), \(2,\) and \(2,\)"):
        estimate_of_counts([1], [1.0, 1.0], [1.0, 1.0])


def test_batches_and_libraries(xp: ModuleType, rng: np.random.Generator) -> None:
    v, s = rng.exponential(size=(2, 3, 4))
    for function, arguments in (
        (estimate_mean, (3,)),
        (estimate_upper_tail, (3, 0.4)),
        (estimate_lower_tail, (3, 0.4)),
        (draw_exponential_moment, (0.7,)),
    ):
        batch = function(xp.asarray(v), xp.asarray(s), *arguments)
        assert type(batch) is type(xp.asarray(v))
        alone = [float(function(a, b, *arguments)) for a, b in zip(v, s, strict=True)]
        assert np.asarray(batch) == pytest.approx(alone, rel=1e-12)


def test_required_draws_are_bernsteins(rng: np.random.Generator) -> None:
    g, q = rng.dirichlet(np.ones(6), 5), rng.dirichlet(np.ones(6))
    V, B = sampling_variance(g, q), importance_range(g, q)
    expected = math.log(40) * (2 * V + 2 / 3 * 0.3 * np.maximum(B - 1, 1)) / 0.09
    assert required_draws(g, q, 0.3, 0.05) == pytest.approx(expected, rel=1e-12)
    assert required_draws(q, q, 0.3, 0.05) == pytest.approx(0.0, abs=1e-9)
    unseen = [0.5, 0.5, 0.0]
    assert required_draws([0.5, 0.2, 0.3], unseen, 0.3, 0.05) == math.inf
    assert required_draws([0.5, 0.2, 0.3], unseen, 0.4, 0.05) > required_draws([0.6, 0.4, 0.0], unseen, 0.4, 0.05)


def test_calibration_covers_a_fresh_point(rng: np.random.Generator) -> None:
    """The dossier's example: 40 edges, 10 points, 60 for calibration, alpha = 0.1; false alarm below 1e-9."""
    n, covered, trials = 40, 0, 400
    for _ in range(trials):
        w = rng.random(n) + 0.1
        values = rng.gamma(1.0, size=(71, n)) * (rng.random((71, n)) < 0.5)
        g = values * w / (values @ w)[:, None]
        s = g[:10].max(axis=0)
        q = 0.9 * s / s.sum() + 0.1 / n
        needed = required_draws(g[10:], q, 0.3, 0.05)
        covered += needed[-1] <= calibrated_count(needed[:-1], 0.1)
    # Binomial with mean at least 0.9: 6 standard deviations of 0.015.
    assert covered / trials >= 0.9 - 6 * math.sqrt(0.09 / trials)


def test_sample_of_the_assumption_of_the_paper(rng: np.random.Generator) -> None:
    """The dossier's example: 5 independent uniform activations, K = 4 and 10 points miss an edge in about 0.0765."""
    values = rng.random((20_000, 10, 5))
    g = values / values.sum(axis=2, keepdims=True)
    share = float(np.mean(g <= 0.25))
    assert share == pytest.approx(0.664, abs=0.004)
    assert math.ceil(math.log(5 / 0.1) / -math.log(share)) == 10
    missed = float(np.mean((4 * g.max(axis=1) < 1).any(axis=1)))
    assert missed == pytest.approx(0.0765, abs=0.012)
    assert missed <= 0.1


def test_exceedance() -> None:
    assert exceedance_probability(9) == 0.1
    assert exceedance_ratio([0.5, 0.5], [0.25, 1.0]) == 2.0
    assert exceedance_ratio([0.5, 0.5], [1.0, 0.0]) == math.inf
    assert calibrated_count([1.0, math.inf], 0.4) == math.inf


def test_samples_have_input_at_every_point(rng: np.random.Generator) -> None:
    for _ in range(50):
        n, N = int(rng.integers(1, 6)), int(rng.integers(1, 5))
        rows = SAMPLE.sampler(rng, n, N)
        assert rows.shape == (N, n)
        assert rows.any(axis=1).all()


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: estimate_mean([1.0], [0.0], 1), DomainError, r"s must be > 0 in every entry \(estimate_mean\)"),
        (lambda: estimate_mean([1.0, 2.0], [1.0], 1), ShapeError, r"v, s have shapes \(2,\), \(1,\)"),
        (lambda: estimate_upper_tail([0.0], [1.0], 1, 0.1), DomainError, "v is the zero vector"),
        (lambda: estimate_mean([1.0] * 9, [1.0] * 9, 30), UnsupportedError, "m=30 draws of n=9 edges are too many"),
        (lambda: draw_exponential_moment([1.0], [1.0], 1e4), DomainError, "does not fit into a float"),
        (lambda: calibrated_count([], 0.1), ShapeError, r"requirements has shape \(0,\)"),
        (lambda: required_draws([0.5, 0.5], [0.5, 0.5], 0.0, 0.1), DomainError, "epsilon=0.0 is outside"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


@pytest.mark.parametrize("rows", [[[1.0, 0.0]], [[1.0, 0.0], [0.0, 0.0]], [[1.0], [2.0]], [[1.0, -1.0], [1.0, 0.0]]])
def test_a_sample_fits_its_numbers_of_points_and_edges(rows):
    member = SAMPLE.validate("A", np.array([[1.0, 0.0], [0.0, 2.0]]), {"n": 2, "N": 2}, "here")
    assert member.shape == (2, 2)
    with pytest.raises(DomainError, match=r"A is not activations of n edges at N points, none zero with n=2, N=2"):
        SAMPLE.validate("A", np.array(rows), {"n": 2, "N": 2}, "here")
