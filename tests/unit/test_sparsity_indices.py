"""Sparsity indices at their edges; laws are in tests/property/test_quantity_laws.py."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import DomainError
from lqtheory.quantities.operations import robin_hood
from lqtheory.quantities.sparsity_indices import effective_sparsity, gini, hoyer, pqi, si

INDICES: list[tuple[Callable[..., Any], tuple[float, ...]]] = [
    (effective_sparsity, (1.0, 2.0)),
    (si, (0.5,)),
    (pqi, (0.5, 1.0)),
    (gini, ()),
    (hoyer, ()),
]


@pytest.mark.parametrize(("index", "arguments"), INDICES)
def test_the_zero_vector_has_no_index(xp: ModuleType, index: Callable[..., Any], arguments: tuple[float, ...]) -> None:
    x = xp.asarray([[1.0, 2.0], [0.0, -0.0]], dtype=xp.float64)
    with pytest.raises(DomainError, match=rf"index undefined for the zero vector \({index.__name__}\)"):
        index(x, *arguments)


@pytest.mark.parametrize("n", [2, 3, 10, 1000])
def test_flat_and_one_hot_vectors_have_the_extreme_values(n: int) -> None:
    flat, one_hot = np.full(n, 0.3), np.eye(n)[n // 2]
    assert si(flat, 0.5) == pytest.approx(1 / n, rel=1e-14)
    assert si(one_hot, 0.5) == 1.0
    assert [float(f(flat)) for f in (gini, hoyer)] == pytest.approx([0.0, 0.0], abs=2e-15)
    assert pqi(flat, 0.5, 1.0) == pytest.approx(0.0, abs=1e-14)
    assert gini(one_hot) == pytest.approx(1 - 1 / n, rel=1e-15)
    assert hoyer(one_hot) == 1.0
    assert pqi(one_hot, 0.5, 1.0) == pytest.approx(1 - 1 / n, rel=1e-15)
    assert pqi(one_hot, 0.5, math.inf) == pytest.approx(1 - n**-2.0, rel=1e-15)
    assert effective_sparsity(one_hot, 0.5, 2.0) == 1.0


def test_parameters_out_of_range_are_refused() -> None:
    with pytest.raises(DomainError, match=r"q=1.0 is outside \(0, 1\) \(si\); use q < 1"):
        si([1.0], 1)
    with pytest.raises(DomainError, match=r"the PQ index needs p < q, got p=1.0, q=0.5 \(pqi\); swap them"):
        pqi([1.0], 1.0, 0.5)
    with pytest.raises(DomainError, match=r"n=1 is outside \{2,3,...\} \(hoyer\)"):
        hoyer([1.0])
    with pytest.raises(DomainError, match=r"q and p are both infinite"):
        effective_sparsity([1.0], math.inf, math.inf)


def test_effective_sparsity_is_shannon_between_its_neighbours() -> None:
    x = np.array([4.0, -2.0, 1.0, 0.5, 0.25])
    middle = effective_sparsity(x, 2.0, 2.0)
    shares = x**2 / (x**2).sum()
    assert middle == pytest.approx(math.exp(-(shares * np.log(shares)).sum()), rel=1e-14)
    assert effective_sparsity(x, 2.0, 2.0 + 1e-9) == pytest.approx(middle, rel=1e-8)
    assert effective_sparsity(x, 2.0, 2.0 + 1e-9) < middle < effective_sparsity(x, 2.0, 2.0 - 1e-9)


def test_effective_sparsity_tends_to_the_support_size() -> None:
    assert effective_sparsity([5.0, 0.0, 0.1, 2.0], 1e-6, 1.0) == pytest.approx(3.0, rel=1e-4)


def test_published_claim_on_robin_hood_steps_fails_where_the_dossier_says() -> None:
    """A step towards equality must lower a sparsity index; the PQ index rises for 1 < p < q and for p < q < 1."""
    assert pqi(robin_hood([10.0, 2.0, 1.0], 2, 3, 0.1), 2.0, 4.0) > pqi([10.0, 2.0, 1.0], 2.0, 4.0) + 5e-4
    before = [40.0, 20.0, *[1.0] * 50]
    assert pqi(robin_hood(before, 1, 2, 5.0), 0.25, 0.5) > pqi(before, 0.25, 0.5) + 5e-4
    assert pqi(robin_hood(before, 1, 2, 5.0), 0.5, 1.5) < pqi(before, 0.5, 1.5)
