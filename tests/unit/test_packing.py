"""Packing counts, the greedy choice, and the flat points they speak about."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import precision
from lqtheory.errors import DomainError, InputTypeError, UnsupportedError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.packing import (
    flat_points,
    greedy_packing,
    greedy_packing_size,
    log_packing_count,
    packing_count,
    packing_distance,
)
from lqtheory.quantities.reference.packing import count


def test_counts_of_the_dossier() -> None:
    assert packing_count(100, 4) == 142
    assert packing_count(1000, 10) == 132676534
    with precision(200):
        exact = find_quantity("log_packing_count").ball(10**6, 20)
        assert abs(exact - type(exact)("98.797156287977078540")) < 1e-17
    assert log_packing_count(10**6, 20) == pytest.approx(98.797156287977078540, rel=1e-15)


def test_the_exhaustive_greedy_choice_of_the_dossier() -> None:
    assert greedy_packing_size(12, 3) == 17
    assert greedy_packing_size(16, 4) == 15


@pytest.mark.parametrize("n", range(2, 40))
def test_the_count_is_its_definition_and_its_logarithm(n: int) -> None:
    assert packing_count(n, 1) == n
    for s in range(1, n // 2 + 1):
        assert packing_count(n, s) == count(n, s)
        assert log_packing_count(n, s) == pytest.approx(math.log(count(n, s)), rel=1e-14, abs=1e-15)


@pytest.mark.parametrize("n", [4, 12, 40, 399])
def test_the_rate_is_a_lower_bound_in_integers(n: int) -> None:
    for s in range(1, n // 4 + 1):
        assert packing_count(n, s) ** 2 * (4 * s) ** s >= n**s


@given(s=st.integers(1, 400), extra=st.integers(0, 10**12))
def test_the_logarithm_of_a_large_count_is_accurate(s: int, extra: int) -> None:
    n = 2 * s + extra
    assert log_packing_count(n, s) == pytest.approx(math.log(packing_count(n, s)), rel=1e-13, abs=1e-15)


def test_the_logarithm_of_a_huge_count_is_quick_and_monotone_in_n() -> None:
    values = [log_packing_count(n, 10**4) for n in (10**5, 10**6, 10**9)]
    assert values == sorted(values)
    assert values[0] > 5000 * math.log(10**5 / 4e4)


@given(n=st.integers(2, 12), s=st.integers(1, 6))
def test_the_greedy_sets_are_separated_and_as_many_as_promised(n: int, s: int) -> None:
    if 2 * s > n:
        return
    sets = [frozenset(row) for row in greedy_packing(n, s).tolist()]
    assert all(len(one) == s for one in sets)
    assert all(2 * len(one & other) < s for one, other in combinations(sets, 2))
    assert len(sets) >= packing_count(n, s)


@pytest.mark.parametrize(("q", "p"), [(0.5, 2.0), (1.0, math.inf), (0.25, 1.0), (math.inf, 2.0)])
def test_distances_between_flat_points(q: float, p: float) -> None:
    points = flat_points(6, 3, q)
    assert points.shape == (20, 6)
    np.testing.assert_allclose(lq_norm(points, q), 1.0, rtol=1e-14)
    for one, other in combinations(points, 2):
        common = int(np.count_nonzero(one * other))
        assert lq_norm(one - other, p) == pytest.approx(packing_distance(3, common, q, p), rel=1e-14)


@pytest.mark.parametrize("function", [packing_count, log_packing_count, greedy_packing])
def test_sets_of_more_than_half_are_refused(function) -> None:
    with pytest.raises(DomainError, match=r"s=3 is outside \{1,...,n/2\} with n=5 \(\w+\); use s <= 2"):
        function(5, 3)
    with pytest.raises(DomainError, match=r"s=0 is outside \{1,2,...\}"):
        function(5, 0)
    with pytest.raises(InputTypeError, match="n must be an integer, got float"):
        function(5.0, 1)
    with pytest.raises(InputTypeError, match="s must be an integer, got the bool"):
        function(5, True)


def test_too_large_a_search_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="n=64, s=2 has more subsets than 2000000"):
        greedy_packing(64, 2)
    with pytest.raises(UnsupportedError, match="gives 155117520 points"):
        flat_points(30, 15, 1)


def test_equal_sets_have_distance_zero() -> None:
    assert packing_distance(3, 3, 1, 2) == 0.0
    with pytest.raises(DomainError, match=r"i=4 is outside \{0,...,s\} with s=3"):
        packing_distance(3, 4, 1, 2)
