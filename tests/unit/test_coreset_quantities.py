"""Coresets of one class: the dossier's numbers, exact enumeration, libraries, laws, edges and error texts."""

from __future__ import annotations

import importlib
import itertools
import math
import pkgutil
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import balls, quantities
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities import all_quantities
from lqtheory.quantities.coreset_bennett import bennett_function, binary_divergence
from lqtheory.quantities.coreset_counts import (
    bernstein_count,
    iclr_count,
    kl_count,
    kl_count_details,
    sample_set_size,
)
from lqtheory.quantities.coreset_deterministic import deterministic_coreset
from lqtheory.quantities.coreset_distributions import (
    mean_second_moment,
    minimax_distribution,
    mixed_distribution,
)
from lqtheory.quantities.coreset_errors import (
    bernstein_error,
    bernstein_relative_error,
    iclr_error,
    released_bernstein_error,
)
from lqtheory.quantities.coreset_hybrid import hybrid_choice, stored_sampling_error
from lqtheory.quantities.coreset_instance_tails import exact_tails, instance_tails
from lqtheory.quantities.coreset_mixed import mixed_coreset, mixed_keep_mask
from lqtheory.quantities.coreset_moments import (
    importance_range,
    sampling_covariance,
    sampling_moments,
    sampling_variance,
)
from lqtheory.quantities.coreset_poisson import inclusion_probabilities, inclusion_scale, poisson_variance
from lqtheory.quantities.coreset_sensitivities import relative_importance, sensitivities, sensitivity_details
from lqtheory.quantities.coreset_tails import bernstein_tails, kl_tails
from lqtheory.quantities.coreset_two_point import (
    bentkus_failure_estimate,
    two_point_last_failing_count,
    two_point_tails,
)
from lqtheory.quantities.coreset_unique import draws_for_unique, expected_unique, unique_variance

QUANTITIES = all_quantities()

#: Reference neuron A of the dossier.
W, A = [0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]]


def exact_neuron() -> tuple[list[list[Fraction]], list[Fraction]]:
    """Importances and distribution of neuron A in rational arithmetic."""
    weights = [Fraction(round(10 * w), 10) for w in W]
    products = [[w * Fraction(a) for w, a in zip(weights, row, strict=True)] for row in A]
    g = [[p / sum(row) for p in row] for row in products]
    s = [max(column) for column in zip(*g, strict=True)]
    return g, [v / sum(s) for v in s]


def test_sensitivities_of_the_reference_neuron() -> None:
    found = sensitivity_details(W, A)
    assert found.s == pytest.approx([16 / 27, 0.5, 0.5, 8 / 27], rel=1e-15)
    assert found.total == pytest.approx(17 / 9, rel=1e-15)
    assert found.q == pytest.approx([16 / 51, 9 / 34, 9 / 34, 8 / 51], rel=1e-15)
    assert found.z == pytest.approx([2, 1.8, 2.7], rel=1e-15)
    assert int(found.n_used) == 3
    assert not found.dead


def test_moments_of_the_reference_neuron() -> None:
    found = sampling_moments(W, A, sensitivities(W, A) / (17 / 9), 4)
    V = [3731 / 7200, 1147 / 2916, 529 / 729]
    assert found.V == pytest.approx(V, rel=1e-14)
    assert found.variance == pytest.approx([v * z * z / 4 for v, z in zip(V, (2, 1.8, 2.7), strict=True)], rel=1e-14)
    assert found.B == pytest.approx([17 / 9] * 3, rel=1e-14)
    assert not found.unseen.any()
    g, q = relative_importance(W, A), sensitivity_details(W, A).q
    assert sampling_covariance(g[0], g[1], q) * 2 * 1.8 == pytest.approx(-0.6911111111, abs=5e-11)


def test_better_distributions_for_the_reference_neuron() -> None:
    g, q = relative_importance(W, A), sensitivity_details(W, A).q
    found = minimax_distribution(g)
    assert found.lower == pytest.approx(1.544629194708, abs=5e-13)
    assert 0 <= found.upper - found.lower <= 1e-10
    assert found.weights == pytest.approx([0.256462, 0.305279, 0.438258], abs=5e-7)
    assert found.q == pytest.approx([0.368730, 0.238241, 0.230027, 0.163001], abs=6e-7)
    assert mean_second_moment(g) == pytest.approx(1.534520, abs=5e-7)
    assert np.mean(1 + sampling_variance(g, q)) == pytest.approx(1.545731, abs=5e-7)
    assert importance_range(g, found.q).max() == pytest.approx(2.1737, abs=5e-5)
    assert importance_range(g, mixed_distribution(found.q, q)).max() <= 2 * 17 / 9


def test_tails_of_the_reference_neuron() -> None:
    g, q = exact_neuron()
    exact = exact_tails(g[2], q, 12, Fraction(1, 2))
    assert [float(t) for t in exact] == pytest.approx([0.0161810, 0.0215216], abs=5e-8)
    floats = [float(v) for v in g[2]], [float(v) for v in q]
    instance = instance_tails(*floats, 12, 0.5)
    assert instance == pytest.approx((0.112398, 0.110078), abs=1e-6)
    # The dossier prints (0.161788, 0.176209) and (0.235412, 0.241459): its last digits are off, by balls.
    assert kl_tails(12, 17 / 9, 0.5) == pytest.approx((0.16178910, 0.17621230), abs=5e-9)
    assert bernstein_tails(12, 17 / 9, 0.5) == pytest.approx((0.23540954, 0.24145971), abs=5e-9)


@pytest.mark.parametrize(
    ("B", "epsilon", "delta", "published", "bernstein", "kl"),
    [
        (3, 0.1, 0.05, 8854, 1525, 1475),
        (10, 0.1, 0.05, 29512, 6862, 6641),
        (10, 0.5, 0.01, 1696, 446, 390),
        (50, 0.2, 0.01, 52984, 13847, 13043),
        (17 / 9, 0.5, 0.1, 182, 26, 21),
        (10, 0.1, 1e-6, 116070, 26987, 26240),
    ],
)
def test_counts_of_the_table(B: float, epsilon: float, delta: float, published: int, bernstein: int, kl: int) -> None:
    assert math.ceil(8 * B * math.log(2 / delta) / epsilon**2) == published
    assert bernstein_count(B, epsilon, delta, integer=True) == bernstein
    found = kl_count_details(B, epsilon, delta)
    assert found.m == kl
    assert found.upper + found.lower <= delta < sum(kl_tails(kl - 1, B, epsilon))


@pytest.mark.parametrize(
    ("r", "epsilon", "delta", "count"),
    [
        (3, Fraction(1, 10), 0.05, 780),
        (10, Fraction(1, 10), 0.05, 3500),
        (10, Fraction(1, 2), 0.01, 246),
        (50, Fraction(1, 5), 0.01, 8375),
    ],
)
def test_last_failing_counts_of_the_table(r: int, epsilon: Fraction, delta: float, count: int) -> None:
    assert two_point_last_failing_count(r, epsilon, delta) == count
    assert sum(two_point_tails(count, r, epsilon)) > delta >= sum(two_point_tails(count + 1, r, epsilon))


@pytest.mark.parametrize(("B", "delta", "count"), [(3, 0.05, 1141), (10, 0.05, 5101), (10, 1e-6, 23461)])
def test_heuristic_counts_of_the_table(B: float, delta: float, count: int) -> None:
    assert bentkus_failure_estimate(count - 1, B, 0.1) > delta >= bentkus_failure_estimate(count, B, 0.1)


def test_ties_of_the_two_point_instance_are_decided_in_rational_arithmetic() -> None:
    exact, above = (two_point_tails(100, 10, e).upper for e in (Fraction(1, 10), Fraction(0.1)))
    assert exact - above == pytest.approx(math.comb(100, 11) * 0.1**11 * 0.9**89, rel=1e-12)


@pytest.mark.parametrize(
    ("r", "typed", "delta", "count"), [(3, 0.1, 0.05, 780), (10, 0.1, 0.05, 3500), (50, 0.2, 0.01, 8375)]
)
def test_a_float_is_the_decimal_that_was_typed(r: int, typed: float, delta: float, count: int) -> None:
    """The floats 0.1 and 0.2 are a little more than 1/10 and 1/5, and lost the ties m (1 + epsilon)/r."""
    assert two_point_last_failing_count(r, typed, delta) == count
    exact = Fraction(str(typed))
    assert two_point_tails(25 * r, r, typed) == two_point_tails(25 * r, r, exact)
    quantity = QUANTITIES["two_point_upper_tail"]
    assert quantity.ball(20 * r, r, typed).contains(quantity.ball(20 * r, r, exact))


@pytest.mark.parametrize(("m", "epsilon", "failure"), [(25, 0.2, 0.5259), (800, 0.1, 0.0468)])
def test_failures_at_ties(m: int, epsilon: float, failure: float) -> None:
    assert sum(two_point_tails(m, 3, epsilon)) == pytest.approx(failure, abs=5e-5)


@pytest.mark.parametrize(("m", "value"), [(5, 2.774851773446), (50, 0.702626134278), (500, 0.206777746931)])
def test_bernstein_errors_of_the_dossier(m: int, value: float) -> None:
    assert bernstein_error(m, 10) == pytest.approx(value, abs=5e-13)
    assert 10 * (2 / value**2 + 2 / (3 * value)) == pytest.approx(m, rel=1e-11)


@pytest.mark.parametrize(
    ("epsilon", "failure", "corrected"), [("1/10", 3.54e-3, 7.7e-5), ("1/5", 2.66e-3, 6.0e-5), ("1/2", 1.44e-3, 3.4e-5)]
)
def test_the_released_inverse_draws_too_few(epsilon: str, failure: float, corrected: float) -> None:
    e, log = Fraction(epsilon), math.log(2e3)
    m = math.ceil(20 * log * (1 / e**2 + 2 / (3 * e)))
    assert released_bernstein_error(m, 20 * log) <= float(e) < released_bernstein_error(m - 1, 20 * log)
    assert sum(two_point_tails(m, 20, e)) == pytest.approx(failure, rel=2e-3)
    assert sum(two_point_tails(m, 20, e)) > 1e-3
    m = bernstein_count(20, float(e), 1e-3, integer=True)
    assert sum(two_point_tails(m, 20, e)) == pytest.approx(corrected, rel=1e-2)


def test_numbers_of_distinct_edges_of_the_dossier() -> None:
    q = sensitivity_details(W, A).q
    assert [float(expected_unique(q, m)) for m in (1, 2, 5, 10)] == pytest.approx(
        [1, 1.736831988, 2.991825246, 3.702889425], abs=5e-10
    )
    assert unique_variance(q, 3) == pytest.approx(0.346285884, abs=5e-10)
    assert [draws_for_unique(q, u) for u in (2, 3, 3.5)] == pytest.approx(
        [2.445473434, 5.031318136, 7.791943291], abs=6e-10
    )
    dyadic = [0.5, 0.25, 0.125, 0.125]
    assert expected_unique(dyadic, 4) == 2.44873046875
    assert unique_variance(dyadic, 4) == pytest.approx(0.47491049766, abs=1e-11)
    assert [draws_for_unique(dyadic, u) for u in (2, 3)] == pytest.approx([2.719822793, 6.529344011], abs=5e-10)
    assert draws_for_unique([0.01] * 100, 50) == pytest.approx(68.967563937, abs=5e-10)
    small = [5e-8] * 99 + [1 - 99 * 5e-8]
    assert expected_unique(small, 10**7) == pytest.approx(39.953, abs=6e-4)


def test_draws_for_distinct_edges_of_several_distributions() -> None:
    q = np.array([[0.5, 0.25, 0.125, 0.125], [0.25, 0.25, 0.25, 0.25], [1.0, 0.0, 0.0, 0.0]])
    found = draws_for_unique(q, 2)
    assert found.tolist() == [draws_for_unique(row, 2) for row in q]
    assert found[2] == math.inf
    assert draws_for_unique(torch.from_numpy(q[:2])[:, None], 3).shape == (2, 1)
    errors = stored_sampling_error(q, 2, 1.5)
    assert errors[:2] == pytest.approx(bernstein_error(found[:2], 1.5), rel=1e-15)
    assert errors[2] == 0.0 == stored_sampling_error(q[2], 2, 1.5)
    assert (errors < bernstein_error(2.0, 1.5)).all()


def test_deterministic_and_mixed_coresets_of_the_dossier() -> None:
    for k, bound, rho, scale, error in (
        (1, 1.296296, (0.6, 0.777778, 0.407407), 2.454545, 0.454545),
        (2, 0.796296, (0.1, 0.5, 0.407407), 1.428571, 0.285714),
        (3, 0.296296, (0.1, 0, 0.296296), 1.173913, 0.173913),
    ):
        found = deterministic_coreset(W, A, k)
        assert found.keep.tolist() == [j < k for j in range(4)]
        assert (found.bound, found.scale, found.rescaled) == pytest.approx((bound, scale, error), abs=6e-7)
        assert found.dropped == pytest.approx(rho, abs=6e-7)
    mixed = mixed_coreset(W, A, [1, 0, 0, 0])
    assert mixed.total == pytest.approx(35 / 27, rel=1e-15)
    assert mixed.rate == pytest.approx([0.331898148, 0.243255601, 0.250114312], abs=6e-10)
    assert mixed.bound == pytest.approx([0.417777778, 0.403292181, 0.362139918], abs=6e-10)


@pytest.mark.parametrize(
    ("u", "p", "variance"),
    [
        (2.5, (0.784313725, 0.661764706, 0.661764706, 0.392156863), (0.187277778, 0.180795610, 0.238957476)),
        (3, (0.941176471, 0.794117647, 0.794117647, 0.470588235), (0.086064815, 0.087905807, 0.123914037)),
    ],
)
def test_poisson_inclusion_of_the_dossier(u: float, p: tuple[float, ...], variance: tuple[float, ...]) -> None:
    found = inclusion_probabilities(sensitivities(W, A), u)
    assert found == pytest.approx(p, abs=6e-10)
    assert poisson_variance(relative_importance(W, A), found) == pytest.approx(variance, abs=6e-10)
    assert inclusion_scale(sensitivities(W, A), u) == pytest.approx(u / (17 / 9), rel=1e-14)


def test_sample_set_sizes_of_the_dossier() -> None:
    assert sample_set_size(math.log(410 * 300), 410, 300, 0.05) == 197
    assert sample_set_size(math.log(8), 4, 2, 0.1) == 14
    assert sample_set_size(2.442, 1, 1, 0.1) == 11  # the dossier's example counts 5 edges without the 8


# ---- exact enumeration -----------------------------------------------------------------------------------------------
def enumerated(g: np.ndarray, q: np.ndarray, m: int) -> tuple[float, float, float, float]:
    """Mean and variance of ẑ/z, and of the number of distinct edges, over all ordered draws."""
    drawn = [j for j in range(len(q)) if q[j] > 0]
    chances, values, uniques = [], [], []
    for draw in itertools.product(drawn, repeat=m):
        chances.append(math.prod(float(q[j]) for j in draw))
        values.append(sum(float(g[j] / q[j]) for j in draw) / m)
        uniques.append(len(set(draw)))
    p, v, u = map(np.array, (chances, values, uniques))
    return p @ v, p @ v**2 - (p @ v) ** 2, p @ u, p @ u**2 - (p @ u) ** 2


@pytest.mark.parametrize(("n", "m"), [(1, 3), (2, 6), (3, 5), (4, 4), (5, 3)])
def test_moments_by_enumeration_of_all_draws(n: int, m: int, rng: np.random.Generator) -> None:
    g, q = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n))
    if n > 2:
        q[0], q[1] = 0.0, q[0] + q[1]  # an unseen edge
    mean, variance, unique, spread = enumerated(g, q, m)
    assert mean == pytest.approx(1 - (g[0] if n > 2 else 0.0), rel=1e-12)
    assert sampling_variance(g, q) / m == pytest.approx(variance, rel=1e-10, abs=1e-14)
    assert expected_unique(q, m) == pytest.approx(unique, rel=1e-12)
    assert unique_variance(q, m) == pytest.approx(spread, rel=1e-9, abs=1e-13)


def test_poisson_variance_by_enumeration_of_all_subsets(rng: np.random.Generator) -> None:
    g, p = rng.dirichlet(np.ones(5)), rng.uniform(0.1, 1.0, 5)
    mean = square = 0.0
    for subset in itertools.product((0, 1), repeat=5):
        chance = math.prod(x if kept else 1 - x for x, kept in zip(p, subset, strict=True))
        value = sum(a / x for a, x, kept in zip(g, p, subset, strict=True) if kept)
        mean, square = mean + chance * value, square + chance * value**2
    assert mean == pytest.approx(1.0, rel=1e-12)
    assert poisson_variance(g, p) == pytest.approx(square - mean**2, rel=1e-11)


def test_exact_tails_are_below_every_bound(rng: np.random.Generator) -> None:
    for _ in range(40):
        n, m = int(rng.integers(2, 5)), int(rng.integers(1, 12))
        g, q = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n))
        epsilon = float(rng.choice((0.1, 0.5, 0.9, 1.0, 2.0)))
        B = float(importance_range(g, q))
        exact = exact_tails(g.tolist(), q.tolist(), m, epsilon)
        chain = (exact, instance_tails(g, q, m, epsilon), kl_tails(m, B, epsilon), bernstein_tails(m, B, epsilon))
        for less, more in itertools.pairwise(chain):
            assert float(less.upper) <= float(more.upper) * (1 + 1e-9) + 1e-13
            assert float(less.lower) <= float(more.lower) * (1 + 1e-9) + 1e-13


def test_the_two_point_instance_is_a_class_of_disjoint_points() -> None:
    g, q = [Fraction(1), Fraction(0), Fraction(0)], [Fraction(1, 3)] * 3
    for m in (1, 4, 9):
        for epsilon in (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2)):
            exact = exact_tails(g, q, m, epsilon)
            assert two_point_tails(m, 3, epsilon) == pytest.approx([float(t) for t in exact], rel=1e-12)


# ---- laws ------------------------------------------------------------------------------------------------------------
@st.composite
def classes(draw: Any) -> tuple[np.ndarray, np.ndarray]:
    """Weights and activations of a class, zeros among them."""
    n, points = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    entries = st.sampled_from([0.0, 0.0, 1.0, 2.0]) | st.floats(1e-3, 10.0)
    w = draw(st.lists(entries, min_size=n, max_size=n))
    rows = draw(st.lists(st.lists(entries, min_size=n, max_size=n), min_size=points, max_size=points))
    return np.array(w), np.array(rows)


@given(case=classes(), scale=st.sampled_from([2.0**-300, 1e-7, 3.0, 1e200]))
def test_sensitivities_do_not_depend_on_scales_order_or_copies(case: tuple[Any, Any], scale: float) -> None:
    w, rows = case
    found = sensitivity_details(w, rows)
    for other in (sensitivity_details(scale * w, rows), sensitivity_details(w, scale * rows)):
        assert other.s == pytest.approx(found.s, rel=1e-14)
        assert int(other.n_used) == int(found.n_used)
    again = sensitivity_details(w, np.vstack([rows, rows[:1]]))
    assert again.s == pytest.approx(found.s, rel=1e-14)
    assert sensitivity_details(w[::-1], rows[:, ::-1]).s[::-1] == pytest.approx(found.s, rel=1e-14)
    if bool(found.dead):
        assert found.total == 0.0
        assert not found.q.any()
    else:
        assert 1 - 1e-14 <= found.total <= min(np.count_nonzero(found.s), int(found.n_used)) * (1 + 1e-14)
        assert found.q.sum() == pytest.approx(1.0, rel=1e-14)
    shorter = sensitivity_details(w, rows[:1])
    assert np.all(shorter.s <= found.s * (1 + 1e-14))


@given(case=classes())
def test_moments_are_bounded_by_the_total_sensitivity(case: tuple[Any, Any]) -> None:
    w, rows = case
    details = sensitivity_details(w, rows)
    if bool(details.dead):
        return
    moments = sampling_moments(w, rows, details.q)
    assert np.all(moments.V <= (details.total - 1) * (1 + 1e-12) + 1e-13)
    assert np.all(moments.B <= details.total * (1 + 1e-13))
    g = relative_importance(w, rows)
    used = g.sum(axis=1) > 0
    best = minimax_distribution(g[used], max_steps=300)
    assert best.lower <= details.total * (1 + 1e-12)
    assert best.lower <= best.upper * (1 + 1e-12)


@given(case=classes(), u=st.floats(0.1, 8.0), m=st.integers(1, 30))
def test_distinct_edges_are_inverted_and_poisson_is_close(case: tuple[Any, Any], u: float, m: int) -> None:
    w, rows = case
    details = sensitivity_details(w, rows)
    if bool(details.dead):
        return
    draws = draws_for_unique(details.q, u)
    if np.isfinite(draws) and np.count_nonzero(details.q) > 1:
        assert expected_unique(details.q, draws) == pytest.approx(u, rel=1e-9)
    p = -np.expm1(m * np.log1p(-np.minimum(details.q, 1 - 1e-16)))
    g = relative_importance(w, rows)
    for row in g[g.sum(axis=1) > 0]:
        assert poisson_variance(row, p) <= (sampling_variance(row, details.q) + 1) / m * (1 + 1e-9) + 1e-12


@given(B=st.floats(1.0, 100.0), epsilon=st.floats(0.01, 2.0), m=st.integers(1, 10**6))
def test_chernoff_is_never_above_bernstein(B: float, epsilon: float, m: int) -> None:
    for kl, bernstein in zip(kl_tails(m, B, epsilon), bernstein_tails(m, B, epsilon), strict=True):
        assert kl <= bernstein * (1 + 1e-9)


@given(B=st.floats(1.001, 1e4), epsilon=st.floats(1e-4, 3.0), delta=st.floats(1e-12, 0.9))
def test_counts_and_errors_are_inverse(B: float, epsilon: float, delta: float) -> None:
    assert bernstein_relative_error(bernstein_count(B, epsilon, delta), B, delta) == pytest.approx(epsilon, rel=1e-12)
    m = bernstein_count(B, epsilon, delta, integer=True)
    if m > 1:
        assert sum(bernstein_tails(m, B, epsilon)) <= delta * (1 + 1e-9)
    S = max(B, 1.0)
    assert iclr_error(iclr_count(S, 2, epsilon, 5, delta), S, 2, 5, delta) <= epsilon * (1 + 1e-12)


@given(p=st.floats(0.001, 0.999), shift=st.floats(-1e-3, 1e-3) | st.floats(-1e-12, 1e-12))
def test_divergence_near_equality(p: float, shift: float) -> None:
    q = p + shift
    with balls.precision(400):
        exact = QUANTITIES["binary_divergence"].ball(balls.ball(p), balls.ball(q))
    value = binary_divergence(p, q)
    assert value == 0.0 if p == q else value == pytest.approx(float(exact.mid()), rel=1e-13, abs=1e-300)


def test_divergence_at_the_ends() -> None:
    assert binary_divergence([0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]).tolist() == [0.0, math.inf, math.inf, 0.0]
    assert binary_divergence(0.0, 0.25) == pytest.approx(-math.log(0.75), rel=1e-15)
    assert binary_divergence(1.0, 0.25) == pytest.approx(math.log(4), rel=1e-15)


# ---- libraries and edges ---------------------------------------------------------------------------------------------
def test_libraries_agree(xp: ModuleType, rng: np.random.Generator) -> None:
    w, rows = rng.exponential(size=(3, 6)) * (rng.random((3, 6)) < 0.7), rng.exponential(size=(5, 6))
    mine = sensitivity_details(xp.asarray(w), xp.asarray(rows))
    for number in range(3):
        alone = sensitivity_details(w[number], rows)
        for part, other in zip(mine, alone, strict=True):
            assert np.asarray(part[number]) == pytest.approx(np.asarray(other), rel=1e-14)
    stacked = sensitivity_details(xp.asarray(w), xp.asarray(np.stack([rows] * 3)))
    assert np.asarray(stacked.s) == pytest.approx(np.asarray(mine.s), rel=1e-14)
    g, q = xp.asarray(relative_importance(w[0], rows)), mine.q[0]
    for value, other in (
        (sampling_variance(g, q), sampling_variance(np.asarray(g), np.asarray(q))),
        (instance_tails(g, q, 20, 0.3).upper, instance_tails(np.asarray(g), np.asarray(q), 20, 0.3).upper),
        (inclusion_probabilities(mine.s, 2.5), inclusion_probabilities(np.asarray(mine.s), 2.5)),
        (kl_count(xp.asarray([2.0, 5.0]), 0.3, 0.05), kl_count([2.0, 5.0], 0.3, 0.05)),
        (bernstein_tails(10, xp.asarray([2.0, 5.0]), 0.3).lower, bernstein_tails(10, [2.0, 5.0], 0.3).lower),
        (expected_unique(q, 7), expected_unique(np.asarray(q), 7)),
        (unique_variance(mine.q, 7), unique_variance(np.asarray(mine.q), 7)),
        (minimax_distribution(g).q, minimax_distribution(np.asarray(g)).q),
    ):
        assert type(value) is type(xp.asarray([1.0])) or np.ndim(value) == 0
        assert np.asarray(value) == pytest.approx(np.asarray(other), rel=1e-12)


def test_edges() -> None:
    single = sensitivity_details([3.0], [[2.0], [5.0]])
    assert (float(single.total), float(sampling_variance([1.0], [1.0])), bernstein_count(1, 0.1, 0.05)) == (1, 0, 0)
    assert bernstein_count(1, 0.1, 0.05, integer=True) == kl_count(1, 0.1, 0.05) == 1
    dead = sensitivity_details([0.0, 0.0], [[1.0, 2.0]])
    assert bool(dead.dead)
    assert not np.isnan(dead.q).any()
    assert kl_tails(5, 2.0, 1.5) == (0.0, 0.0)
    assert kl_tails(5, 2.0, 1.0) == pytest.approx((2.0**-5, 2.0**-5), rel=1e-15)
    assert draws_for_unique([0.5, 0.5], 2) == math.inf
    assert hybrid_choice(W, A, 4, 0.1).method == "all"
    assert mixed_keep_mask([0.0, 0.0], 3).tolist() == [False, False]
    assert bernstein_count(1e200, 1e-3, 0.05) > 2.0**62  # a bound, nothing is allocated
    assert sampling_moments([1.0, 1.0], [[0.0, 0.0], [1.0, 1.0]], [0.5, 0.5]).V.tolist() == [0.0, 0.0]
    assert bennett_function(0.0) == 0.0


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: kl_tails(5, 2, 0), DomainError, r"epsilon=0.0 is outside \(0, inf\) \(kl_tails\)"),
        (lambda: bernstein_count(0.9, 0.1, 0.1), DomainError, r"B=0.9 is outside \[1, inf\)"),
        (lambda: bernstein_count(2, 0.1, 1), DomainError, r"delta=1.0 is outside \(0, 1\)"),
        (lambda: bernstein_count(2, 0.1, 0.1, sides=3), DomainError, r"sides=3 is outside \{1,...,2\}"),
        (lambda: kl_count(math.nan, 0.1, 0.1), DomainError, "B must be a number, got B=nan"),
        (lambda: kl_count("2", 0.1, 0.1), InputTypeError, "expected real number for B"),
        (lambda: sensitivities([1.0, -1.0], [[1.0, 1.0]]), DomainError, r"w must be >= 0 .* split by sign first"),
        (lambda: sensitivities([1.0], [[1.0, 1.0]]), ShapeError, "w has 1 entries, but A has 2"),
        (lambda: sensitivities([1.0], [1.0]), ShapeError, r"A has shape \(1,\)"),
        (lambda: sampling_variance([0.5, 0.4], [0.5, 0.5]), DomainError, "g must add up to 1, it is off by 0.1"),
        (lambda: draws_for_unique([0.5, 0.5], -1), DomainError, "u=-1.0 is outside"),
        (lambda: exact_tails([0.5, 0.5], [0.3, 0.7], 10**7, 0.1), UnsupportedError, "are too many"),
        (lambda: deterministic_coreset(W, A, 5), DomainError, "k=5 is outside"),
        (lambda: mixed_coreset(W, A, [1, 0, 0.5, 0]), DomainError, "kept must consist of 0 and 1"),
        (lambda: poisson_variance([1.0], [1.5]), DomainError, r"p must be in \[0, 1\]"),
        (lambda: kl_tails([1, 2], [1.0, 2.0, 3.0], 0.1), ShapeError, r"m \(2,\), B \(3,\), epsilon \(\)"),
    ],
)
def test_bad_input_is_named(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("sensitivities", ("w", "points")),
        ("total_sensitivity", ("w", "points")),
        ("relative_importance", ("w", "points")),
        ("sampling_moments", ("w", "points", "q")),
        ("importance_range", ("points", "q")),
        ("sampling_variance", ("points", "q")),
        ("unseen_importance", ("points", "q")),
        ("sampling_covariance", ("points", "points", "q")),
        ("minimax_distribution", ("points",)),
        ("minimax_second_moment", ("points",)),
        ("mean_optimal_distribution", ("points",)),
        ("mean_second_moment", ("points",)),
        ("hybrid_choice", ("w", "points", 2.0, 0.1)),
        ("poisson_error", ("points", "q", 0.1)),
        ("poisson_variance", ("points", "q")),
        ("inclusion_probabilities", ("points", 2.0)),
        ("mixed_coreset", ("w", "points", "kept")),
        ("mixed_variance", ("points", "kept")),
        ("deterministic_coreset", ("w", "points", 2)),
        ("dropped_sensitivity", ("points", "kept")),
        ("rescaled_error", ("points", "kept")),
        ("layer_cancellations", ("W", "points")),
        ("channel_sensitivities", ("blocks", "patches")),
        ("exceedance_ratio", ("points", "q")),
        ("required_draws", ("points", "q", 0.5, 0.1)),
        ("instance_upper_tail", ("points", "q", 3, 0.5)),
        ("positive_input", ("w", "points")),
    ],
)
def test_an_empty_point_set_is_named(name: str, arguments: tuple[Any, ...]) -> None:
    """NumPy's "zero-size array to reduction operation" says nothing to whoever passed no points."""
    given = {
        "w": np.ones(4), "points": np.zeros((0, 4)), "q": np.full(4, 0.25), "kept": np.array([1.0, 0.0, 1.0, 0.0]),
        "W": np.ones((3, 4)), "blocks": np.ones((2, 4, 1)), "patches": np.zeros((0, 4, 1)),
    }  # fmt: skip
    called = [given[one] if isinstance(one, str) else one for one in arguments]
    with pytest.raises(DomainError, match=r"is empty, it has shape \(0, 4(, 1)?\) \(\w+\); give at least one point"):
        _named(name)(*called)


def _named(name: str) -> Any:
    """A function of one of the modules on coresets."""
    for module in pkgutil.iter_modules(quantities.__path__):
        if module.name.startswith("coreset_"):
            found = getattr(importlib.import_module(f"{quantities.__name__}.{module.name}"), name, None)
            if found is not None:
                return found
    raise AssertionError(f"no coreset quantity is called {name}")
