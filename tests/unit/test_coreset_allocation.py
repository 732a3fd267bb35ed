"""Samples shared out over classes: the values of the dossier, optimality, edges and errors."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.coreset_allocation import allocate_samples, allocate_to_largest_error, water_filling
from lqtheory.quantities.coreset_allocation_integers import (
    allocate_integer_samples,
    keep_largest_sensitivities,
    neyman_mean_square,
    neyman_probabilities,
)
from lqtheory.quantities.coreset_class_errors import (
    BernsteinErrors,
    MeanSquareErrors,
    SquareRootErrors,
    bernstein_error_at_slope,
    bernstein_samples,
)

FOUR = SquareRootErrors([4, 1, 9, 0.25], [2, 3, 0.5, 0])


@pytest.mark.parametrize(
    ("budget", "counts", "multiplier", "value"),
    [
        (60, [18.364821, 16.422570, 19.566888, 5.645721], 0.0186363507, 1.9192294084),
        (120, [37.931730, 32.068270, 40.0, 10.0], 0.0056705468, 1.2925553586),
    ],
)
def test_square_root_allocation_of_the_dossier(
    budget: float, counts: list[float], multiplier: float, value: float
) -> None:
    result = allocate_samples(FOUR, budget, floors=1, caps=[40, 40, 40, 10])
    assert result.counts.tolist() == pytest.approx(counts, abs=6e-7)
    assert result.multiplier == pytest.approx(multiplier, abs=6e-11)
    assert result.value == pytest.approx(value, abs=6e-11)
    assert result.residual <= 1e-12


def test_pure_square_roots_are_shared_by_cube_roots() -> None:
    result = allocate_samples(SquareRootErrors([1, 8, 27], [0, 0, 0]), 36)
    assert result.counts.tolist() == pytest.approx([6, 12, 18], rel=1e-14)
    assert result.value == pytest.approx(math.sqrt(6), rel=1e-14)
    rng = np.random.default_rng(1)
    a, c = rng.gamma(1.0, 5.0, 20), rng.gamma(1.0, 1.0, 20) + 0.1
    shares = np.cbrt(c**2 * a)
    result = allocate_samples(SquareRootErrors(a, np.zeros(20), c), 500, floors=0)
    assert result.value == pytest.approx(float(shares.sum() ** 1.5 / math.sqrt(500)), rel=1e-13)
    b = rng.gamma(1.0, 5.0, 20)
    pure = allocate_samples(SquareRootErrors(np.zeros(20), b, c), 500, floors=0).counts
    assert (pure / np.sqrt(c * b)).tolist() == pytest.approx([500 / np.sqrt(c * b).sum()] * 20, rel=1e-12)


def test_bernstein_allocation_of_the_dossier() -> None:
    result = allocate_samples(BernsteinErrors([10, 40, 5], [1, 1, 2]), 150, floors=1, caps=[100, 100, 30])
    assert result.counts.tolist() == pytest.approx([44.32184273, 75.67815727, 30.0], abs=6e-9)
    assert result.multiplier == pytest.approx(0.009416657165, abs=6e-13)
    assert result.value == pytest.approx(3.241625728928, abs=6e-13)
    assert result.residual <= 1e-12


def test_bernstein_errors_of_the_dossier_and_their_inverse() -> None:
    errors = BernsteinErrors([10, 10, 10])
    values = errors.values([5, 50, 500])
    assert values.tolist() == pytest.approx([2.774851773446, 0.702626134278, 0.206777746931], abs=6e-13)
    assert bernstein_samples(values, 10.0).tolist() == pytest.approx([5, 50, 500], rel=1e-13)


def test_rate_of_bernstein_errors_is_inverted_over_all_magnitudes() -> None:
    t = np.concatenate([np.logspace(-250, 250, 1001), np.linspace(364.0, 365.0, 101)])
    e = bernstein_error_at_slope(t)
    assert np.max(np.abs(1.5 * e * e * (e / (6 + e)) / t - 1)) <= 4e-15
    v = 3 * e**2 / (6 + 2 * e)  # A/m; h of the dossier
    assert np.max(np.abs(v**2 * (1 / 3 + (v / 9 + 1) / np.sqrt(v**2 / 9 + 2 * v)) / t - 1)[300:700]) <= 1e-12


def test_mean_square_allocation_of_the_dossier_is_water_filling() -> None:
    expected = [10.285714285714286, 5.142857142857143, 2.5714285714285716, 12.0]
    assert water_filling([4, 2, 1, 10], 30, [50, 50, 50, 12]).tolist() == pytest.approx(expected, rel=1e-15)
    result = allocate_samples(MeanSquareErrors([16, 4, 1, 100]), 30, floors=0, caps=[50, 50, 50, 12])
    assert result.counts.tolist() == pytest.approx(expected, rel=1e-13)


def test_least_largest_error_equalises_free_classes() -> None:
    A, c = [10, 40, 5], [1, 1, 2]
    result = allocate_to_largest_error(A, 150, c, floors=1, caps=[100, 100, 30])
    values = BernsteinErrors(A, c).values(result.counts)
    assert values[:2].tolist() == pytest.approx([result.multiplier] * 2, rel=1e-12)
    assert result.value == values[2] > result.multiplier  # at its cap
    assert math.fsum(result.counts) <= 150
    free = allocate_to_largest_error(A, 150, c)
    assert free.value == pytest.approx(free.multiplier, rel=1e-12)
    expected = sum(a * (2 * w**2 / free.value**2 + 2 * w / (3 * free.value)) for a, w in zip(A, c, strict=True))
    assert expected == pytest.approx(150, rel=1e-12)


def _errors(kind: int, rng: np.random.Generator, r: int) -> Any:
    c = rng.gamma(1.0, 1.0, r) + 0.05
    if kind == 0:
        return SquareRootErrors(rng.gamma(0.5, 5.0, r), rng.gamma(0.5, 5.0, r) * rng.integers(0, 2, r), c)
    return BernsteinErrors(rng.gamma(0.5, 9.0, r), c) if kind == 1 else MeanSquareErrors(rng.gamma(0.5, 9.0, r), c)


@given(st.integers(0, 2), st.integers(1, 12), st.floats(1.05, 60.0), st.integers(0, 2**32 - 1))
def test_no_transfer_between_two_classes_improves(kind: int, r: int, share: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    errors, high = _errors(kind, rng, r), rng.uniform(1.0, 60.0, r)
    result = allocate_samples(errors, share * r, 1.0, high)
    counts = result.counts
    assert result.residual <= 1e-9
    assert math.fsum(counts) <= share * r
    assert (counts >= 1.0).all()
    assert (counts <= high).all()
    step = 1e-3
    for i, j in itertools.permutations(range(r), 2):
        if counts[i] + step <= high[i] and counts[j] - step >= 1.0:
            moved = counts.copy()
            moved[i] += step
            moved[j] -= step
            assert errors.values(moved).sum() >= result.value * (1 - 1e-14)


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_whole_samples_are_optimal_by_brute_force(kind: int) -> None:
    rng = np.random.default_rng(kind)
    for _ in range(12):
        errors, budget = _errors(kind, rng, 3), int(rng.integers(3, 21))
        caps = rng.integers(2, 12, 3)
        every = itertools.product(*(range(1, min(h, budget) + 1) for h in caps))
        best = min(errors.values(np.array(m)).sum() for m in every if sum(m) <= budget)
        result = allocate_integer_samples(errors, budget, 1, caps)
        assert result.value == pytest.approx(best, rel=1e-13)
        assert result.counts.sum() <= budget


def test_whole_samples_of_the_dossier() -> None:
    result = allocate_integer_samples(SquareRootErrors([4, 1, 9], [2, 3, 0.5]), 14)
    assert result.counts.tolist() == [5, 5, 4]
    assert result.counts.dtype == np.int64
    assert result.value == pytest.approx(3.966640786500, abs=6e-13)


def test_short_cut_of_whole_samples_is_the_plain_greedy() -> None:
    rng = np.random.default_rng(7)
    for kind, budget in itertools.product(range(3), (31, 60, 997)):
        errors = _errors(kind, rng, 30)
        counts = np.ones(30)
        for _ in range(budget - 30):
            gains = errors.values(counts) - errors.values(counts + 1)
            counts[int(np.argmax(gains))] += 1
        result = allocate_integer_samples(errors, budget)
        assert result.value == pytest.approx(float(errors.values(counts).sum()), rel=1e-13)


def test_kept_edges_beat_every_other_choice() -> None:
    rng = np.random.default_rng(3)
    s, c = [rng.random(4), rng.random(3)], [1.0, 2.5]
    scores = np.concatenate([c[0] * s[0], c[1] * s[1]])
    for M in range(9):
        kept = keep_largest_sensitivities(s, M, c)
        every = itertools.combinations(range(7), min(M, 7))
        least = min(float(scores.sum() - scores[list(choice)].sum()) for choice in every)
        assert kept.bound == pytest.approx(least, abs=1e-14)
        assert sum(int(mask.sum()) for mask in kept.masks) == min(M, 7)


@given(st.integers(1, 20), st.floats(0.0, 1.2), st.integers(0, 2**32 - 1))
def test_water_filling_is_proportional_below_the_caps(n: int, share: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    w, h = rng.gamma(0.5, 1.0, n) * rng.integers(0, 2, n), rng.uniform(0.1, 3.0, n)
    live = w > 0
    total = share * float(h[live].sum())
    x = water_filling(w, total, h)
    assert (x[~live] == 0).all()
    assert float(x.sum()) == pytest.approx(min(total, float(h[live].sum())), rel=1e-12)
    free = live & (x < h)
    if free.any():
        level = x[free] / w[free]
        assert level.max() <= level.min() * (1 + 1e-12)
        assert (w[live & ~free] * level.max() >= h[live & ~free] * (1 - 1e-12)).all()


def test_neyman_probabilities_minimise_the_prediction() -> None:
    rng = np.random.default_rng(5)
    scores = rng.gamma(0.4, 1.0, 30)
    p = neyman_probabilities(scores, 11.0)
    value = neyman_mean_square(scores, p)
    for i, j in itertools.permutations(range(30), 2):
        moved = p.copy()
        moved[i] += 1e-4
        moved[j] -= 1e-4
        if moved[i] <= 1 and moved[j] > 0:
            assert neyman_mean_square(scores, moved) >= value
    assert neyman_mean_square([1.0], [0.0]) == math.inf


def test_prediction_is_the_mean_square_of_one_linear_layer() -> None:
    w, a, p = np.array([0.5, -2.0, 1.0]), np.array([[1.0, 0.5, 2.0], [3.0, 1.0, 0.0]]), np.array([0.5, 0.25, 0.8])
    square = 0.0  # all 2^3 outcomes
    for kept in itertools.product((0, 1), repeat=3):
        mask = np.array(kept)
        probability = np.prod(np.where(mask == 1, p, 1 - p))
        square += probability * float(np.mean((a @ (w * (mask / p - 1))) ** 2))
    scores = np.sqrt(np.mean((a * w) ** 2, axis=0))
    assert neyman_mean_square(scores, p) == pytest.approx(square, rel=1e-13)


def test_classes_without_error_and_full_budgets() -> None:
    dead = SquareRootErrors([4, 0], [0, 0])
    assert allocate_samples(dead, 10, floors=1).counts.tolist() == [9, 1]
    assert allocate_samples(dead, 10, caps=[3, 4]).counts.tolist() == [3, 4]
    assert allocate_samples(dead, 10, caps=[3, math.inf]).counts.tolist() == [3, 1]
    everything = allocate_samples(FOUR, 1e9, caps=7)
    assert everything.counts.tolist() == [7] * 4
    assert everything.multiplier == everything.residual == 0.0
    assert allocate_samples(FOUR, 4).counts.tolist() == [1] * 4
    assert allocate_samples(BernsteinErrors([0, 0]), 5).value == 0.0
    assert allocate_to_largest_error([0, 3], 5).counts.tolist() == [1, 4]
    assert allocate_integer_samples(dead, 10).counts.tolist() == [9, 1]
    assert water_filling([0, 0], 3).tolist() == [0, 0]
    tiny = allocate_samples(BernsteinErrors([1e-90, 1e90]), 1e6)
    assert tiny.residual <= 1e-9


def test_bad_input_is_named() -> None:
    with pytest.raises(DomainError, match=r"budget=3 is below the sum 4 of the floors"):
        allocate_samples(FOUR, 3)
    with pytest.raises(DomainError, match=r"floors\[3\]=1 is above caps\[3\]=0.5"):
        allocate_samples(FOUR, 30, 1, [9, 9, 9, 0.5])
    with pytest.raises(ShapeError, match="caps has shape"):
        allocate_samples(FOUR, 30, 1, [9, 9])
    with pytest.raises(DomainError, match="a must be >= 0 in every class"):
        SquareRootErrors([-1], [0])
    with pytest.raises(ShapeError, match=r"b has shape \(1,\), allowed is \(2,\)"):
        SquareRootErrors([1, 2], [0])
    with pytest.raises(DomainError, match="costs must be finite and > 0"):
        BernsteinErrors([1, 2], [1, 0])
    with pytest.raises(InputTypeError, match="costs must be numbers"):
        BernsteinErrors([1, 2], "many")
    with pytest.raises(DomainError, match="floors must be whole"):
        allocate_integer_samples(FOUR, 30, 1.5)
    with pytest.raises(InputTypeError, match="budget must be an integer"):
        allocate_integer_samples(FOUR, 30.5)
    with pytest.raises(DomainError, match="caps must be > 0"):
        water_filling([1, 2], 1, [1, 0])
    with pytest.raises(DomainError, match="probabilities in"):
        neyman_mean_square([1.0], [1.5])


def test_tensors_come_back_as_tensors() -> None:
    torch = pytest.importorskip("torch")
    errors = BernsteinErrors(torch.tensor([10.0, 40.0, 5.0]), torch.tensor([1.0, 1.0, 2.0]))
    result = allocate_samples(errors, 150, 1, torch.tensor([100.0, 100.0, 30.0]))
    assert isinstance(result.counts, torch.Tensor)
    assert result.counts.dtype == torch.float64
    assert result.counts.tolist() == pytest.approx([44.32184273, 75.67815727, 30.0], abs=6e-9)
    whole = allocate_integer_samples(errors, 150)
    assert whole.counts.dtype == torch.int64
    masks = keep_largest_sensitivities([torch.tensor([0.5, 0.7]), torch.tensor([0.6])], 2).masks
    assert masks[0].tolist() == [False, True]
    assert masks[1].tolist() == [True]
