"""Expectations over ranks of laws by their quantile functions: against draws, closed forms and balls."""

import math

import numpy as np
import pytest

from lqtheory.balls import ball_vector
from lqtheory.errors import DomainError
from lqtheory.quantities.expected_masses import expected_pruned_mass
from lqtheory.quantities.finite_expectations import finite_n_expectation
from lqtheory.quantities.quantile_laws import QuantileLawSampler, mass_of_ranks, pruned_masses
from lqtheory.quantities.ranked_laws import (
    expected_ranked_power,
    is_ranked_law,
    mass_by_beta_ratio,
    ranked_quantity,
)
from lqtheory.quantities.reference.ranked_laws import ball_expected_ranked_power, ball_mass_by_beta_ratio
from lqtheory.rng import generator_for

LAWS = [QuantileLawSampler()(generator_for(0, "laws", i)) for i in range(20)]


@pytest.mark.parametrize("G", LAWS)
def test_sums_over_ranks_are_what_draws_say(G, rng):
    n, k, p = 6, 3, 0.75 if G[0, 2] > 0.6 else 1.5
    exact = sum(expected_ranked_power(G, n, i, p) for i in range(k + 1, n + 1))
    drawn = n * pruned_masses(rng, 40_000, G, n, k, p)
    assert abs(drawn.mean() - exact) <= 5 * drawn.std() / math.sqrt(drawn.size) + 1e-12
    assert n * mass_by_beta_ratio(G, k, n - k, p) == pytest.approx(exact, rel=1e-9)
    whole = sum(expected_ranked_power(G, n, i, p) for i in range(1, n + 1))
    assert whole == pytest.approx(n * mass_of_ranks(G, 0.0, p), rel=1e-9)


@pytest.mark.parametrize("G", LAWS)
def test_balls_contain_the_floats(G):
    rows = [ball_vector(row) for row in G]
    for n, i, p in ((5, 3, 1.0), (7, 7, 0.5), (4, 2, 2.0)):
        if p * G[0, 2] >= i:
            assert expected_ranked_power(G, n, i, p) == math.inf
            with pytest.raises(DomainError, match="not known to be finite"):
                ball_expected_ranked_power(rows, n, i, p)
            continue
        assert float(ball_expected_ranked_power(rows, n, i, p)) == pytest.approx(
            expected_ranked_power(G, n, i, p), rel=1e-5, abs=1e-12
        )
        assert float(ball_mass_by_beta_ratio(rows, i, n - i + 1, p)) == pytest.approx(
            mass_by_beta_ratio(G, i, n - i + 1, p), rel=1e-5, abs=1e-12
        )


def test_atoms_give_the_mean_over_all_draws():
    x, n, p = [3.0, 1.0, 0.5, 0.5], 4, 1.25
    G = [[0.25, 3.0, 0.0], [0.5, 1.0, 0.0], [1.0, 0.5, 0.0]]
    for k in (1, 2, 3):
        assert n * mass_by_beta_ratio(G, k, n - k, p) == pytest.approx(
            float(expected_pruned_mass(x, n, k, p)), rel=1e-12
        )


def test_a_pareto_law_has_the_known_expectation():
    found = mass_by_beta_ratio([[1.0, 1.0, 0.4]], 3, 7, 2.0)
    assert found == pytest.approx(finite_n_expectation("pareto", 3, 10, 2.0, alpha=2.5, x_m=1.0), rel=1e-10)


def test_nothing_is_pruned_where_everything_is_kept_and_names_are_checked():
    assert mass_by_beta_ratio([[1.0, 1.0, 0.5]], 4, 0, 1.0) == 0.0
    assert ball_mass_by_beta_ratio([ball_vector(np.array([1.0, 1.0, 0.5]))], 4, 0, 1).is_zero()
    with pytest.raises(DomainError, match="no quantity 'nope'"):
        ranked_quantity("nope")
    with pytest.raises(DomainError, match="i=4 is outside"):
        expected_ranked_power([[1.0, 1.0, 0.5]], 3, 4, 1.0)
    with pytest.raises(DomainError, match="G is no quantile function"):
        mass_by_beta_ratio([[0.5, 1.0, 0.5]], 3, 1, 1.0)


def test_laws_of_the_theorem_have_finite_sums_for_every_count():
    assert all(is_ranked_law(G) for G in LAWS)
    assert not is_ranked_law([[1.0, 1.0, 2.0]])
    assert not is_ranked_law([[1.0, 1.0, -0.5]])
    assert math.isfinite(mass_by_beta_ratio([[1.0, 1.0, 1.99]], 1, 3, 1.0))
    assert mass_by_beta_ratio([[1.0, 1.0, 2.0]], 1, 3, 1.0) == math.inf
