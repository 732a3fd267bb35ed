"""Laws by their quantile functions: draws, masses and variances against quadrature and the named laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.integrate

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.finite_expectations import finite_n_expectation
from lqtheory.quantities.lorenz_integrals import generalised_gaussian_lorenz_integral, uniform_lorenz_integral
from lqtheory.quantities.quantile_laws import (
    MAGNITUDES,
    QuantileLawSampler,
    clipped_gap_variance,
    is_quantile_law,
    mass_of_ranks,
    moment_of_smaller,
    pruned_masses,
    quantile,
)
from lqtheory.quantities.random_weights import clt_variance, gini_limit, truncated_moment
from lqtheory.rng import generator_for

LAWS = [QuantileLawSampler()(generator_for(0, "laws", i)) for i in range(40)]


@pytest.mark.parametrize("G", LAWS)
def test_a_drawn_law_falls_and_has_the_masses_that_quadrature_finds(G: np.ndarray) -> None:
    assert is_quantile_law(G)
    u = np.linspace(1e-3, 1, 2001)
    values = quantile(G, u)
    assert (np.diff(values) <= 1e-12 * values[:-1]).all()
    for f, p in ((0.3, 1.5), (0.05, 0.5), (0.875, 2.0)):
        ends = np.concatenate([[f], G[G[:, 0] > f, 0]])
        parts = [
            scipy.integrate.quad(lambda v, p=p: float(quantile(G, v)) ** p, a, b)[0]
            for a, b in zip(np.nextafter(ends[:-1], 2), ends[1:], strict=True)
        ]
        assert mass_of_ranks(G, f, p) == pytest.approx(sum(parts), rel=1e-9, abs=1e-12)
        level = float(quantile(G, f)) ** p
        w = quantile(G, (np.arange(200_000) + 0.5) / 200_000)
        assert clipped_gap_variance(G, f, p) == pytest.approx(
            float(np.var(np.maximum(level - w**p, 0))), rel=1e-3, abs=1e-4 * level**2 + 1e-12
        )


def test_one_piece_is_a_pareto_law() -> None:
    G = [[1.0, 2.0, 1 / 1.5]]
    for f, p in ((0.1, 1.0), (0.6, 1.5), (0.5, 4.0)):
        assert mass_of_ranks(G, f, p) == pytest.approx(truncated_moment("pareto", f, p, alpha=1.5, x_m=2.0), rel=1e-13)
        exact = clt_variance("pareto", f, p, alpha=1.5, x_m=2.0)
        assert clipped_gap_variance(G, f, p) == pytest.approx(exact, rel=1e-10)
    assert mass_of_ranks(G, 0.0, 1.0) == pytest.approx(6.0)
    assert mass_of_ranks(G, 0.0, 1.5) == math.inf
    assert mass_of_ranks(G, 1.0, 1.5) == 0.0


def test_smooth_laws_are_near_the_named_ones() -> None:
    G = QuantileLawSampler()._smooth("gauss", {})
    for f in (0.1, 0.3, 0.6):
        assert mass_of_ranks(G, f, 2.0) == pytest.approx(truncated_moment("gauss", f), rel=0.1)


def test_the_mean_of_drawn_masses_is_the_exact_one(rng: np.random.Generator) -> None:
    """20 000 draws; within 6 standard errors except with probability below 1e-8."""
    masses = pruned_masses(rng, 20_000, [[1.0, 1.0, 0.4]], 40, 12, 1.5)
    expected = finite_n_expectation("pareto", 12, 40, 1.5, alpha=2.5)
    assert abs(masses.mean() - expected) < 6 * masses.std() / math.sqrt(masses.size)
    assert masses.shape == (20_000,)


def test_the_ends_of_drawn_masses(rng: np.random.Generator) -> None:
    G = [[0.5, 1.0, 0.0], [1.0, 0.25, 0.0]]
    assert (pruned_masses(rng, 3, G, 5, 5) == 0).all()
    assert (pruned_masses(rng, 3, G, 5, 0, 1.0) >= 0.25).all()
    assert pruned_masses(rng, 5, G, 3_000_000, 2_999_999).shape == (5,)


@pytest.mark.parametrize(
    "G",
    [
        [[0.5, 1.0, 0.0]],
        [[1.0, -1.0, 0.0]],
        [[1.0, 1.0, -0.5]],
        [[0.5, 1.0, 0.0], [1.0, 0.9, 1.0]],
        [[0.0, 1.0, 0.0], [1.0, 0.5, 0.0]],
        [[0.7, 2.0, 0.0], [0.6, 1.0, 0.0], [1.0, 0.5, 0.0]],
        [[1.0, math.nan, 0.0]],
    ],
)
def test_what_is_no_law_is_refused(G: list[list[float]]) -> None:
    assert not is_quantile_law(G)
    assert not MAGNITUDES.fits(np.array(G))
    with pytest.raises(DomainError, match="G is no quantile function"):
        quantile(G, 0.5)


def test_what_has_no_rows_is_refused() -> None:
    with pytest.raises(ShapeError, match=r"G has shape \(3,\) \(mass_of_ranks\)"):
        mass_of_ranks([1.0, 1.0, 0.0], 0.5, 1)
    with pytest.raises(DomainError, match=r"f=1\.5 is outside"):
        mass_of_ranks([[1.0, 1.0, 0.0]], 1.5, 1)


@pytest.mark.parametrize("G", LAWS[::4])
def test_the_smaller_of_two_by_quadrature(G: np.ndarray) -> None:
    u = (np.arange(400_000) + 0.5) / 400_000
    if math.isfinite(moment_of_smaller(G, 1.0)) and G[0, 2] < 1:
        assert moment_of_smaller(G, 1.0) == pytest.approx(2 * float(np.mean(u * quantile(G, u))), rel=1e-3)


def test_gini_limits_of_laws_and_of_their_quantile_functions() -> None:
    for alpha in (1.5, 3.0):
        G = [[1.0, 2.0, 1 / alpha]]
        assert 1 - moment_of_smaller(G, 1.0) / mass_of_ranks(G, 0.0, 1.0) == pytest.approx(
            gini_limit("pareto", alpha=alpha), rel=1e-12
        )
    assert moment_of_smaller([[1.0, 1.0, 2.0]], 1.0) == math.inf
    flat = [[1.0, 3.0, 0.0]]
    assert moment_of_smaller(flat, 2.0) == mass_of_ranks(flat, 0.0, 2.0) == 9.0


@pytest.mark.parametrize(
    ("s", "a", "mean", "limit"),
    [(2.0, 2**0.5, (2 / math.pi) ** 0.5, 2**0.5 - 1), (1.0, 1.0, 1.0, 0.5), (0.5, 1.0, 6.0, None)],
)
def test_lorenz_integrals_give_the_gini_limits(s: float, a: float, mean: float, limit: float | None) -> None:
    whole = generalised_gaussian_lorenz_integral(5000.0, s, a)
    found = 1 - 2 * whole / mean
    assert found == pytest.approx(gini_limit("ggd", beta=s, a=a), rel=1e-10)
    assert limit is None or found == pytest.approx(limit, rel=1e-12)
    quantity = find_quantity("generalised_gaussian_lorenz_integral")
    for T in (0.0, 1e-3, 0.7, 9.0):
        with precision(100):
            enclosure = quantity.ball(ball(T), ball(s), ball(a))
        value = generalised_gaussian_lorenz_integral(T, s, a)
        assert value == pytest.approx(float(enclosure.mid()), rel=1e-10, abs=1e-300)
    assert uniform_lorenz_integral(7.0, 3.0) == 0.5


@pytest.mark.parametrize(("T", "s", "a"), [(5, 200, 2), (0.3, 200, 2), (1, 30, 1), (1e4, 0.1, 1e-3), (1e-9, 3, 1)])
def test_lorenz_integrals_of_extreme_shapes(T: float, s: float, a: float) -> None:
    with precision(100):
        enclosure = find_quantity("generalised_gaussian_lorenz_integral").ball(ball(T), ball(s), ball(a))
    assert generalised_gaussian_lorenz_integral(T, s, a) == pytest.approx(float(enclosure.mid()), rel=1e-9)
