"""Retained counts and the pruning step at their edges."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.pruning_rules import (
    head_tail_ratio,
    pqi_retain,
    pqi_retain_sharp,
    sap_retained_count,
    sap_step,
)
from lqtheory.quantities.sparsity_indices import pqi

VECTOR = [4.0, -2.0, 1.0, 0.5, 0.25]


def test_nothing_is_discarded_when_everything_is_kept(xp: ModuleType) -> None:
    assert float(head_tail_ratio(xp.asarray(VECTOR, dtype=xp.float64), 5, 0.5)) == 0.0


def test_retained_count_of_a_flat_vector_is_its_size() -> None:
    for q in (1.0, 2.0, math.inf):
        assert pqi_retain(7, 0.0, 0.0, 0.5, q) == 7.0
    assert pqi_retain_sharp(7, 0.0, 0.0, 0.5, 1.0) == 7


def test_sharpened_count_is_met_by_two_level_vectors() -> None:
    x = np.array([3.0] * 4 + [0.5] * 9)
    index, eta = float(pqi(x, 0.5, 1.0)), float(head_tail_ratio(x, 4, 0.5))
    assert pqi_retain_sharp(13, index, eta, 0.5, 1.0) == 4
    assert pqi_retain(13, index, eta, 0.5, 1.0) < 3.9


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 0.1, 0.1, 0.5, 1.0), r"d=0 is outside \{1,2,...\}"),
        ((5, 1.0, 0.1, 0.5, 1.0), r"I=1.0 is outside \[0, 1\)"),
        ((5, 0.1, -0.1, 0.5, 1.0), r"eta=-0.1 is outside \[0, inf\)"),
        ((5, 0.1, 0.1, 1.0, 0.5), r"the PQ index needs p < q, got p=1.0, q=0.5"),
    ],
)
def test_impossible_arguments_are_refused(arguments: tuple[Any, ...], words: str) -> None:
    for function in (pqi_retain, pqi_retain_sharp):
        with pytest.raises(DomainError, match=words):
            function(*arguments)


def test_combinations_that_no_vector_has_are_refused() -> None:
    with pytest.raises(DomainError, match=r"no vector has this \(d, I, eta\) = \(3, 0.0, 5.0\)"):
        pqi_retain_sharp(3, 0.0, 5.0, 0.5, 1.0)


def test_retained_entries_guarantee_nothing() -> None:
    """The counterexample of the dossier: the rule keeps 110 entries and loses four times the mass that it keeps."""
    w = np.array([1.0] + [1e-4] * 1000)
    assert sap_retained_count(w, 0.5, 1.0, 0.0) == pytest.approx(110.0, rel=1e-14)
    assert head_tail_ratio(w, 110, 0.5) == pytest.approx(81 / 19, rel=1e-13)


def test_step_prunes_exactly_its_count_and_keeps_the_lowest_index_of_ties(xp: ModuleType) -> None:
    w = xp.asarray([1.0, 1.0, 0.0, 0.0, 0.0, 0.0], dtype=xp.float64)
    mask = sap_step(w, xp.asarray([True] * 6), 0.5, 1.0, 0.0, 1.0, 0.9)  # s = 2, so 4 of 6 go
    assert mask.tolist() == [True, True, False, False, False, False]
    capped = sap_step(w, xp.asarray([True] * 6), 0.5, 1.0, 0.0, 1.0, 0.5)
    assert capped.tolist() == [True, True, True, False, False, False]
    assert sap_step(w, xp.asarray([True] * 6), 0.5, 1.0, 0.0, 0.0, 0.9).tolist() == [True] * 6


def test_step_ignores_masked_weights_and_keeps_the_shape(xp: ModuleType) -> None:
    w = xp.asarray([[9.0, 1.0, 0.0], [0.0, 7.0, 0.0]], dtype=xp.float64)
    mask = xp.asarray([[False, True, True], [True, True, False]])
    after = sap_step(w, mask, 0.5, 1.0, 0.0, 1.0, 0.5)
    assert after.tolist() == [[False, True, False], [False, True, False]]
    assert mask.tolist() == [[False, True, True], [True, True, False]]
    zeros = xp.asarray([0.0, 0.0, 5.0], dtype=xp.float64)
    assert sap_step(zeros, xp.asarray([False, True, True]), 0.5, 1.0, 0.0, 0.0, 0.9).tolist() == [False, True, True]


def test_bad_steps_are_refused() -> None:
    with pytest.raises(InputTypeError, match="mask must be boolean, got int64"):
        sap_step(VECTOR, [1, 1, 1, 1, 1], 0.5, 1.0, 0.0, 1.0, 0.9)
    with pytest.raises(ShapeError, match=r"mask has shape \(2,\), allowed is \(5,\)"):
        sap_step(VECTOR, [True, True], 0.5, 1.0, 0.0, 1.0, 0.9)
    with pytest.raises(DomainError, match="the mask keeps nothing"):
        sap_step(VECTOR, [False] * 5, 0.5, 1.0, 0.0, 1.0, 0.9)
    with pytest.raises(DomainError, match="index undefined for the zero vector"):
        sap_step([0.0, 1.0], [True, False], 0.5, 1.0, 0.0, 1.0, 0.9)
    with pytest.raises(DomainError, match=r"beta=1.5 is outside \[0, 1\]"):
        sap_step(VECTOR, [True] * 5, 0.5, 1.0, 0.0, 1.0, 1.5)
