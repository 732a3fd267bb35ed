"""Allocation of one budget over rows: the dossier's numbers, brute force, edges, ties, libraries and error texts."""

from __future__ import annotations

import itertools
import math
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError, NormOverflowError, ShapeError
from lqtheory.quantities.allocated_errors import QUANTITIES as ALLOCATED
from lqtheory.quantities.allocation import OBJECTIVES, allocate, allocate_by_scores, keep_mask
from lqtheory.quantities.allocation_curves import allocate_by_multiplier, allocate_convex_curves, lagrangian_bound
from lqtheory.quantities.allocation_dp import allocate_curves, allocate_layers, allocate_sum_of_norms
from lqtheory.quantities.allocation_minimax import allocate_minimax, tolerance_counts, weighted_curves
from lqtheory.quantities.best_k_term import best_k_term_error

ROWS: list[list[float]] = [[4, 1, 1], [3, 2, 0.5, 0.25]]
RESIDUALS = [44.625, 26.625, 10.625, 2.625, 1.625, 0.625, 0.125, 0]
COUNTS = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 2), (3, 3), (3, 4)]


def plain(values: Any) -> list[Any]:
    return [v.item() if hasattr(v, "item") else v for v in values]


def objective_value(objective: str, errors: np.ndarray, weights: np.ndarray, p: float) -> float:
    terms = weights * (errors**p if objective == "sum_of_powers" else errors)
    return float(terms.max() if objective == "maximum" else terms.sum())


def best_by_trying(objective: str, rows: list[Any], weights: np.ndarray, K: int, p: float) -> float:
    curves = [[float(best_k_term_error(row, k, p)) for k in range(len(row) + 1)] for row in rows]
    tried = (c for c in itertools.product(*(range(len(row) + 1) for row in rows)) if sum(c) <= K)
    return min(
        objective_value(objective, np.array([curve[k] for curve, k in zip(curves, c, strict=True)]), weights, p)
        for c in tried
    )


@pytest.mark.parametrize("K", range(8))
def test_the_reference_of_the_dossier(K: int) -> None:
    result = allocate("sum_of_powers", ROWS, [1, 2], K)
    assert tuple(result.counts.tolist()) == COUNTS[K]
    assert result.value == pytest.approx(RESIDUALS[K], rel=4e-16)
    assert result.bound == result.value


instances = st.builds(
    lambda rows, weights, K, p: (rows, np.array([weights[i % len(weights)] for i in range(len(rows))]), K, p),
    st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.0, -2.0]), min_size=1, max_size=4), min_size=1, max_size=3),
    st.lists(st.sampled_from([0.0, 0.25, 1.0, 1.0, 3.0]), min_size=1, max_size=3),
    st.integers(0, 12),
    st.sampled_from([0.5, 1.0, 2.0, 3.0]),
)  # fmt: skip


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=60, deadline=None)
@given(instance=instances)
def test_no_allocation_is_better(objective: str, instance: tuple[Any, ...]) -> None:
    rows, weights, K, p = instance
    result = allocate(objective, rows, weights, K, p)
    best = best_by_trying(objective, rows, weights, K, p)
    errors = np.array([float(best_k_term_error(row, k, p)) for row, k in zip(rows, result.counts, strict=True)])
    assert result.counts.sum() <= K
    assert result.value == pytest.approx(best, rel=1e-12, abs=1e-14)
    assert objective_value(objective, errors, weights, p) == pytest.approx(best, rel=1e-12, abs=1e-14)
    assert result.bound == pytest.approx(best, rel=1e-12, abs=1e-14)


@settings(max_examples=60, deadline=None)
@given(instance=instances)
def test_multipliers_bound_every_allocation(instance: tuple[Any, ...]) -> None:
    rows, weights, K, p = instance
    scores = [weights[i] * np.abs(row) ** p for i, row in enumerate(rows)]
    curves = [np.append(np.cumsum(np.sort(s))[::-1], 0.0) for s in scores]
    result = allocate_by_scores(rows, weights, K, p)
    assert lagrangian_bound(curves, K, result.threshold**p) == pytest.approx(result.value, rel=1e-12, abs=1e-12)
    greedy = allocate_convex_curves(curves, K)
    assert greedy.value == pytest.approx(result.value, rel=1e-12, abs=1e-12)
    assert lagrangian_bound(curves, K, greedy.threshold) == pytest.approx(result.value, rel=1e-12, abs=1e-12)
    norms = [curve for table in weighted_curves(rows, weights, p, "") for curve in table]
    loose = allocate_by_multiplier(norms, K)
    best = allocate_curves(norms, K, exact=True).value
    assert loose.bound <= best + 1e-12 * (1 + best)
    assert loose.value >= best - 1e-12 * (1 + best)
    assert loose.counts.sum() <= K


def test_greedy_steps_fail_for_sums_of_norms() -> None:
    flat = [1.0, 1.0, 1.0, 1.0]
    result = allocate("sum_of_norms", [flat, flat], None, 4)
    assert sorted(result.counts.tolist()) == [0, 4]
    assert result.value == 2.0
    with pytest.raises(DomainError, match=r"curve 0 is not convex \(allocate_convex_curves\); use allocate_curves"):
        allocate_convex_curves(weighted_curves(flat, None, 2.0, "")[0], 2)


def test_everything_kept_leaves_nothing_and_zeros_are_not_kept(xp: ModuleType) -> None:
    rows = xp.asarray([[1.0, 0.0, -2.0], [0.0, 0.0, 0.0]], dtype=xp.float64)
    for objective in OBJECTIVES:
        for K in (6, 100):
            result = allocate(objective, rows, None, K)
            assert (result.value, plain(result.counts)) == (0.0, [2, 0])
        nothing = allocate(objective, rows, None, 0)
        assert plain(nothing.counts) == [0, 0]


def test_equal_scores_go_to_the_first_rows(xp: ModuleType) -> None:
    rows = xp.asarray([[1.0, 1.0], [1.0, 1.0], [3.0, 1.0]], dtype=xp.float64)
    assert plain(allocate_by_scores(rows, None, 4).counts) == [2, 1, 1]
    assert plain(allocate_by_scores(rows, None, 2).counts) == [1, 0, 1]


def test_libraries_and_shapes_agree(xp: ModuleType, rng: np.random.Generator) -> None:
    table, weights = rng.standard_normal((7, 5)), rng.random(7)
    ours = xp.asarray(table, dtype=xp.float64)
    for objective in OBJECTIVES:
        result = allocate(objective, ours, xp.asarray(weights, dtype=xp.float64), 11)
        pieces = allocate(objective, [table[0], table[1:4], table[4:]], weights, 11)
        assert plain(result.counts) == plain(pieces.counts)
        assert result.value == pytest.approx(pieces.value, rel=1e-14)
        assert type(result.counts) is type(ours)


def test_extreme_scales_neither_vanish_nor_overflow() -> None:
    rows = [[1e200, 1e-200], [2e-200, 3e-200]]
    assert allocate_by_scores(rows, None, 2).counts.tolist() == [1, 1]
    with pytest.raises(NormOverflowError, match=r"the value exceeds 1.8e308 \(allocate_by_scores\)"):
        allocate_by_scores(rows, None, 0)
    with pytest.raises(NormOverflowError, match="a weighted magnitude exceeds"):
        allocate_by_scores([[1e300]], 1e300, 0)


def test_one_tolerance_for_all_rows() -> None:
    result = allocate_minimax(ROWS, [1.0, 2.0], 3, math.inf)
    assert (result.counts.tolist(), result.value) == ([1, 2], 1.0)
    assert tolerance_counts(ROWS, result.value, [1.0, 2.0], math.inf).tolist() == [1, 2]
    assert tolerance_counts(ROWS, math.inf).tolist() == [0, 0]
    assert tolerance_counts(ROWS, 0.0).tolist() == [3, 4]


def test_masks_keep_the_largest(xp: ModuleType) -> None:
    rows = xp.asarray([[1.0, -2.0, 2.0], [0.0, 0.0, 5.0]], dtype=xp.float64)
    mask = keep_mask(rows, [1, 2])
    assert mask.tolist() == [[False, True, False], [True, False, True]]
    parts = keep_mask([rows, rows[0]], [1, 0, 2])
    assert parts[0].tolist() == [[False, True, False], [False, False, False]]
    assert parts[1].tolist() == [False, True, True]


def test_masks_refuse_counts_that_do_not_fit() -> None:
    with pytest.raises(DomainError, match=r"counts must be at least 0 and at most the row lengths \(keep_mask\)"):
        keep_mask(ROWS, [4, 0])
    with pytest.raises(DomainError, match=r"counts must be integers, got float64"):
        keep_mask(ROWS, [1.0, 2.0])
    with pytest.raises(DomainError, match=r"counts has shape \(1,\), allowed is \(2,\)"):
        keep_mask(ROWS, [1])


def test_layers_share_a_budget(rng: np.random.Generator) -> None:
    layers = [rng.standard_normal((2, 2)), rng.standard_normal(3), np.ones((2, 1))]
    c = np.array([1.0, 0.5, 2.0])
    for K in range(10):
        result = allocate_layers(layers, c, K)
        flat = [layer.ravel() for layer in layers]
        assert result.value == pytest.approx(best_by_trying("sum_of_norms", flat, c, K, 2.0), rel=1e-13, abs=1e-15)
        assert result.counts.sum() <= K
        coarse = allocate_layers(layers, c, K, step=2)
        assert coarse.value >= result.value * (1 - 1e-12)
        assert coarse.counts.sum() <= K
    assert allocate_layers(layers, c, 9, step=5).value == 0.0


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_bad_input_is_named(objective: str) -> None:
    with pytest.raises(DomainError, match=r"K=-1 is outside \{0,1,...\}"):
        allocate(objective, ROWS, None, -1)
    with pytest.raises(InputTypeError, match="K must be an integer"):
        allocate(objective, ROWS, None, 1.5)  # type: ignore[arg-type]
    with pytest.raises(ShapeError, match=r"weights has shape \(3,\), allowed is \(2,\)"):
        allocate(objective, ROWS, [1, 1, 1], 1)
    with pytest.raises(DomainError, match="weights must be >= 0 in every row"):
        allocate(objective, ROWS, [1, -1], 1)
    with pytest.raises(DomainError, match="must be finite"):
        allocate(objective, [[1.0, math.nan]], None, 1)
    with pytest.raises(DomainError, match=r"there are no rows"):
        allocate(objective, [], None, 1)


def test_other_bad_input_is_named() -> None:
    with pytest.raises(DomainError, match="objective='mean' is not one of 'sum_of_powers', 'maximum', 'sum_of_norms'"):
        allocate("mean", ROWS, None, 1)
    with pytest.raises(DomainError, match=r"curve 0 increases \(allocate_curves\); errors fall with the keep count"):
        allocate_curves([[0.0, 1.0]], 1)
    with pytest.raises(DomainError, match=r"there are no curves \(allocate_curves\)"):
        allocate_curves([], 1)
    with pytest.raises(ShapeError, match=r"curve 0 has shape \(1, 2\)"):
        allocate_curves([[[1.0, 0.0]]], 1)
    with pytest.raises(DomainError, match=r"tolerance=-1\.0 is outside"):
        tolerance_counts(ROWS, -1.0)
    with pytest.raises(DomainError, match="layers must be a nonempty list of arrays"):
        allocate_layers([], None, 1)
    with pytest.raises(DomainError, match="weights must be finite and >= 0 in every layer"):
        allocate_layers([[1.0]], -1.0, 1)
    assert allocate_sum_of_norms([1.0], None, 1).value == 0.0


@pytest.mark.parametrize("quantity", ALLOCATED, ids=lambda quantity: quantity.name)
@pytest.mark.parametrize("p", [0.5, 1.0, 2.0])
def test_least_errors_are_those_of_all_counts_in_balls(quantity, p, rng) -> None:
    for n, d in ((6, 2), (7, 3), (5, 9), (4, 1)):
        x = np.round(rng.standard_normal(n) ** 3, 2)
        for k in range(n + 1):
            with precision(113):
                exact = quantity.ball([ball(v) for v in x], d, k, ball(p))
            assert quantity.array(x, d, k, p) == pytest.approx(float(exact.mid()), rel=1e-13, abs=1e-300)


def test_least_errors_refuse_what_is_no_budget() -> None:
    for quantity in ALLOCATED:
        with pytest.raises(DomainError, match="k=4 is outside"):
            quantity.array([1.0, 2.0, 3.0], 2, 4, 2.0)
        with pytest.raises(DomainError, match="d=0 is outside"):
            quantity.array([1.0, 2.0, 3.0], 0, 1, 2.0)
