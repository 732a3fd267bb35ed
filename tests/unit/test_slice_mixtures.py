"""Averages over random pruned weights: success curves of one slice, their mixture, the dossier's planted numbers."""

import numpy as np
import pytest

from experiments.planted_pruning_limits import critical_counts, spectrum
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.limits import feasible_share, slice_mixture
from lqtheory.quantities.slice_levels import slice_of

LAM, EPSILON = spectrum("power law", 200)


@pytest.fixture(scope="module")
def mixture():
    return slice_mixture(LAM, 10.0, EPSILON, draws=400, rng=np.random.default_rng(0))


def test_quantiles_are_those_of_the_dossier(mixture):
    """0.4, 40, 74; the lowest is within the share of infeasible draws of 5 %."""
    low, middle, high = np.quantile(mixture.counts, (0.05, 0.5, 0.95))
    assert low < 4.0
    assert middle == pytest.approx(40.0, abs=4.0)
    assert high == pytest.approx(74.0, abs=4.0)


def test_mixture_prediction_is_that_of_the_dossier(mixture):
    """.23, .14, .07 there, of an unknown number of draws; the standard error of 400 draws is .02."""
    for m, printed in ((57, 0.23), (64, 0.14), (71, 0.07)):
        assert mixture.feasible(m) == pytest.approx(printed, abs=0.06)


def test_mixture_falls_with_the_number_of_pruned_weights(mixture):
    shares = [mixture.feasible(m) for m in (0, 1, 20, 40, 80, 120, 200)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0


def test_one_slice_has_a_sharp_threshold_where_the_mixture_has_none(mixture):
    single = slice_of(LAM, EPSILON, weights=np.full(200, 0.5))
    assert feasible_share(single, 25) > 0.98 > mixture.feasible(25) + 0.2
    assert feasible_share(single, 65) < 0.01 < mixture.feasible(65) - 0.05


@pytest.mark.slow
def test_mixture_is_what_random_rotations_show(mixture):
    """200 draws of weights and rotation: exact to three standard errors and .05 for the formal expansion."""
    rng, found = np.random.default_rng(1), []
    for _ in range(200):
        y = rng.standard_normal(200)
        found.append(critical_counts(LAM, 10.0 * y / np.linalg.norm(y), EPSILON, 1, rng)[0])
    for m in (57, 64, 71):
        predicted = mixture.feasible(m)
        error = np.sqrt(predicted * (1 - predicted) / 200)
        assert abs(np.mean(np.array(found) >= m) - predicted) <= 3 * error + 0.05


def test_edges_of_a_success_curve():
    lam = [1.0, 2.0, 4.0]
    infeasible, one_shot = slice_of(lam, 1e-6, weights=[1.0] * 3), slice_of(lam, 100.0, weights=[1.0] * 3)
    assert [feasible_share(infeasible, m) for m in (0, 1, 3)] == [1.0, 0.0, 0.0]
    assert [feasible_share(one_shot, m) for m in (0, 1, 3)] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("m", [-1, 4])
def test_counts_out_of_range_are_refused(m: int):
    with pytest.raises(DomainError, match=rf"m={m} is outside .*feasible_share"):
        feasible_share(slice_of([1.0, 2.0, 4.0], 100.0, weights=[1.0] * 3), m)


def test_bad_input_is_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(DomainError, match="radius=0"):
        slice_mixture([1.0], 0.0, 0.1, draws=1, rng=rng)
    with pytest.raises(DomainError, match="draws=0"):
        slice_mixture([1.0], 1.0, 0.1, draws=0, rng=rng)
    with pytest.raises(DomainError, match="epsilon=-1"):
        slice_mixture([1.0], 1.0, -1.0, draws=1, rng=rng)
    with pytest.raises(InputTypeError, match="Generator"):
        slice_mixture([1.0], 1.0, 0.1, draws=1, rng=0)
