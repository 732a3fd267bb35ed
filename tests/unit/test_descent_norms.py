"""Descent cones of weighted, block, maximum and nuclear norms: the tables of the dossier, cross-identities, errors."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, hull, precision
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities import descent_norms as norms
from lqtheory.quantities.descent_bounds import nonnegative_descent_gap_bound
from lqtheory.quantities.descent_cones import (
    l1_descent_share,
    l1_descent_threshold,
    nonnegative_descent_share,
    nonnegative_descent_threshold,
)
from lqtheory.quantities.descent_gaps import group_descent_gap_bound, weighted_descent_gap_bound
from lqtheory.quantities.descent_nuclear import (
    nuclear_descent_share,
    nuclear_descent_threshold,
    singular_excess,
    singular_excess_square,
)
from lqtheory.quantities.reference import descent_norms as reference
from lqtheory.quantities.reference.descent_nuclear import ball_singular_excess, ball_singular_excess_square

GROUP = """
0.01 2 2.3471656806679239987 0.045452607934874063564
0.1 2 1.5018242986789891863 0.2786144623697839553
0.1 4 1.9973972646048736911 0.24481569789939340829
0.1 16 3.7016301715190539876 0.2092767475971246019
0.5 4 0.94774290585512279426 0.77847630034420903554
0.01 64 8.5382153399649050781 0.022334628846865935027
"""
NUCLEAR = """
.01 1 1.6056940264524505255 0.049024023630194118889
.05 1 1.294806714081570053 0.20214455938120231709
.1 1 1.103869219397296956 0.35114428452978062717
.3 1 0.70321393071797468843 0.72525495146769130855
.1 .5 1.0173889364094287807 0.28086457001925492261
.5 .25 0.49090439067358790721 0.78913626931521920588
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().split("\n")]


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


@pytest.mark.parametrize(("rho", "b", "threshold", "share"), rows(GROUP))
def test_block_norms_are_those_of_the_table(rho: str, b: str, threshold: str, share: str) -> None:
    with precision(100):
        exact = ball(Fraction(Decimal(rho)))
        assert printed(reference.ball_group_descent_threshold(exact, int(b)), threshold)
        assert printed(reference.ball_group_descent_share(exact, int(b)), share)
    assert norms.group_descent_threshold(float(rho), int(b)) == pytest.approx(float(threshold), rel=1e-14, abs=0)
    assert norms.group_descent_share(float(rho), int(b)) == pytest.approx(float(share), rel=1e-14, abs=0)
    assert norms.group_descent_share(float(rho), int(b)) <= norms.group_descent_bound(float(rho), int(b))


@pytest.mark.parametrize(("rho", "b"), [(1e-12, 3), (1e-300, 2), (1 - 1e-9, 5), (0.3, 1), (0.01, 400)])
def test_block_norms_agree_with_balls_at_extremes(rho: float, b: int) -> None:
    with precision(100):
        exact = reference.ball_group_descent_share(ball(rho), b)
        assert abs(ball(norms.group_descent_share(rho, b)) / exact - 1) < 1e-13
        wide = reference.ball_group_descent_share(hull(0, rho), b)
    assert wide.overlaps(exact)


def test_a_quoted_bound_is_false() -> None:
    """4s log(M/s) + (b + 1/2)s per block at ρ = 0.3, b = 16 is 6.39, below the value 8.398."""
    rho, b = 0.3, 16
    assert rho * (4 * math.log(1 / rho) + b + 0.5) == pytest.approx(6.39, abs=5e-3)
    assert b * norms.group_descent_share(rho, b) == pytest.approx(8.398, abs=5e-4)


def test_weighted_norm_of_the_table() -> None:
    active, inactive = [1, 1, 0.5], [1] * 5 + [2] * 12
    with precision(100):
        threshold, bound = reference.ball_weighted_descent(*([ball(w) for w in v] for v in (active, inactive)))
        assert printed(threshold, "0.85771872496402481236")
        assert printed(bound, "5.9904196397177930322")
    assert norms.weighted_descent_threshold(active, inactive) == pytest.approx(0.85771872496402481236, rel=1e-14)
    assert norms.weighted_descent_dimension(active, inactive) == pytest.approx(5.9904196397177930322, rel=1e-14)


def test_all_norms_meet_in_the_l1_norm() -> None:
    for d, s in ((10, 1), (40, 10), (7, 6)):
        share, threshold = l1_descent_share(s / d), l1_descent_threshold(s / d)
        assert norms.group_descent_share(s / d, 1) == pytest.approx(share, rel=1e-13)
        weights = np.full(s, 0.3), np.full(d - s, 0.3)
        assert norms.weighted_descent_dimension(*weights) == pytest.approx(d * share, rel=1e-13)
        assert 0.3 * norms.weighted_descent_threshold(*weights) == pytest.approx(threshold, rel=1e-13)


def test_edges() -> None:
    assert (norms.group_descent_share(0, 3), norms.group_descent_share(1, 3)) == (0, 1)
    assert (norms.group_descent_threshold(0, 3), norms.group_descent_threshold(1, 3)) == (math.inf, 0)
    assert norms.weighted_descent_dimension([1.0], []) == 1
    assert norms.weighted_descent_dimension([1.0], [0.0, 0.0]) == 3
    with_free = norms.weighted_descent_dimension([1.0], [2.0, 3.0, 0.0])
    assert with_free == pytest.approx(norms.weighted_descent_dimension([1.0], [2.0, 3.0]) + 1, rel=1e-15)
    assert (norms.saturated_statistical_dimension(5, 1), norms.saturated_statistical_dimension(5, 5)) == (4.5, 2.5)


def test_block_cone_contains_the_simulated_value(rng: np.random.Generator) -> None:
    """E inf_τ dist² by simulation of 4000 Gaussian vectors lies below inf J, by no more than the gap bound of 3."""
    blocks, b, s = 12, 3, 2
    g = rng.standard_normal((4000, blocks, b))
    active, lengths = g[:, :s], np.linalg.norm(g[:, s:], axis=2)
    grid = np.linspace(0, 6, 400)
    along = active[:, :, 0].sum(axis=1)
    quadratic = (active**2).sum(axis=(1, 2))[:, None] - 2 * grid * along[:, None] + s * grid**2
    values = quadratic + (np.maximum(lengths[:, :, None] - grid, 0) ** 2).sum(axis=1)
    least = values.min(axis=1)
    error = 5 * least.std() / math.sqrt(4000)
    assert least.mean() - error <= blocks * b * norms.group_descent_share(s / blocks, b) <= least.mean() + 3 + error


@pytest.mark.parametrize(("rho", "nu", "threshold", "share"), rows(NUCLEAR))
def test_nuclear_norm_is_that_of_the_table(rho: str, nu: str, threshold: str, share: str) -> None:
    assert nuclear_descent_threshold(float(rho), float(nu)) == pytest.approx(float(threshold), rel=3e-15, abs=0)
    assert nuclear_descent_share(float(rho), float(nu)) == pytest.approx(float(share), rel=3e-15, abs=0)


@pytest.mark.parametrize(("rho", "nu"), [(0.9, 1.0), (0.99, 0.9), (1e-4, 0.3), (0.5, 0.01)])
def test_nuclear_norm_in_high_precision(rho: float, nu: float) -> None:
    """The defining integrals over the law itself, in 25 digits: the equation holds, and ψ is the formula."""
    import mpmath as mp

    with mp.workdps(25):
        y = mp.mpf(nu) * (1 - mp.mpf(rho)) / (1 - mp.mpf(rho) * nu)
        low, high, tau = 1 - mp.sqrt(y), 1 + mp.sqrt(y), mp.mpf(nuclear_descent_threshold(rho, nu))

        def mean(f: Any) -> Any:
            law = lambda u: mp.sqrt((u**2 - low**2) * (high**2 - u**2)) / (mp.pi * y * u)  # noqa: E731
            start = max(tau, low)
            return mp.quad(lambda u: f(u) * law(u), mp.linspace(start, high, 6))

        balance = mp.mpf(rho) * tau / (1 - mp.mpf(rho)) / mean(lambda u: u - tau)
        share = rho * nu + (1 - mp.mpf(rho) * nu) * (rho + (1 - mp.mpf(rho)) * mean(lambda u: u * (u - tau)))
    assert float(balance) == pytest.approx(1, rel=1e-11)
    assert nuclear_descent_share(rho, nu) == pytest.approx(float(share), rel=1e-12)


def test_nuclear_norm_tends_to_one() -> None:
    assert nuclear_descent_share(1 - 1e-9, 1.0) == pytest.approx(1, abs=1e-8)
    assert 0 < nuclear_descent_share(1e-6, 0.5) < 1e-5


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (
            lambda: norms.group_descent_share(1.5, 2),
            DomainError,
            r"rho=1.5 is outside \[0, 1\] \(group_descent_share\)",
        ),
        (lambda: norms.group_descent_share(0.5, 0), DomainError, "b=0 is outside"),
        (lambda: norms.group_descent_bound(0.5, 2.0), InputTypeError, "b must be an integer"),  # type: ignore[arg-type]
        (lambda: norms.weighted_descent_dimension([1, 0], [1]), DomainError, "active=0.0 must be > 0 in every entry"),
        (lambda: norms.weighted_descent_dimension([1], [-1]), DomainError, "inactive=-1.0 must be >= 0 in every entry"),
        (lambda: norms.weighted_descent_threshold([], [1]), DomainError, "empty vector: active"),
        (lambda: norms.saturated_statistical_dimension(3, 0), DomainError, "k=0 is outside .* with d=3"),
        (lambda: nuclear_descent_share(0.0, 1.0), DomainError, r"rho=0.0 is outside \(0, 1\)"),
        (lambda: nuclear_descent_share(1.0, 1.0), DomainError, r"rho=1.0 is outside \(0, 1\)"),
        (lambda: nuclear_descent_threshold(0.5, 1.1), DomainError, r"nu=1.1 is outside \(0, 1\]"),
        (lambda: nuclear_descent_threshold(0.5, math.nan), DomainError, "nu must be a number"),
        (lambda: reference.ball_group_descent_share(2, 1), DomainError, "is outside"),
        (lambda: reference.ball_saturated_statistical_dimension(3, 4), DomainError, "k=4 is outside"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


def least_of(function: Any, high: float = 20.0) -> np.ndarray:
    """Minimum over 0 <= τ <= high of convex functions, one for each sample, by golden section."""
    ratio = (math.sqrt(5) - 1) / 2
    size = function(np.zeros(1)).shape[0]
    low, top = np.zeros(size), np.full(size, high)
    for _ in range(60):
        left, right = top - ratio * (top - low), low + ratio * (top - low)
        smaller = function(left) < function(right)
        low, top = np.where(smaller, low, left), np.where(smaller, right, top)
    return function((low + top) / 2)


def distance(along: np.ndarray, energy: Any, sizes: np.ndarray, weights: Any, rest: Any) -> Any:
    """dist²(g, τ∂f) = rest - 2aτ + Eτ² + Σ (h_i - τw_i)_+² for every sample."""

    def value(tau: np.ndarray) -> np.ndarray:
        excess = np.maximum(sizes - np.reshape(tau, (-1, 1)) * weights, 0.0)
        return rest - 2 * tau * along + energy * tau**2 + (excess**2).sum(axis=1)

    return value


def sampled(kind: str, rng: np.random.Generator, size: int) -> tuple[Any, float, float, float]:
    """The distance of samples, the threshold, inf J and the gap bound of one norm at one vector."""
    if kind == "weighted":
        active, weights = np.array([1, 1, 0.5]), np.array([1.0] * 5 + [2.0] * 12)
        g, h = rng.standard_normal((size, 3)), np.abs(rng.standard_normal((size, 17)))
        found = norms.weighted_descent_threshold(active, weights), norms.weighted_descent_dimension(active, weights)
        gap = weighted_descent_gap_bound(active, weights)
        return distance(g @ active, active @ active, h, weights, (g**2).sum(axis=1)), *found, gap
    if kind == "nonnegative":
        d, s = 20, 2
        g, h = rng.standard_normal((size, s)), rng.standard_normal((size, d - s))
        found = nonnegative_descent_threshold(s / d), d * nonnegative_descent_share(s / d)
        return distance(g.sum(axis=1), s, h, 1.0, (g**2).sum(axis=1)), *found, nonnegative_descent_gap_bound(s / d)
    blocks, s, b = {"few blocks": (10, 1, 16), "many blocks": (20, 2, 2)}[kind]
    g = rng.standard_normal((size, s, b))
    h = np.sqrt(rng.chisquare(b, (size, blocks - s)))
    share = s / blocks
    found = norms.group_descent_threshold(share, b), blocks * b * norms.group_descent_share(share, b)
    gap = group_descent_gap_bound(share, b)
    return distance(g[:, :, 0].sum(axis=1), s, h, 1.0, (g**2).sum(axis=(1, 2))), *found, gap


@pytest.mark.parametrize("kind", ["weighted", "nonnegative", "few blocks", "many blocks"])
def test_curves_and_gaps_against_the_simulated_cone(kind: str, rng: np.random.Generator) -> None:
    """J(τ*) is the mean of dist², E inf is below it by at most the bound; 20000 samples, 6.5 standard errors."""
    size = 20_000
    value, threshold, bound, gap = sampled(kind, rng, size)
    there, least = value(np.full(size, threshold)), least_of(value)
    assert abs(there.mean() - bound) <= 6.5 * there.std() / math.sqrt(size)
    excess = there - least  # the same samples, so that the difference is known better than each
    error = 6.5 * excess.std() / math.sqrt(size)
    assert np.all(excess >= -1e-9)
    assert 0.2 < excess.mean() + error
    assert excess.mean() - error <= gap


def test_finite_matrices_lie_above_the_nuclear_limit_by_a_multiple_of_their_side(rng: np.random.Generator) -> None:
    """ρ = 0.1, ν = 1: J at its least exceeds mnψ by 0.6 at m = 10 and by 2.4 at m = 40; at most m/r above E inf.

    The dossier says O(1). Σσ² has a known mean, which takes most of the noise away.
    """
    exceeds = {}
    for m, size in ((10, 4000), (40, 600)):
        r = m // 10
        g = rng.standard_normal((size, m - r, m - r))
        values = np.linalg.svd(g, compute_uv=False)
        control = (values**2).sum(axis=1) - (m - r) ** 2
        tau = nuclear_descent_threshold(r / m, 1.0) * math.sqrt(m - r)
        beyond = (np.maximum(values - tau, 0.0) ** 2).sum(axis=1)
        slope = np.cov(beyond, control)[0, 1] / control.var()
        corrected = beyond - slope * control + r * (2 * m - r) + r * tau**2
        exceeds[m] = corrected.mean() - m * m * nuclear_descent_share(r / m, 1.0)
        assert 6.5 * corrected.std() / math.sqrt(size) < 2.0
        corner = rng.standard_normal((size, r))
        rest = (corner**2).sum(axis=1)
        value = distance(corner.sum(axis=1), r, values, 1.0, rest)
        gap = value(np.full(size, tau)) - least_of(value, 40.0)
        assert 0 <= gap.mean() - 6.5 * gap.std() / math.sqrt(size) + 1
        assert gap.mean() + 6.5 * gap.std() / math.sqrt(size) <= m / r
    assert 0.3 < exceeds[10] < 0.9
    assert 1.5 < exceeds[40] < 3.5


def test_soft_thresholding_attains_the_limit_risk(rng: np.random.Generator) -> None:
    """D = 100, s = 10, τ = 1.1402, σ = 1e-6: the risk over σ² is J(τ) = 32.879; 20000 samples, 6.5 standard errors."""
    d, s, tau, sigma, size = 100, 10, 1.1402, 1e-6, 20_000
    x = np.r_[np.ones(s), np.zeros(d - s)]
    y = x + sigma * rng.standard_normal((size, d))
    soft = np.sign(y) * np.maximum(np.abs(y) - sigma * tau, 0)
    risk = ((soft - x) ** 2).sum(axis=1) / sigma**2
    assert abs(risk.mean() - d * l1_descent_share(s / d)) <= 6.5 * risk.std() / math.sqrt(size)
    assert d * l1_descent_share(s / d) == pytest.approx(32.879, abs=6e-4)


@pytest.mark.parametrize(("t", "nu"), [(0.0, 1.0), (0.5, 1.0), (0.3, 0.25), (1.2, 0.25), (1.4999, 0.25), (1.6, 0.25)])
def test_excesses_of_singular_values_agree_with_balls(t: float, nu: float) -> None:
    with precision(113):
        for array, enclosing in (
            (singular_excess, ball_singular_excess),
            (singular_excess_square, ball_singular_excess_square),
        ):
            exact = enclosing(ball(t), ball(nu))
            assert exact.rad() < 1e-25
            assert array(t, nu) == pytest.approx(float(exact.mid()), rel=1e-11, abs=1e-24)


@pytest.mark.parametrize("function", [norms.weighted_descent_dimension, norms.weighted_descent_threshold])
@pytest.mark.parametrize(("active", "inactive"), [([[1.0]], [1.0]), ([1.0], [[1.0]]), ([[1.0], [1.0]], [[1.0]])])
def test_rows_of_weights_are_a_batch(function, active, inactive):
    found = function(active, inactive)
    assert found.shape == (len(active) if isinstance(active[0], list) else 1,)
    assert set(found.tolist()) == {function([1.0], [1.0])}
    with pytest.raises(ShapeError, match="leading axes differ"):
        function([[1.0], [1.0]], [[1.0], [1.0], [1.0]])
