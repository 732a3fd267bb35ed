"""Blocks of isotonic regressions against scipy's regression, with ties; and their law against the chambers' volumes."""

import numpy as np
import pytest
import torch
from scipy.optimize import isotonic_regression

from lqtheory.cones.isotonic import _all_at_once, isotonic
from lqtheory.errors import DomainError
from lqtheory.quantities.isotonic_blocks import isotonic_blocks
from lqtheory.quantities.weyl_chambers import chamber_polynomial


@pytest.mark.parametrize("d", [1, 2, 5, 9])
def test_blocks_are_those_of_the_regression(d: int, rng: np.random.Generator) -> None:
    g = rng.standard_normal((60, d))
    levels = [np.unique(np.round(isotonic_regression(row).x, 12)) for row in g]
    assert isotonic_blocks(g).tolist() == [level.size for level in levels]
    assert isotonic_blocks(g, positive=True).tolist() == [int((level > 0).sum()) for level in levels]


def test_ties_and_shapes() -> None:
    assert isotonic_blocks([1.0, 1.0, 1.0]).item() == 1
    assert isotonic_blocks([0.0, 0.0], positive=True).item() == 0
    assert isotonic_blocks(np.zeros((2, 3, 4))).shape == (2, 3)
    with pytest.raises(DomainError, match="empty vector"):
        isotonic_blocks(np.zeros((2, 0)))


def test_the_law_of_the_blocks_is_that_of_the_chamber(rng: np.random.Generator) -> None:
    """50 000 draws; five standard errors: false alarm below 1e-5 for the fixed seed of this test."""
    counts = np.bincount(isotonic_blocks(rng.standard_normal((50_000, 4))), minlength=5) / 50_000
    exact = np.array([float(v) for v in chamber_polynomial("A", 4)])
    assert np.all(np.abs(counts - exact) <= 5 * np.sqrt(exact * (1 - exact) / 50_000) + 1e-12)


@pytest.mark.parametrize(("rows", "d"), [(300, 20), (50, 1), (1, 30), (0, 4)])
@pytest.mark.parametrize("ties", [False, True])
def test_rows_together_give_the_regressions_of_scipy(rows: int, d: int, ties: bool) -> None:
    g = np.random.default_rng(rows + d).standard_normal((rows, d))
    g = np.round(g, 1) if ties else g
    expected = np.array([isotonic_regression(row).x for row in g]).reshape(g.shape)
    np.testing.assert_allclose(_all_at_once(g), expected, atol=1e-14)
    np.testing.assert_allclose(_all_at_once(torch.as_tensor(g)).numpy(), expected, atol=1e-14)
    np.testing.assert_array_equal(isotonic(g), expected)
