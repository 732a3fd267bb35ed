"""Per-row rules, continuous optimum and worst-case greedy: references of the dossier, consistency, error texts."""

from __future__ import annotations

import itertools
import math
from types import ModuleType

import numpy as np
import pytest

from lqtheory.errors import DomainError, NormOverflowError, ShapeError
from lqtheory.quantities.allocation import OBJECTIVES, allocate
from lqtheory.quantities.allocation_bounds import allocate_worst_case, continuous_allocation, log_worst_case_curve
from lqtheory.quantities.allocation_comparison import allocation_value, relative_rule_loss
from lqtheory.quantities.allocation_rules import RULES, row_rule_counts, row_rule_for_budget
from lqtheory.quantities.keep_counts import kmin, kmin_exact, kmin_stechkin_count
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.sparsity_indices import effective_sparsity, si
from lqtheory.quantities.stechkin import stechkin_bound
from lqtheory.quantities.structured import neuron_scores, removal_bound, removal_error, removal_worst_case
from lqtheory.quantities.worst_case import log_worst_case, worst_case


@pytest.fixture
def rows(rng: np.random.Generator) -> np.ndarray:
    return rng.laplace(size=(12, 20)) ** 3


@pytest.mark.parametrize(("q", "p"), [(1.0, 2.0), (0.5, 2.0), (0.9, 1.0)])
def test_rules_are_the_keep_counts_of_each_row(rows: np.ndarray, q: float, p: float) -> None:
    sparsities = effective_sparsity(rows, q, p)
    for eta in (0.0, 0.01, 0.3, 0.9, 1.0):
        assert row_rule_counts(rows, eta, "exact", q, p).tolist() == kmin(rows, eta, p).tolist()
        closed = [min(20, kmin_stechkin_count(s, eta, q, p)) for s in sparsities]
        assert row_rule_counts(rows, eta, "stechkin", q, p).tolist() == closed
        sharp = [kmin_exact(min(s, 20.0), eta, q, p, 20) for s in sparsities]
        assert row_rule_counts(rows, eta, "sharp", q, p).tolist() == sharp


def test_the_paper_s_counts_are_powers_of_si(rows: np.ndarray) -> None:
    q = 0.5
    np.testing.assert_allclose(effective_sparsity(rows, q, 1.0), si(rows, q) ** (-q / (1 - q)), rtol=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_a_budget_gives_the_least_tolerance(rule: str, rows: np.ndarray) -> None:
    for K in (0, 1, 30, 150, 240, 500):
        counts, eta = row_rule_for_budget(rows, K, rule)
        assert counts.sum() <= K
        if eta < 1.0:
            assert row_rule_counts(rows, eta * (1 + 1e-12), rule).sum() <= K
        if eta > 0.0:
            assert row_rule_counts(rows, eta * (1 - 1e-9), rule).sum() > K


def test_zero_rows_keep_nothing(xp: ModuleType) -> None:
    rows = xp.asarray([[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]], dtype=xp.float64)
    for rule in RULES:
        assert int(row_rule_counts(rows, 0.5, rule)[0]) == 0
        assert row_rule_counts(rows, 0.0, rule).tolist() == [0, 3]
        assert row_rule_for_budget(rows, 3, rule).counts.tolist() == [0, 3]


def test_rules_refuse_bad_input() -> None:
    with pytest.raises(DomainError, match="rule='paper' is not one of 'exact', 'stechkin', 'sharp'"):
        row_rule_counts([[1.0]], 0.5, "paper")
    with pytest.raises(DomainError, match=r"rule 'sharp' needs q < p, got q=2.0, p=2.0"):
        row_rule_for_budget([[1.0]], 1, "sharp", 2.0, 2.0)
    with pytest.raises(DomainError, match="K=-1 is outside"):
        row_rule_for_budget([[1.0]], -1)


def test_the_continuous_optimum_of_the_dossier() -> None:
    result = continuous_allocation([3, 1], [1, 4], 10, 1)
    np.testing.assert_allclose(result.counts, [6, 4], rtol=1e-15)
    assert result.value == pytest.approx(0.625, rel=1e-15)
    for weights, counts, value in (
        ([1, 4], [4.5219941754342675129, 5.4780058245657324871], 1.5598982150906035483),
        ([1, 2], [5.6716902562290784673, 4.3283097437709215327], 1.1105100712196777874),
    ):
        norms = continuous_allocation([3, 1], weights, 10, 1, objective="sum_of_norms")
        np.testing.assert_allclose(norms.counts, counts, rtol=1e-15)
        assert norms.value == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("objective", ["sum_of_powers", "sum_of_norms", "maximum"])
def test_no_other_real_counts_are_better(objective: str, rng: np.random.Generator) -> None:
    t, a, q, p, limits = rng.random(4) * 5, rng.random(4), 0.7, 1.8, np.array([1.0, 9.0, 2.0, 9.0])
    for d in (None, limits):
        result = continuous_allocation(t, a, 8.0, q, p, objective, d)
        assert result.counts.sum() == pytest.approx(8.0)

        def bound(k: np.ndarray) -> float:
            errors = np.array(
                [float(stechkin_bound(1, q, p)) * ti * ki ** (1 / p - 1 / q) for ti, ki in zip(t, k, strict=True)]
            )
            terms = a * (errors**p if objective == "sum_of_powers" else errors)
            return float(terms.max() if objective == "maximum" else terms.sum())

        assert bound(result.counts) == pytest.approx(result.value, rel=1e-12)
        for _ in range(50):
            other = rng.dirichlet(np.ones(4)) * 8.0
            if d is None or (other <= d).all():
                assert bound(other) >= result.value * (1 - 1e-12)


def test_the_minimum_is_stechkin_s_bound_of_the_long_vector(rng: np.random.Generator) -> None:
    rows, a, q, p, K = rng.standard_normal((3, 5)), np.array([1.0, 4.0, 0.3]), 0.6, 2.5, 4
    long = (a[:, None] ** (1 / p) * rows).ravel()
    result = continuous_allocation(lq_norm(rows, q), a, K, q, p)
    assert result.value == pytest.approx((stechkin_bound(K, q, p) * lq_norm(long, q)) ** p, rel=1e-12)


def test_continuous_counts_at_their_limits() -> None:
    result = continuous_allocation([3, 1, 0], [1, 4, 1], 10, 1, limits=[5, 8, 3])
    assert (result.counts.tolist(), result.clipped.tolist()) == ([5.0, 5.0, 0.0], [True, False, False])
    assert continuous_allocation([3, 1, 0], None, 100, 1, limits=[5, 8, 3]).counts.tolist() == [5.0, 8.0, 0.0]
    assert continuous_allocation([0.0], None, 1, 1).value == 0.0


def test_the_worst_case_curve_is_the_worst_case() -> None:
    for n, q, p in ((50, 1.0, 2.0), (30, 0.3, 1.7), (9, 2.0, 1.0), (7, 1.0, 1.0), (100, 0.01, 3.0), (40, 0.999, 1.0)):
        curve = log_worst_case_curve(n, q, p)
        expected = [log_worst_case(k, n, q, p) for k in range(n)]
        np.testing.assert_allclose(curve[:-1], expected, rtol=1e-13, atol=1e-15)
        assert curve[-1] == -math.inf


def test_greedy_on_worst_cases_is_optimal(rng: np.random.Generator) -> None:
    for q, p in ((1.0, 2.0), (0.5, 1.5), (2.0, 1.0)):
        t, a, d = rng.random(3) * 4, rng.random(3), rng.integers(1, 5, 3)
        for K in range(int(d.sum()) + 2):
            values = [
                sum(ai * (ti * worst_case(k, int(n), q, p)) ** p for ai, ti, k, n in zip(a, t, c, d, strict=True))
                for c in itertools.product(*(range(int(n) + 1) for n in d))
                if sum(c) <= K
            ]
            assert allocate_worst_case(t, d, a, K, q, p).value == pytest.approx(min(values), rel=1e-12, abs=1e-15)


def test_bounds_refuse_bad_input() -> None:
    with pytest.raises(DomainError, match=r"K=0.0 is outside \(0, inf\)"):
        continuous_allocation([1.0], None, 0, 1)
    with pytest.raises(DomainError, match=r"the bound needs q < p, got q=2.0, p=2.0"):
        continuous_allocation([1.0], None, 1, 2)
    with pytest.raises(DomainError, match="objective='mean' is not one of"):
        continuous_allocation([1.0], None, 1, 1, objective="mean")
    with pytest.raises(DomainError, match="limits must be one number > 0 for each row"):
        continuous_allocation([1.0], None, 1, 1, limits=[0.0])
    with pytest.raises(DomainError, match="norms must be one number >= 0 for each row"):
        continuous_allocation([-1.0], None, 1, 1)
    with pytest.raises(DomainError, match="weights must be finite and >= 0 in every row"):
        continuous_allocation([1.0], [-1.0], 1, 1)
    with pytest.raises(NormOverflowError, match=r"the bound exceeds 1.8e308"):
        continuous_allocation([1e200], None, 1, 1)
    with pytest.raises(NormOverflowError, match=r"a bound exceeds 1.8e308"):
        allocate_worst_case([1e200], [3], None, 1)
    with pytest.raises(ShapeError, match=r"sizes must be \(1,\) integers"):
        allocate_worst_case([1.0], [2.0], None, 1)
    with pytest.raises(DomainError, match="sizes must be at least 1"):
        allocate_worst_case([1.0], [0], None, 1)


def test_removing_neurons(xp: ModuleType, rng: np.random.Generator) -> None:
    W, X = rng.standard_normal((3, 5)), rng.random((8, 5)) + 1.0
    removed = np.array([True, False, True, False, False])
    weights, x = xp.asarray(W, dtype=xp.float64), xp.asarray(X, dtype=xp.float64)
    for compensated in (False, True):
        centred = X - X.mean(axis=0) if compensated else X
        gram = (W.T @ W) * (centred.T @ centred / 8)
        exact = math.sqrt(gram[np.ix_(removed, removed)].sum())
        assert removal_error(weights, x, removed, compensated) == pytest.approx(exact, rel=1e-12)
        scores = neuron_scores(weights, x, compensated)
        np.testing.assert_allclose(np.asarray(scores), np.sqrt(np.diag(gram)), rtol=1e-12)
        assert exact <= float(np.asarray(scores)[removed].sum()) * (1 + 1e-12)
    assert removal_error(weights, x, np.zeros(5, dtype=bool)) == 0.0
    scores = neuron_scores(weights, x)
    assert removal_bound(scores, 2, orthogonal=True) <= removal_bound(scores, 2) <= removal_worst_case(scores, 2, 0.5)


def test_moved_means_are_what_the_bias_takes(rng: np.random.Generator) -> None:
    W, X = rng.standard_normal((3, 4)), rng.random((9, 4))
    removed = np.array([True, True, False, False])
    before = X @ W.T
    after = X[:, ~removed] @ W[:, ~removed].T + W[:, removed] @ X[:, removed].mean(axis=0)
    change = math.sqrt(((before - after) ** 2).sum() / 9)
    assert removal_error(W, X, removed, compensated=True) == pytest.approx(change, rel=1e-12)


def test_structured_bounds_refuse_bad_input() -> None:
    with pytest.raises(ShapeError, match=r"outgoing has shape \(1, 2\) and activations \(1, 1\)"):
        neuron_scores([[1.0, 2.0]], [[1.0]])
    with pytest.raises(ShapeError, match="allowed is a mask of 1 bools"):
        removal_error([[1.0]], [[1.0]], [1])


def test_the_loss_of_the_relative_rule_is_the_ratio_of_the_bounds(xp: ModuleType, rng: np.random.Generator) -> None:
    rows, a, q, p, K = rng.laplace(size=(5, 8)) * np.arange(1, 6)[:, None], rng.random(5) + 0.1, 0.8, 1.7, 12.0
    t, s = lq_norm(rows, q), effective_sparsity(rows, q, p)
    relative = K * s / s.sum()
    bound = float((a * (stechkin_bound(1, q, p) * t * relative ** (1 / p - 1 / q)) ** p).sum())
    loss = relative_rule_loss(xp.asarray(rows, dtype=xp.float64), a, q, p)
    assert loss == pytest.approx(bound / continuous_allocation(t, a, K, q, p).value, rel=1e-12)
    assert loss > 1.0


def test_the_relative_rule_loses_nothing_where_the_shares_agree() -> None:
    assert relative_rule_loss([[1.0, 1.0], [3.0, 3.0]], [9.0, 1.0]) == pytest.approx(1.0, rel=1e-15)
    assert relative_rule_loss([[0.0, 0.0]]) == 1.0
    assert relative_rule_loss([[0.0, 0.0], [1.0, 0.0]], [1.0, 2.0]) == 1.0
    with pytest.raises(DomainError, match=r"the relative rule needs q < p, got q=2.0, p=2.0"):
        relative_rule_loss([[1.0]], q=2.0)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_rule_beats_the_allocation_of_its_budget(objective: str, rows: np.ndarray, xp: ModuleType) -> None:
    weights, table = np.linspace(0.5, 2.0, len(rows)), xp.asarray(rows, dtype=xp.float64)
    for rule in RULES:
        for K in (0, 25, 100, 240):
            counts = row_rule_for_budget(table, K, rule).counts
            best = allocate(objective, table, weights, K)
            assert allocation_value(objective, table, counts, weights) >= best.value * (1 - 1e-12)
            value = allocation_value(objective, table, best.counts, weights)
            assert value == pytest.approx(best.value, rel=1e-12, abs=1e-14)


def test_values_of_counts_refuse_bad_input() -> None:
    with pytest.raises(DomainError, match="objective='mean' is not one of"):
        allocation_value("mean", [[1.0]], [1])
    with pytest.raises(ShapeError, match=r"counts has shape \(2,\), allowed is \(1,\)"):
        allocation_value("maximum", [[1.0]], [1, 1])
    for counts in ([2], [-1], [0.5]):
        with pytest.raises(DomainError, match="counts must be integers, at least 0 and at most the row lengths"):
            allocation_value("maximum", [[1.0]], counts)
    with pytest.raises(NormOverflowError, match="the value exceeds"):
        allocation_value("sum_of_powers", [[1e200]], [0])
