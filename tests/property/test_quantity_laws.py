"""Laws of the quantities of vectors: batch is loop, numpy is torch is ball, homogeneity, permutations, edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import balls
from lqtheory.errors import NormOverflowError
from lqtheory.quantities import all_quantities
from lqtheory.quantities.best_k_term import best_k_term_curve, best_k_term_error
from lqtheory.quantities.keep_counts import KEEP_TOLERANCE
from lqtheory.quantities.norms import log_lq_norm, lq_norm, power_sum, weak_lq_norm
from lqtheory.quantities.sparsity_indices import effective_sparsity, gini, hoyer, pqi, si

QUANTITIES = all_quantities()

EPS = float(np.finfo(np.float64).eps)
EXPONENTS = st.sampled_from([0.25, 0.5, 0.9, 1.0, 1.5, 2.0, 3.0]) | st.floats(0.1, 6.0)
SMALL_EXPONENTS = st.sampled_from([1e-6, 1e-3, 1 - 1e-12])
UNIT_EXPONENTS = st.sampled_from([0.25, 0.5, 0.9, 1 - 1e-12]) | st.floats(0.05, 0.95)
MAGNITUDES = st.sampled_from([0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 1 / 3]) | st.floats(-1e3, 1e3).filter(
    lambda v: v == 0.0 or abs(v) > 1e-3
)


@st.composite
def vectors(draw: Any, least: int = 1, nonzero: bool = False) -> np.ndarray:
    """Short vectors of the shapes on which theorems are tight: flat, two-level, power law, sparse, tied, arbitrary."""
    n = draw(st.integers(least, 10))
    kind = draw(st.sampled_from(["flat", "two-level", "power law", "sparse", "integers", "arbitrary"]))
    if kind == "flat":
        m = draw(st.integers(1, n))
        x = np.where(np.arange(n) < m, draw(st.floats(0.1, 10.0)), 0.0)
    elif kind == "two-level":
        m = draw(st.integers(1, n))
        x = np.where(np.arange(n) < m, 1.0, draw(st.floats(0.001, 1.0)))
    elif kind == "power law":
        x = np.arange(1.0, n + 1) ** -draw(st.floats(0.1, 4.0))
    elif kind == "sparse":
        x = np.array(draw(st.lists(st.just(0.0) | MAGNITUDES, min_size=n, max_size=n)))
    elif kind == "integers":
        x = np.array(draw(st.lists(st.integers(-3, 3), min_size=n, max_size=n)), dtype=np.float64)
    else:
        x = np.array(draw(st.lists(MAGNITUDES, min_size=n, max_size=n)))
    if nonzero and not x.any():
        x = np.ones(n)
    return x[np.array(draw(st.permutations(range(n))))]


@st.composite
def extreme_vectors(draw: Any) -> np.ndarray:
    """Entries from subnormal to 1e300, one huge and many tiny ones among them."""
    exponents = st.sampled_from([-300, -160, -20, 0, 20, 160, 300])
    entries = st.builds(lambda m, e: m * 10.0**e, st.floats(1.0, 9.0), exponents)
    entries |= st.sampled_from([5e-324, 1e-310, 2.2e-308, 0.0])
    return np.array(draw(st.lists(entries, min_size=1, max_size=8)))


def _two_exponents(draw: Any) -> tuple[float, float]:
    low, gap = draw(st.floats(0.1, 3.0)), draw(st.sampled_from([1.001, 1.5, 2.0, 4.0]))
    return low, low * gap


#: quantity -> remaining arguments for a vector of n entries.
PARAMETERS: dict[str, Callable[[Any, int], tuple[Any, ...]]] = {
    "log_lq_norm": lambda draw, n: (draw(EXPONENTS | SMALL_EXPONENTS | st.just(math.inf)),),
    "lq_norm": lambda draw, n: (draw(EXPONENTS | st.just(math.inf)),),
    "power_sum": lambda draw, n: (draw(EXPONENTS | SMALL_EXPONENTS),),
    "peak": lambda draw, n: (),
    "support_size": lambda draw, n: (),
    "weak_lq_norm": lambda draw, n: (draw(EXPONENTS | st.just(math.inf)),),
    "best_k_term_error": lambda draw, n: (draw(st.integers(0, n)), draw(EXPONENTS | st.just(math.inf))),
    "best_k_term_curve": lambda draw, n: (draw(EXPONENTS | st.just(math.inf)),),
    "tail_power_sum": lambda draw, n: (draw(st.integers(0, n)), draw(EXPONENTS | SMALL_EXPONENTS)),
    "order_statistic": lambda draw, n: (draw(st.integers(1, n)),),
    "best_k_term_approximation": lambda draw, n: (draw(st.integers(0, n)),),
    "effective_sparsity": lambda draw, n: draw(st.permutations([draw(EXPONENTS), draw(EXPONENTS | st.just(math.inf))])),
    "si": lambda draw, n: (draw(UNIT_EXPONENTS),),
    "pqi": lambda draw, n: _two_exponents(draw),
    "gini": lambda draw, n: (),
    "hoyer": lambda draw, n: (),
    "head_tail_ratio": lambda draw, n: (draw(st.integers(1, n)), draw(EXPONENTS)),
    "sap_retained_count": lambda draw, n: (*_two_exponents(draw), draw(st.floats(0.0, 2.0))),
    "kmin": lambda draw, n: (draw(st.sampled_from([0.0, 0.1, 0.5, 0.5**0.5, 1.0]) | st.floats(0, 1)), draw(EXPONENTS)),
    "magnitudes": lambda draw, n: (),
    "rising_tide": lambda draw, n: (draw(st.floats(0.0, 2.0)),),
    "bill_gates": lambda draw, n: (draw(st.floats(0.0, 2.0)),),
    "clone": lambda draw, n: (),
    "append_zero": lambda draw, n: (),
}

#: Undefined for the zero vector; Hoyer's index also for one entry.
NEEDS_NONZERO = frozenset({"effective_sparsity", "si", "pqi", "gini", "hoyer", "head_tail_ratio", "sap_retained_count"})

#: Results of cancellation: their error is relative to 1, not to the value.
ABSOLUTE = frozenset({"log_lq_norm", "si", "pqi", "gini", "hoyer"})

#: The same bits in any order of entries.
SORTED = frozenset({"effective_sparsity", "sap_retained_count"})

#: Values that scale like the vector to this power; a string names the exponent argument's position.
DEGREES: dict[str, Callable[[tuple[Any, ...]], float]] = {
    **dict.fromkeys(("lq_norm", "peak", "weak_lq_norm", "best_k_term_error", "best_k_term_curve"), lambda a: 1.0),
    **dict.fromkeys(("order_statistic", "best_k_term_approximation", "magnitudes", "clone"), lambda a: 1.0),
    **dict.fromkeys(sorted(NEEDS_NONZERO | {"support_size", "kmin"}), lambda a: 0.0),
    "power_sum": lambda a: a[0],
    "tail_power_sum": lambda a: a[1],
}

NAMES = sorted(PARAMETERS)


@st.composite
def cases(draw: Any, name: str) -> tuple[np.ndarray, tuple[Any, ...]]:
    """A vector and the remaining arguments of a quantity."""
    x = draw(vectors(2 if name == "hoyer" else 1, nonzero=name in NEEDS_NONZERO))
    return x, tuple(PARAMETERS[name](draw, x.size))


def _error(value: np.ndarray, other: np.ndarray, name: str) -> float:
    """Largest error, relative with a share for the size of the logarithm (exponentials of it amplify its rounding)."""
    value, other = np.asarray(value, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if name in ABSOLUTE:
        scale = np.maximum(1.0, np.abs(np.where(np.isfinite(other), other, 1.0)))
    else:
        positive = np.abs(other) > 0
        logs = np.abs(np.log(np.where(positive, np.abs(other), 1.0)))
        scale = np.where(positive, np.abs(other) * (1.0 + logs), 5e-324)
    with np.errstate(invalid="ignore"):
        difference = np.where(value == other, 0.0, np.abs(value - other))
    return float(np.max(difference / scale))


def test_every_quantity_of_a_vector_is_covered() -> None:
    covered = {*PARAMETERS, "robin_hood"}
    mine = {name for name, q in QUANTITIES.items() if q.arguments[0] == "x" and _is_of_this_room(q.array)}
    weighted = {name for name in mine if {"w", "omega", "a"} & set(QUANTITIES[name].arguments) and name not in covered}
    assert mine - covered - weighted == set()


def _is_of_this_room(function: Any) -> bool:
    modules = "norms best_k_term curves sparsity_indices instance_keep_counts pruning_rules operations weighted".split()
    return function.__module__ in {f"lqtheory.quantities.{m}" for m in modules}


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_numpy_torch_and_balls_agree(name: str, data: Any) -> None:
    torch = pytest.importorskip("torch")
    x, arguments = data.draw(cases(name))
    quantity = QUANTITIES[name]
    value = quantity.array(x, *arguments)
    tensor = quantity.array(torch.tensor(x), *arguments)
    assert tensor.dtype in (torch.float64, torch.int64)
    if name == "kmin":
        _check_keep_count(int(value), int(tensor), x, *arguments)
        return
    assert _error(tensor.numpy(), value, name) <= 1e-14
    with balls.precision(192):
        exact = quantity.ball(balls.ball_vector(x), *(a if isinstance(a, int) else balls.ball(a) for a in arguments))
        middle = [float(b.mid()) for b in exact] if isinstance(exact, list) else float(exact.mid())
    assert _error(value, np.array(middle), name) <= 1e-14


def _check_keep_count(value: int, tensor: int, x: np.ndarray, eta: float, p: float) -> None:
    """The counts lie between the exact ones for the tolerance and for one that is larger by the accepted tie."""
    with balls.precision(192):
        strict = QUANTITIES["kmin"].ball(balls.ball_vector(x), balls.ball(eta), balls.ball(p))
        generous = balls.ball(eta) * (1 + balls.ball(KEEP_TOLERANCE)) * (1 + balls.ball(2e-15))
        least = QUANTITIES["kmin"].ball(balls.ball_vector(x), generous, balls.ball(p))
    for count in (value, tensor):
        assert float(least.lower()) <= count <= float(strict.upper())


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_batch_is_the_loop_over_rows(name: str, data: Any) -> None:
    x, arguments = data.draw(cases(name))
    rows = np.stack([x, x[::-1], np.roll(2.0 * x, 1), x])
    batch = QUANTITIES[name].array(rows.reshape(2, 2, -1), *arguments)
    loop = np.stack([np.asarray(QUANTITIES[name].array(row, *arguments)) for row in rows])
    assert batch.shape == (2, 2, *loop.shape[1:])
    assert _error(batch.reshape(loop.shape), loop, name) <= 1e-15


@pytest.mark.parametrize("name", sorted(DEGREES))
@given(data=st.data(), scale=st.sampled_from([-1.0, 3.0, 1e-3, 1e5]))
def test_value_is_homogeneous(name: str, data: Any, scale: float) -> None:
    x, arguments = data.draw(cases(name))
    value = QUANTITIES[name].array(x, *arguments)
    scaled = QUANTITIES[name].array(scale * x, *arguments)
    if name == "kmin":
        assert int(scaled) == int(value)
        return
    factor = scale if name == "best_k_term_approximation" else abs(scale) ** DEGREES[name](arguments)
    assert _error(scaled, factor * np.asarray(value), name) <= 1e-14


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"magnitudes", "rising_tide", "clone", "append_zero"}))
@given(data=st.data())
def test_value_does_not_depend_on_order_or_signs(name: str, data: Any) -> None:
    x, arguments = data.draw(cases(name))
    if name == "best_k_term_approximation":
        return
    order = np.array(data.draw(st.permutations(range(x.size))))
    signs = np.array(data.draw(st.lists(st.sampled_from([-1.0, 1.0]), min_size=x.size, max_size=x.size)))
    value, other = (QUANTITIES[name].array(v, *arguments) for v in (x, (signs * x)[order]))
    # A sum in another order is rounded n - 1 times, a root 1/q multiplies that, and 1 - quotient keeps it.
    least = min([1.0, *(a for a in arguments if a > 0)])
    tolerance = (x.size + 2) * EPS / least if name in ABSOLUTE else 1e-15
    # Near exponents would multiply that without limit, so that these two sort before they sum.
    assert _error(other, value, name) <= (0.0 if name in SORTED else tolerance)


@given(x=vectors(), q=EXPONENTS, gap=st.floats(0.0, 3.0))
def test_norms_decrease_with_the_exponent_and_weak_is_below_strong(x: np.ndarray, q: float, gap: float) -> None:
    assert lq_norm(x, q + gap) <= lq_norm(x, q) * (1 + 1e-14)
    assert weak_lq_norm(x, q) <= lq_norm(x, q) * (1 + 1e-14)


@given(x=vectors(), p=EXPONENTS)
def test_curve_decreases_from_the_norm_to_exact_zeros(x: np.ndarray, p: float) -> None:
    curve = best_k_term_curve(x, p)
    assert curve.shape == (x.size + 1,)
    assert _error(curve[0], lq_norm(x, p), "lq_norm") <= 1e-14
    assert np.all(np.diff(curve) <= 1e-15 * curve[:-1])
    assert not curve[np.count_nonzero(x) :].any()
    assert _error(curve, np.array([best_k_term_error(x, k, p) for k in range(x.size + 1)]), "lq_norm") <= 1e-14


@given(x=vectors(nonzero=True), q=EXPONENTS, p=EXPONENTS, gap=st.floats(0.0, 2.0))
def test_effective_sparsity_is_symmetric_bounded_and_decreasing(x: np.ndarray, q: float, p: float, gap: float) -> None:
    value = effective_sparsity(x, q, p)
    assert value == effective_sparsity(x, p, q)
    assert 1 - 1e-14 <= value <= np.count_nonzero(x) * (1 + 1e-14)
    assert effective_sparsity(x, q + gap, p) <= value * (1 + 1e-13)


@given(x=vectors(2, nonzero=True), q=UNIT_EXPONENTS, pair=st.data())
def test_indices_stay_in_their_ranges(x: np.ndarray, q: float, pair: Any) -> None:
    low, high = _two_exponents(pair.draw)
    n = x.size
    assert n ** (1 - 1 / q) * (1 - 1e-13) <= si(x, q) <= 1 + 1e-14
    assert 0.0 <= pqi(x, low, high) <= 1 - n ** (1 / high - 1 / low) + 1e-15
    assert 0.0 <= gini(x) <= 1 - 1 / n
    assert 0.0 <= hoyer(x) <= 1.0


@given(x=vectors(2, nonzero=True), p=EXPONENTS, q=EXPONENTS)
def test_adding_zeros_changes_only_the_indices_that_count_them(x: np.ndarray, p: float, q: float) -> None:
    longer = np.append(x, [0.0, 0.0])
    assert _error(best_k_term_curve(longer, p)[: x.size + 1], best_k_term_curve(x, p), "lq_norm") <= 1e-15
    assert abs(effective_sparsity(longer, q, p) / effective_sparsity(x, q, p) - 1) <= 1e-14
    assert gini(longer) > gini(x)
    assert hoyer(longer) > hoyer(x) or hoyer(x) == 1.0
    assert pqi(longer, 0.5, 1.0) > pqi(x, 0.5, 1.0)


@given(x=vectors(2, nonzero=True))
def test_gini_is_the_mean_of_the_pruning_curve(x: np.ndarray) -> None:
    shares = best_k_term_curve(x, 1.0)[:-1] / lq_norm(x, 1.0)
    assert abs(gini(x) - (1 - 2 / x.size * (shares.sum() - 0.5))) <= 1e-14


@given(x=extreme_vectors(), q=EXPONENTS | SMALL_EXPONENTS)
def test_extreme_vectors_keep_their_digits(x: np.ndarray, q: float) -> None:
    with balls.precision(2200):  # powers of 1e300 and 1e-300 in one sum
        entries, exponent = balls.ball_vector(x), balls.ball(q)
        log_norm = float(QUANTITIES["log_lq_norm"].ball(entries, exponent).mid()) if x.any() else -math.inf
        errors = [float(b.mid()) for b in QUANTITIES["best_k_term_curve"].ball(entries, exponent)]
    assert _error(log_lq_norm(x, q), np.array(log_norm), "log_lq_norm") <= 1e-14
    if log_norm > 709.0:
        with pytest.raises(NormOverflowError, match="use log_norm"):
            lq_norm(x, 0.999 * q)
        return
    # Values below 1e-307 have fewer digits; sums over very different scales are products of rounded exponentials.
    normal = np.array(errors) > 1e-300
    single = np.array([best_k_term_error(x, k, q) for k in range(x.size + 1)])
    assert _error(single[normal], np.array(errors)[normal], "lq_norm") <= 1e-14 if normal.any() else True
    curve = best_k_term_curve(x, q)
    assert np.all(np.abs(curve[normal] / np.array(errors)[normal] - 1) <= 1e-12)
    assert np.array_equal(curve == 0.0, np.array(errors) == 0.0)


@given(x=st.floats(-1e300, 1e300), q=EXPONENTS | SMALL_EXPONENTS | st.just(math.inf))
def test_norm_of_one_entry_is_its_magnitude_for_every_exponent(x: float, q: float) -> None:
    assert lq_norm([x], q) == abs(x)
    assert best_k_term_curve([x], q).tolist() == [abs(x), 0.0]


@pytest.mark.parametrize("q", [1e-6, 1e-3, 0.5, 1 - 1e-12, 1.0, 2.0, math.inf])
def test_zero_vector_has_log_norm_minus_infinity_and_errors_zero(q: float) -> None:
    assert log_lq_norm([0.0, -0.0], q) == -math.inf
    assert lq_norm([0.0, -0.0], q) == 0.0
    assert not best_k_term_curve([0.0, 0.0], q).any()


@given(m=st.integers(1, 12), zeros=st.integers(0, 5), q=EXPONENTS, p=EXPONENTS, height=st.floats(1e-3, 1e3))
def test_flat_vectors_have_their_size_as_effective_sparsity(
    m: int, zeros: int, q: float, p: float, height: float
) -> None:
    assert abs(effective_sparsity([height] * m + [0.0] * zeros, q, p) / m - 1) <= 1e-14


@given(x=vectors(nonzero=True), q=st.sampled_from([0.3, 0.5, 1.0, 2.0]), gap=st.floats(1e-14, 0.02))
def test_effective_sparsity_is_continuous_at_equal_exponents(x: np.ndarray, q: float, gap: float) -> None:
    with balls.precision(256):
        exponents = balls.ball(q), balls.ball(q * (1 + gap))
        if exponents[0] == exponents[1]:
            return
        exact = float(QUANTITIES["effective_sparsity"].ball(balls.ball_vector(x), *exponents).mid())
    assert abs(effective_sparsity(x, q, q * (1 + gap)) / exact - 1) <= 1e-13


@given(x=vectors(), q=EXPONENTS)
def test_norm_is_a_power_of_the_power_sum(x: np.ndarray, q: float) -> None:
    assert _error(lq_norm(x, q), power_sum(x, q) ** (1 / q), "lq_norm") <= 1e-13
