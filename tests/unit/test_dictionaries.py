"""The algorithms reach their bounds on the dictionaries that make them hard, and refuse bad input in one sentence."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, power, precision, total
from lqtheory.dictionaries import (
    Combination,
    best_of_draws,
    combined,
    lp_greedy,
    maurey,
    maurey_greedy,
    oracle_greedy,
    orthogonal_greedy,
    stratified,
    sup_norm_greedy,
    threshold_rounding,
)
from lqtheory.dictionaries.certified import distance_at_most
from lqtheory.dictionaries.pursuit import kept_count
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.dictionary_bounds import threshold_dictionary_bound
from lqtheory.quantities.dictionary_constants import uniform_dictionary_constant
from lqtheory.quantities.dictionary_lower_bounds import common_component_error, optimal_common_component
from lqtheory.quantities.norms import lq_norm


def dictionary(kind: str, n: int, rng: np.random.Generator) -> np.ndarray:
    """Atoms of norm 1 as columns, for the plain inner product."""
    if kind == "orthonormal":
        return np.eye(n)
    if kind == "simplex":
        atoms = np.eye(n) - 1.0 / n
    elif kind == "antipodal":
        half = np.eye(n)[:, : (n + 1) // 2]
        atoms = np.concatenate([half, -half], axis=1)[:, :n]
    elif kind == "common":
        share = optimal_common_component(min(2, n), n) + 0.05
        atoms = np.vstack([np.full(n, math.sqrt(share)), math.sqrt(1 - share) * np.eye(n)])
    elif kind == "repeated":
        atoms = rng.standard_normal((4, 3))[:, rng.integers(0, 3, n)]
    else:
        atoms = rng.standard_normal((max(2, n // 2), n)) + rng.standard_normal((max(2, n // 2), 1))
    return atoms / np.maximum(np.linalg.norm(atoms, axis=0), 1e-300)


KINDS = ("orthonormal", "simplex", "antipodal", "common", "repeated", "correlated")


@st.composite
def problems(draw: Any) -> tuple[np.ndarray, np.ndarray, int]:
    """Atoms, coefficients and a number of atoms."""
    n, kind = draw(st.integers(2, 12)), draw(st.sampled_from(KINDS))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shape = draw(st.sampled_from(["flat", "power law", "two-level", "signs"]))
    theta = {
        "flat": np.ones(n),
        "power law": np.arange(1.0, n + 1) ** -draw(st.floats(0.2, 3.0)),
        "two-level": np.where(np.arange(n) < 2, 5.0, 1.0),
        "signs": rng.choice([-1.0, 0.0, 1.0], n) * rng.random(n).round(2),
    }[shape]
    return dictionary(kind, n, rng), theta, draw(st.integers(1, n))


def plain(function: Callable[..., Combination], *args: Any, **named: Any) -> Combination:
    """The algorithm with the plain inner product."""
    atoms = np.asarray(args[0])
    return function(*args, weights=np.ones(atoms.shape[0]), **named)


def is_consistent(found: Combination, atoms: np.ndarray, target: np.ndarray) -> bool:
    """Whether the recorded error is the error of the recorded combination."""
    distance = float(np.linalg.norm(target - atoms @ found.dense(atoms.shape[1])))
    return abs(distance - found.error) <= 1e-10 * (1 + float(np.linalg.norm(target)))


def exact_square(
    found: Combination, atoms: np.ndarray, theta: np.ndarray, target: np.ndarray | None = None, weights: Any = None
) -> Fraction:
    """Squared distance in rational arithmetic, of the numbers as they are stored."""
    square = Fraction(0)
    for i, row in enumerate(atoms):
        goal = sum((Fraction(a) * Fraction(t) for a, t in zip(row, theta, strict=True)), Fraction(0))
        goal = goal if target is None else Fraction(target[i])
        taken = (Fraction(row[j]) * Fraction(c) for j, c in zip(found.indices, found.coefficients, strict=True))
        square += (1 if weights is None else Fraction(weights[i])) * (goal - sum(taken)) ** 2
    return square


def is_above(certified: float, square: Fraction, slack: float = 1e-10) -> bool:
    """Whether the certified error is above the exact one, and not far above."""
    return Fraction(certified) ** 2 >= square and certified <= math.sqrt(square) + slack


@given(problems(), st.integers(0, 1000))
def test_certified_errors_hold_in_rational_arithmetic(problem: tuple[np.ndarray, np.ndarray, int], seed: int) -> None:
    atoms, theta, m = problem
    rng = np.random.default_rng(seed)
    target = atoms @ theta + rng.standard_normal(atoms.shape[0])
    weights = rng.random(atoms.shape[0])
    found = maurey_greedy(atoms, theta, m, target=target, weights=weights)
    assert is_above(found.certified_error, exact_square(found, atoms, theta, target, weights))
    mean = combined(atoms, theta, m)  # weights 1/n_samples
    samples = atoms.shape[0]
    assert is_above(mean.certified_error, exact_square(mean, atoms, theta) / samples)
    everywhere = sup_norm_greedy(atoms, theta, m)
    rows = [exact_square(everywhere, atoms[[i]], theta) for i in range(samples)]
    assert is_above(everywhere.certified_error, max(rows))
    assert mean.certified_error >= 0 <= everywhere.certified_error


def test_certified_errors_notice_what_rounding_hides() -> None:
    """1 + 2^-53 rounds to 1: the measured error is 0, the distance is not."""
    atoms, theta = np.array([[1.0, 2.0**-53, 3.0]]), np.array([1.0, 1.0, 1.0])
    missing = np.array([1.0, 0.0, 1.0])
    assert float((atoms @ (theta - missing))[0]) == 2.0**-53
    assert float((atoms @ theta - atoms @ missing)[0]) == 0.0
    assert 2.0**-53 <= distance_at_most(atoms, theta, missing) <= 2e-14
    assert distance_at_most(atoms, theta, theta) == 0.0
    assert distance_at_most(np.array([[1e200]]), np.array([1.0]), np.array([0.0])) >= 1e200
    assert distance_at_most(np.array([[1e200]]), np.array([1e200]), np.array([0.0])) == math.inf
    smallest = distance_at_most(np.array([[1e-200]]), np.array([1e-200]), np.array([0.0]))  # the product underflows
    assert 0.0 < smallest < 1e-300


@given(problems(), st.sampled_from([1.0, 1.1, 4 / 3, 1.5, 2.0, 3.0, 8.0]))
def test_the_algorithm_for_lp_keeps_its_bound(problem: tuple[np.ndarray, np.ndarray, int], p: float) -> None:
    atoms, theta, m = problem
    weights = np.ones(atoms.shape[0])
    masses = np.abs(theta) * np.linalg.norm(atoms, p, axis=0)
    rate = m ** (1 / min(2.0, p) - 1)
    constant = max(2.0 * math.sqrt(max(1.0, p - 1)), 2 ** (4 / p - 2) if p < 4 / 3 else 0.0)
    for split in (False, True):
        found = lp_greedy(atoms, theta, m, p, weights=weights, split=split)
        assert found.size <= m
        assert found.holds
        assert found.bound <= min(2.0, constant * rate) * masses.sum() * (1 + 1e-12)
        assert found.error == pytest.approx(np.linalg.norm(atoms @ (theta - found.dense(theta.size)), p), abs=1e-12)
        with precision(200):
            rest = [
                total(ball(a) * ball(t) for a, t in zip(row, theta, strict=True))
                - total(ball(row[j]) * ball(c) for j, c in zip(found.indices, found.coefficients, strict=True))
                for row in atoms
            ]
            exact = power(total([ball(0), *(power(abs(v), ball(p)) for v in rest if v != 0)]), 1 / ball(p))
            assert not found.certified_error < exact
        assert found.certified_error <= found.error + 1e-12
        assert found.is_certified or found.error > found.bound * (1 - 1e-12) - 1e-12


def test_averages_in_lp_beat_their_bound_where_euclidean_ones_attain_it() -> None:
    flat = np.ones(32)
    for p in (1.5, 2.0, 4.0):
        found = lp_greedy(np.eye(32), flat, 8, p, weights=flat, split=False)
        expected = (8 * 3.0**p + 24) ** (1 / p)  # 8 different atoms with coefficient 4
        assert found.error == pytest.approx(expected, rel=1e-12)
    kept = lp_greedy(np.eye(32), np.r_[100.0, 50.0, np.ones(30)], 8, 3, weights=flat)
    assert set(kept.indices) >= {0, 1}
    assert kept.dense(32)[0] == 100


def test_the_smoothness_inequality_behind_the_bound_for_small_exponents() -> None:
    t = np.concatenate([np.linspace(-60, -1e-3, 6001), np.linspace(1e-3, 60, 6001)])
    for p in np.linspace(1.0, 2.0, 41):
        ratio = (np.abs(1 + t) ** p - 1 - p * t) / np.abs(t) ** p
        assert ratio.max() <= 2 ** (2 - p) * (1 + 1e-9)
    for p in (2.0, 3.0, 7.5):  # |x|_p^2 of two numbers is 2-smooth with constant p - 1
        x, y = np.random.default_rng(0).standard_normal((2, 2000, 2))
        norm = np.linalg.norm(x, p, axis=1)
        slope = np.sum(np.sign(x) * np.abs(x) ** (p - 1) * y, axis=1) * norm ** (2 - p)
        smooth = norm**2 + 2 * slope + (p - 1) * np.linalg.norm(y, p, axis=1) ** 2
        assert (np.linalg.norm(x + y, p, axis=1) ** 2 <= smooth * (1 + 1e-12) + 1e-12).all()


@given(problems())
def test_every_algorithm_reaches_its_bound(problem: tuple[np.ndarray, np.ndarray, int]) -> None:
    atoms, theta, m = problem
    v, f = np.abs(theta) * np.linalg.norm(atoms, axis=0), atoms @ theta
    total = float(v.sum())
    found = {
        "greedy": plain(maurey_greedy, atoms, theta, m),
        "refit": plain(maurey_greedy, atoms, theta, m, refit=True),
        "pursuit": plain(orthogonal_greedy, atoms, theta, m),
        "combined": plain(combined, atoms, theta, m),
        "threshold": plain(threshold_rounding, atoms, theta, m),
    }
    for result in found.values():
        assert result.size <= m
        assert result.holds
        assert result.probability == 1
        assert is_consistent(result, atoms, f)
        assert is_above(result.certified_error, exact_square(result, atoms, theta))
    mean_square = max(0.0, total**2 - float(f @ f)) / m
    assert found["greedy"].error ** 2 <= mean_square + 1e-9 * total**2
    assert found["pursuit"].error <= total / math.sqrt(m + 3) + 1e-9 * total
    for q in (0.25, 0.5, 0.9, 1.0) if total else ():
        norm = float(lq_norm(v, q))
        closed = uniform_dictionary_constant(q) * m ** (0.5 - 1 / q) * norm
        split = plain(combined, atoms, theta, m, q)
        assert split.size <= m
        assert split.error <= min(split.bound, closed) * (1 + 1e-9) + 1e-12
        assert split.bound <= closed * (1 + 1e-9)
        assert found["combined"].bound <= split.bound * (1 + 1e-9) + 1e-12
        assert found["threshold"].bound <= threshold_dictionary_bound(m, q) * norm * (1 + 1e-9)


@given(problems(), st.integers(0, 1000))
def test_targets_outside_the_span_cost_their_distance(problem: tuple[np.ndarray, np.ndarray, int], seed: int) -> None:
    atoms, theta, m = problem
    target = atoms @ theta + np.random.default_rng(seed).standard_normal(atoms.shape[0])
    for function in (maurey_greedy, threshold_rounding):
        found = plain(function, atoms, theta, m, target=target)
        assert found.holds
        assert found.size <= m
        assert is_consistent(found, atoms, target)


@pytest.mark.parametrize(("n", "m"), [(6, 1), (9, 3), (20, 5)])
def test_equal_weights_on_orthonormal_atoms_attain_the_mean(n: int, m: int) -> None:
    """The error of every average of m different atoms of an orthonormal dictionary is (V² - ‖f‖²)/m, less its share."""
    found = plain(maurey_greedy, np.eye(n), np.ones(n) / n, m)
    assert found.error**2 == pytest.approx(1 / m - 1 / n, rel=1e-12)
    assert found.bound**2 == pytest.approx((1 - 1 / n) / m, rel=1e-12)
    assert m > 1 or found.error == pytest.approx(found.bound, rel=1e-12)


def test_pursuit_attains_half_of_the_mass_with_one_atom() -> None:
    n = 400
    share = optimal_common_component(1, n)
    atoms = np.vstack([np.full(n, math.sqrt(share)), math.sqrt(1 - share) * np.eye(n)])
    found = plain(orthogonal_greedy, atoms, np.full(n, 1 / n), 1)
    assert found.error == pytest.approx(common_component_error(1, n, 1, share), rel=1e-12)
    assert found.error == pytest.approx(0.5, rel=1e-12)
    assert found.bound == pytest.approx(0.5, rel=1e-12)


@pytest.mark.parametrize("function", [maurey_greedy, orthogonal_greedy, combined, threshold_rounding])
def test_a_sparse_expansion_is_returned_as_it_is(function: Callable[..., Combination]) -> None:
    """An average of two atoms of v = (0.7, 0.3) has error 0.283: the trap of the dossier."""
    found = plain(function, np.eye(5), [0.7, 0, 0.3, 0, 0], 2)
    assert (found.indices, found.coefficients, found.error, found.method) == ((0, 2), (0.7, 0.3), 0.0, "exact")
    atoms = np.column_stack([np.eye(3), np.ones(3), np.zeros(3)])  # pursuit would begin with the last but one
    assert plain(function, atoms, [1, 1, 1, 0, 7], 3).error == 0


def test_random_draws_are_within_their_bounds_as_often_as_promised(rng: np.random.Generator) -> None:
    """All repetitions must succeed; by the bounds each fails with probability at most 1e-12."""
    atoms, theta = dictionary("correlated", 12, rng), rng.random(12)
    for m in (1, 3, 7):
        drawn = plain(maurey, atoms, theta, m, rng=rng, delta=1e-12)
        best = plain(best_of_draws, atoms, theta, m, 1e-12, rng=rng)
        assert drawn.holds
        assert best.holds
        assert max(drawn.size, best.size) <= m
        assert best.probability == 1 - 1e-12


def test_the_mean_squared_error_of_random_draws_is_exact(rng: np.random.Generator) -> None:
    """4000 draws; their mean is within 8 standard errors except with probability below 1e-9."""
    atoms, theta, m = dictionary("common", 6, rng), np.array([3.0, -1, 1, 1, 0.5, 0.5]), 3
    squares = np.array([plain(maurey, atoms, theta, m, rng=rng).error ** 2 for _ in range(4000)])
    f = atoms @ theta
    expected = (np.abs(theta).sum() ** 2 - f @ f) / m
    assert abs(squares.mean() - expected) <= 8 * squares.std() / math.sqrt(squares.size)


@given(problems())
def test_the_sup_norm_algorithm_is_small_at_every_point(problem: tuple[np.ndarray, np.ndarray, int]) -> None:
    atoms, theta, m = problem
    v = np.abs(theta) * np.abs(atoms).max(axis=0)
    for split in (False, True):
        found = sup_norm_greedy(atoms, theta, m, split=split)
        assert found.size <= m
        assert found.holds
        distance = float(np.abs(atoms @ (theta - found.dense(theta.size))).max())
        assert distance == pytest.approx(found.error, abs=1e-12)
        assert found.bound <= v.sum() * math.sqrt(2 * math.log(2 * atoms.shape[0]) / m) * (1 + 1e-12)


@given(problems(), st.integers(1, 4))
def test_stratified_averages_reach_their_bound(problem: tuple[np.ndarray, np.ndarray, int], n_cells: int) -> None:
    atoms, theta, m = problem
    cells = np.arange(theta.size) % n_cells
    found = plain(stratified, atoms, theta, m, cells)
    assert found.holds
    assert found.size <= m + n_cells
    assert is_consistent(found, atoms, atoms @ theta)


def test_stratified_averages_use_that_cells_are_small() -> None:
    directions = np.repeat(np.eye(3), 8, axis=1) + 0.01 * np.random.default_rng(0).standard_normal((3, 24))
    atoms = directions / np.linalg.norm(directions, axis=0)
    found = plain(stratified, atoms, np.ones(24), 4, np.repeat(np.arange(3), 8))
    assert found.error < 0.3 < plain(maurey_greedy, atoms, np.ones(24), 4).error


@pytest.mark.parametrize(("m", "n"), [(2, 5), (1, 4), (3, 5)])
def test_no_selection_beats_the_common_component_formula(m: int, n: int) -> None:
    share = 0.3
    atoms = np.vstack([np.full(n, math.sqrt(share)), math.sqrt(1 - share) * np.eye(n)])
    f = atoms @ np.full(n, n**-2.0)
    errors = []
    for kept in itertools.combinations(range(n), m):
        part = atoms[:, list(kept)]
        errors.append(float(np.linalg.norm(f - part @ np.linalg.lstsq(part, f, rcond=None)[0])))
    assert min(errors) == pytest.approx(common_component_error(m, n, 0.5, share), rel=1e-12)


def test_threshold_rounding_with_many_atoms_compares_some_pairs(rng: np.random.Generator) -> None:
    atoms = rng.standard_normal((40, 620))
    found = threshold_rounding(atoms, rng.random(620), 30)
    assert found.size <= 30
    assert found.holds


def test_weights_and_norms_of_atoms_are_taken_into_account(rng: np.random.Generator) -> None:
    atoms, theta, weights = rng.standard_normal((6, 8)) * 3, rng.standard_normal(8), rng.random(6)
    for function in (maurey_greedy, orthogonal_greedy, combined, threshold_rounding):
        scaled = function(atoms * np.sqrt(weights)[:, None], theta, 3, weights=np.ones(6))
        weighted = function(atoms, theta, 3, weights=weights)
        assert weighted.error == pytest.approx(scaled.error, rel=1e-9)
        assert weighted.bound == pytest.approx(scaled.bound, rel=1e-9)
        assert function(atoms, theta, 3).bound == pytest.approx(
            function(atoms, theta, 3, weights=np.full(6, 1 / 6)).bound, rel=1e-12
        )
        assert function(7 * atoms, theta / 7, 3).error == pytest.approx(function(atoms, theta, 3).error, rel=1e-9)


def test_kept_counts_of_the_combined_algorithm() -> None:
    assert [kept_count(6, q) for q in (1, 0.5, 0.1)] == [0, 4, 6]
    assert kept_count(10, 2 / 3) in (5, 6)


@pytest.mark.parametrize("function", [maurey_greedy, orthogonal_greedy, combined, threshold_rounding, sup_norm_greedy])
def test_bad_input_is_refused_in_one_sentence(function: Callable[..., Combination]) -> None:
    name = function.__name__
    with pytest.raises(DomainError, match=rf"m=0 is outside \{{1,2,...\}} \({name}\); use m >= 1"):
        function(np.eye(3), np.ones(3), 0)
    with pytest.raises(InputTypeError, match="m must be an integer, got float"):
        function(np.eye(3), np.ones(3), 1.0)
    with pytest.raises(ShapeError, match=rf"theta has shape \(2,\), not \(3,\) \({name}\); give one coefficient per"):
        function(np.eye(3), np.ones(2), 1)
    with pytest.raises(ShapeError, match=r"atoms has shape \(3,\) .*one atom per column"):
        function(np.ones(3), np.ones(3), 1)
    with pytest.raises(DomainError, match="atoms must be finite"):
        function(np.full((2, 2), np.nan), np.ones(2), 1)


def test_other_bad_input_is_refused(rng: np.random.Generator) -> None:
    with pytest.raises(DomainError, match=r"q=1.5 is outside \(0, 1\] \(combined\)"):
        combined(np.eye(3), np.ones(3), 1, 1.5)
    with pytest.raises(DomainError, match=r"delta=1.0 is outside \(0, 1\) \(best_of_draws\)"):
        best_of_draws(np.eye(3), np.ones(3), 1, 1.0, rng=rng)
    with pytest.raises(DomainError, match=r"delta=0.0 is outside \(0, 1\) \(maurey\)"):
        maurey(np.eye(3), np.ones(3), 1, rng=rng, delta=0)
    with pytest.raises(ShapeError, match=r"cells has shape \(2,\), not \(3,\) \(stratified\)"):
        stratified(np.eye(3), np.ones(3), 1, [0, 1])
    with pytest.raises(DomainError, match=r"p=0.5 is outside .*lp_greedy"):
        lp_greedy(np.eye(3), np.ones(3), 1, 0.5)
    with pytest.raises(DomainError, match=r"weights has a negative entry"):
        orthogonal_greedy(np.eye(2), np.ones(2), 1, weights=[1, -1])
    with pytest.raises(ShapeError, match=r"target has shape \(3,\), not \(2,\)"):
        maurey_greedy(np.eye(2), np.ones(2), 1, target=np.ones(3))


@given(problems(), st.integers(0, 1000), st.sampled_from([0.1, 0.25, 0.5, 0.9, 1.0]), st.booleans())
def test_the_oracle_inequality_is_reached(problem, seed: int, q: float, refit: bool) -> None:
    """Constant 2 for every q; the excess over the distance to f is at most 2 m^{1-2/q} ‖v‖_q²."""
    atoms, theta, m = problem
    rng = np.random.default_rng(seed)
    target = atoms @ theta + rng.choice([0.0, 0.1, 3.0]) * rng.standard_normal(atoms.shape[0])
    found = oracle_greedy(atoms, theta, m, target=target, weights=np.ones(atoms.shape[0]), refit=refit)
    assert len(found.indices) <= m
    assert found.error <= found.bound * (1 + 1e-9) + 1e-12
    away = float(np.sum((target - atoms @ theta) ** 2))
    masses = np.abs(theta) * np.linalg.norm(atoms, axis=0)
    excess = 2 * m ** (1 - 2 / q) * lq_norm(masses, q) ** 2
    assert found.bound**2 <= (away + excess) * (1 + 1e-9) + 1e-20


def test_the_oracle_bound_is_attained_on_equal_orthonormal_terms() -> None:
    """One draw of n equal orthonormal terms: V² - ‖f‖², and no single term of weight V does better."""
    found = oracle_greedy(np.eye(5), np.ones(5), 1, weights=np.ones(5))
    assert found.error == pytest.approx(found.bound, rel=1e-12) == pytest.approx(math.sqrt(20))


def test_the_oracle_keeps_the_largest_terms_where_they_fall_fast() -> None:
    theta = 16.0 ** -np.arange(12)
    found = oracle_greedy(np.eye(12), theta, 6, weights=np.ones(12))
    assert found.bound**2 <= 2 * 6 ** (1 - 2 / 0.25) * lq_norm(theta, 0.25) ** 2
    assert found.indices[:5] == (0, 1, 2, 3, 4)
