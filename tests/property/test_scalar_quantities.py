"""Laws of the scalar quantities: worst case, Stechkin, weak class, weighted class, keep counts, retained counts."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lqtheory import balls
from lqtheory.quantities import all_quantities
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.keep_counts import (
    kmin,
    kmin_exact,
    kmin_stechkin_count,
    kmin_worst_case,
    sharp_keep_threshold,
)
from lqtheory.quantities.norms import lq_norm, power_sum
from lqtheory.quantities.pruning_rules import head_tail_ratio, pqi_retain, pqi_retain_sharp
from lqtheory.quantities.sparsity_indices import effective_sparsity, pqi
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.weak_lq import weak_lq_bound, weak_lq_dimension_free_bound
from lqtheory.quantities.weighted import (
    budget_tail_error,
    weighted_best_k_term_error,
    weighted_lq_norm,
    weighted_power_sum,
    weighted_worst_case,
    weighted_worst_case_extremal,
)
from lqtheory.quantities.worst_case import log_worst_case, worst_case, worst_case_argmax

QUANTITIES = all_quantities()

EXPONENTS = st.sampled_from([0.25, 0.5, 1.0, 1.5, 2.0, 3.0]) | st.floats(0.05, 6.0)
WITH_INFINITY = EXPONENTS | st.just(math.inf)
SHARES = st.sampled_from([0.5, 0.1, 0.25, 0.5**0.5]) | st.floats(1e-6, 1.0, exclude_max=True)


@st.composite
def counts(draw: Any, largest: int = 40) -> tuple[int, int]:
    """Pairs 0 <= k < n."""
    n = draw(st.integers(1, largest))
    return draw(st.integers(0, n - 1)), n


@st.composite
def ordered_exponents(draw: Any) -> tuple[float, float]:
    """Pairs q < p, ratios of small integers among them."""
    q = draw(st.sampled_from([0.25, 0.5, 1.0]) | st.floats(0.05, 3.0))
    return q, q * draw(st.sampled_from([2.0, 1.5, 4.0, 1.25]) | st.floats(1.001, 20.0))


@st.composite
def positive_vectors(draw: Any) -> np.ndarray:
    """Short nonzero vectors: flat ones, which meet boundaries exactly, and arbitrary ones."""
    n = draw(st.integers(1, 12))
    if draw(st.booleans()):
        return np.where(np.arange(n) < draw(st.integers(1, n)), 1.0, 0.0)
    return np.array(draw(st.lists(st.floats(1e-3, 10.0), min_size=n, max_size=n)))


def _ball(name: str, *arguments: Any, bits: int = 256) -> Any:
    with balls.precision(bits):
        return QUANTITIES[name].ball(*(a if isinstance(a, int) else balls.ball(a) for a in arguments))


def _close(value: float, exact: Any, allowed: float = 1e-14) -> bool:
    """Relative error, with a share for the size of the logarithm, which exponentials and powers amplify."""
    middle = float(exact.mid())
    if value == middle:
        return True
    return abs(value - middle) <= allowed * (1.0 + abs(math.log(abs(middle)))) * abs(middle)


@given(pair=counts(), q=WITH_INFINITY, p=WITH_INFINITY)
def test_worst_case_is_its_definition_in_balls(pair: tuple[int, int], q: float, p: float) -> None:
    k, n = pair
    # Each of the two factors rounds by its own logarithm, also where they cancel.
    sizes = math.log(n) * (1 / q + 1 / p)
    assert _close(worst_case(k, n, q, p), _ball("worst_case", k, n, q, p), 1e-15 * (10 + sizes))
    exact = float(_ball("log_worst_case", k, n, q, p).mid())
    assert abs(log_worst_case(k, n, q, p) - exact) <= 1e-15 * (1 + sizes)
    assert _ball("worst_case_argmax", k, n, q, p).contains(worst_case_argmax(k, n, q, p))


@given(pair=counts(), q=WITH_INFINITY, p=WITH_INFINITY)
@example(pair=(1, 1000), q=0.9, p=1.0)
@example(pair=(0, 1), q=2.0, p=1.0)
@example(pair=(0, 7), q=1.5, p=1.5)
@example(pair=(3, 8), q=2.0, p=2.0)
def test_argmax_is_the_smallest_maximiser(pair: tuple[int, int], q: float, p: float) -> None:
    k, n = pair
    m = worst_case_argmax(k, n, q, p)
    inverse_p, inverse_q = (Fraction(0) if math.isinf(e) else 1 / Fraction(e) for e in (p, q))
    with balls.precision(512):
        values = {
            j: balls.ball(j - k).log() * balls.ball(inverse_p) - balls.ball(j).log() * balls.ball(inverse_q)
            for j in range(k + 1, n + 1)
        }
        flat = k == 0 and inverse_p == inverse_q  # then every m gives the value 1
        assert all(not values[j] > values[m] for j in values)
        assert all(flat or values[j] < values[m] or j == m or (q == p == math.inf) for j in range(k + 1, m))
        assert m == k + 1 if flat or (q == p == math.inf) else True


@given(k=st.integers(0, 10**6), extra=st.integers(1, 10**9), pair=ordered_exponents())
def test_worst_case_in_high_dimension_agrees_with_the_window_of_the_balls(
    k: int, extra: int, pair: tuple[float, float]
) -> None:
    q, p = pair
    n = k + extra
    exact = _ball("log_worst_case", k, n, q, p)
    value = log_worst_case(k, n, q, p)
    assert abs(value - float(exact.mid())) <= 1e-14 * (1 + abs(value))
    assert _ball("worst_case_argmax", k, n, q, p).contains(worst_case_argmax(k, n, q, p))


@given(k=st.integers(1, 3000), q=st.floats(0.2, 1.0), width=st.floats(0.0, 0.5), share=st.floats(0.0, 1.0))
def test_ball_worst_case_encloses_all_exponents_of_its_balls(k: int, q: float, width: float, share: float) -> None:
    n, p = 10 * k + 4000, 1.5
    with balls.precision(128):
        wide = QUANTITIES["worst_case"].ball(k, n, balls.hull(q, q + width), balls.ball(p))
        assert wide.overlaps(_ball("worst_case", k, n, q + share * width, p))


@given(k=st.integers(1, 60), pair=ordered_exponents(), extra=st.integers(1, 200))
def test_stechkin_bound_dominates_and_is_met_where_the_maximiser_is_an_integer(
    k: int, pair: tuple[float, float], extra: int
) -> None:
    q, p = pair
    bound = stechkin_bound(k, q, p)
    assert _close(bound, _ball("stechkin_bound", k, q, p))
    assert worst_case(k, k + extra, q, p) <= bound * (1 + 1e-13)
    peak = k * Fraction(p) / (Fraction(p) - Fraction(q))
    if peak.denominator == 1 and peak <= k + extra:
        assert abs(worst_case(k, k + extra, q, p) / bound - 1) <= 1e-13


@given(n=st.integers(2, 40), q=EXPONENTS, p=EXPONENTS)
def test_power_of_the_worst_case_is_convex_and_decreasing_in_k(n: int, q: float, p: float) -> None:
    values = [worst_case(k, n, q, p) ** p for k in range(n + 1)]
    assert all(a >= b for a, b in itertools.pairwise(values))
    assert all(
        2 * b <= (a + c) * (1 + 1e-12)
        for a, b, c in zip(values, values[1:], values[2:], strict=False)
        if a + c > 1e-290
    )


@given(x=positive_vectors(), k=st.integers(0, 12), q=EXPONENTS, p=WITH_INFINITY)
def test_no_vector_beats_the_worst_case_and_the_flat_one_meets_it(x: np.ndarray, k: int, q: float, p: float) -> None:
    assume(k < x.size)
    bound = worst_case(k, x.size, q, p)
    assert best_k_term_error(x, k, p) <= bound * lq_norm(x, q) * (1 + 1e-13)
    flat = np.where(np.arange(x.size) < worst_case_argmax(k, x.size, q, p), 1.0, 0.0)
    assert abs(best_k_term_error(flat, k, p) / (bound * lq_norm(flat, q)) - 1) <= 1e-13


@given(k=st.integers(0, 50), extra=st.integers(1, 3000), q=EXPONENTS, p=EXPONENTS)
def test_weak_bound_is_the_sum_over_the_power_law(k: int, extra: int, q: float, p: float) -> None:
    n = k + extra
    value = weak_lq_bound(k, n, q, p)
    terms = [(k + 1) / i for i in range(k + 1, n + 1)]
    relative = math.fsum(t ** (p / q) for t in terms) ** (1 / p)
    # The root amplifies the rounding of the sum and of p/q by the size of the exponents.
    allowed = 1e-15 * (10 + 10 / p + math.log(n) / q)
    assert abs(value / (relative * (k + 1) ** (-1 / q)) - 1) <= allowed
    if p > q and k >= 1:
        assert value <= weak_lq_dimension_free_bound(k, q, p) * (1 + 1e-14)
        assert value <= weak_lq_bound(k, math.inf, q, p) * (1 + 1e-14)


@given(k=st.integers(0, 10**5), q=st.floats(0.05, 3.0), ratio=st.sampled_from([1 + 1e-9, 1.01, 1.5, 2.0, 40.0, 1e4]))
def test_weak_bound_of_the_infinite_power_law_is_a_zeta_value(k: int, q: float, ratio: float) -> None:
    p = q * ratio
    exact = _ball("weak_lq_bound", k, math.inf, q, p, bits=512)
    assume(exact.is_finite() and float(exact.mid()) > 1e-290)
    # p/q - 1 inherits the cancellation of the exponents themselves, not of the formula.
    assert _close(weak_lq_bound(k, math.inf, q, p), exact, 1e-15 * (10 + math.log(k + 1) / q))


@st.composite
def weighted_cases(draw: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vector and two weight vectors of one length."""
    n = draw(st.integers(1, 8))
    weights = st.sampled_from([1.0, 2.0, 0.5]) | st.floats(0.1, 10.0)
    entries = st.sampled_from([0.0, 1.0]) | st.floats(-5.0, 5.0)
    draws = [draw(st.lists(s, min_size=n, max_size=n)) for s in (entries, weights, weights)]
    return tuple(np.array(d) for d in draws)  # type: ignore[return-value]


@given(case=weighted_cases(), k=st.integers(0, 8), pair=ordered_exponents())
def test_weighted_worst_case_bounds_its_class_and_is_attained(
    case: tuple[np.ndarray, np.ndarray, np.ndarray], k: int, pair: tuple[float, float]
) -> None:
    (x, omega, a), (q, p) = case, pair
    assume(k < x.size and p / q < 50)
    bound = weighted_worst_case(k, omega, a, q, p)
    mass = weighted_power_sum(x, omega, q)
    if mass > 1e-100:
        assert weighted_best_k_term_error(x, a, k, p) <= bound * mass ** (1 / q) * (1 + 1e-12)
    extremal = weighted_worst_case_extremal(k, omega, a, q, p)
    assert abs(weighted_power_sum(extremal, omega, q) - 1) <= 1e-12
    assert abs(weighted_best_k_term_error(extremal, a, k, p) / bound - 1) <= 1e-12


@given(n=st.integers(1, 12), k=st.integers(0, 12), pair=ordered_exponents())
def test_weighted_worst_case_without_weights_is_the_worst_case(n: int, k: int, pair: tuple[float, float]) -> None:
    assume(k <= n)
    value, plain = float(weighted_worst_case(k, np.ones(n), np.ones(n), *pair)), worst_case(k, n, *pair)
    assert abs(value - plain) <= 1e-13 * (1 + abs(math.log(plain)) if plain else 1) * plain


@given(case=weighted_cases(), k=st.integers(0, 8), q=EXPONENTS, p=EXPONENTS, budget=st.floats(0.0, 50.0))
def test_weighted_array_versions_agree_with_balls(
    case: tuple[np.ndarray, np.ndarray, np.ndarray], k: int, q: float, p: float, budget: float
) -> None:
    x, omega, a = case
    assume(k <= x.size)
    q, p = min(q, p), max(q, p)
    with balls.precision(256):
        bx, bo, ba = (balls.ball_vector(v) for v in case)
        bq, bp = balls.ball(q), balls.ball(p)
        checks = (
            (weighted_power_sum(x, omega, q), QUANTITIES["weighted_power_sum"].ball(bx, bo, bq)),
            (weighted_lq_norm(x, omega, p), QUANTITIES["weighted_lq_norm"].ball(bx, bo, bp)),
            (weighted_best_k_term_error(x, a, k, p), QUANTITIES["weighted_best_k_term_error"].ball(bx, ba, k, bp)),
            (weighted_worst_case(k, omega, a, q, p), QUANTITIES["weighted_worst_case"].ball(k, bo, ba, bq, bp)),
            (
                budget_tail_error(x, omega, budget, p),
                QUANTITIES["budget_tail_error"].ball(bx, bo, balls.ball(budget), bp),
            ),
        )
    for value, exact in checks:
        decided = exact.rad() <= 1e-50 * abs(exact.mid())  # the budget may leave the prefix, and so the error, open
        assert _close(float(value), exact, 1e-13) if decided else exact.contains(float(value))


@given(x=positive_vectors(), eta=SHARES, pair=ordered_exponents())
def test_keep_counts_are_ordered_and_sufficient(x: np.ndarray, eta: float, pair: tuple[float, float]) -> None:
    q, p = pair
    n, s = x.size, max(1.0, float(effective_sparsity(x, q, p)))
    own, exact = int(kmin(x, eta, p)), kmin_exact(s, eta, q, p, n)
    worst, closed = kmin_worst_case(s, eta, q, p, n), kmin_stechkin_count(s, eta, q, p)
    assert own <= exact <= worst <= min(n, closed)
    assert exact <= kmin_exact(s, eta, q, p)
    assert best_k_term_error(x, own, p) <= eta * lq_norm(x, p) * (1 + 2e-12)
    assert own == 0 or best_k_term_error(x, own - 1, p) > eta * lq_norm(x, p)


@given(k=st.integers(1, 30), share=SHARES, a=st.sampled_from([0.5, 0.25, 0.9]) | st.floats(0.02, 0.98), extra=st.data())
def test_sharp_threshold_is_its_definition_in_balls(k: int, share: float, a: float, extra: Any) -> None:
    n = extra.draw(st.none() | st.integers(k, k + 60))
    value = sharp_keep_threshold(k, share, a, n)
    with balls.precision(192):
        exact = QUANTITIES["sharp_keep_threshold"].ball(k, balls.ball(share), balls.ball(a), n)
    assert _close(value, exact) if math.isfinite(value) else not exact.is_finite()


@given(x=positive_vectors(), k=st.integers(1, 12), a=st.floats(0.05, 0.95))
def test_no_distribution_is_below_the_sharp_threshold(x: np.ndarray, k: int, a: float) -> None:
    shares = np.sort(x)[::-1] / x.sum()
    tail = float(shares[k:].sum()) * (1 - 1e-14)  # rounded up, the share of a flat vector is that of no vector at all
    assume(k < x.size and 0.0 < tail < 1.0)
    assert power_sum(shares, a) >= sharp_keep_threshold(k, tail, a, x.size) * (1 - 1e-12)


@given(x=positive_vectors(), r=st.integers(1, 12), pair=ordered_exponents())
def test_retained_counts_are_necessary_and_ordered(x: np.ndarray, r: int, pair: tuple[float, float]) -> None:
    assume(r <= x.size)
    low, high = pair
    index, eta = float(pqi(x, low, high)), float(head_tail_ratio(x, r, low))
    assume(index < 1.0)
    bound = pqi_retain(x.size, index, eta, low, high)
    assert bound <= r * (1 + 1e-11)
    sharp = pqi_retain_sharp(x.size, index, eta, low, high)
    assert math.ceil(bound * (1 - 1e-11)) <= sharp <= r


@given(d=st.integers(1, 30), index=st.floats(0.0, 0.9), eta=st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0.0, 3.0))
def test_retained_count_agrees_with_its_definition_in_balls(d: int, index: float, eta: float) -> None:
    low, high = 0.5, 1.0
    assert _close(pqi_retain(d, index, eta, low, high), _ball("pqi_retain", d, index, eta, low, high))
    try:
        value = pqi_retain_sharp(d, index, eta, low, high)
    except ValueError as error:
        assert "no vector has this (d, I, eta)" in str(error)  # noqa: PT017 - either outcome is legal
        return
    exact = _ball("pqi_retain_sharp", d, index, eta, low, high)
    assert exact.contains(value)
