"""The studies of pruning limits: their truths, and what their committed tables must show."""

from pathlib import Path

import numpy as np
import pytest

from experiments.planted_pruning_limits import spectrum
from experiments.pruning_limit_factors import path_limits
from lqtheory import limits, tables
from lqtheory.curvature import matrix_operator

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def stored(name: str) -> tables.Table:
    return tables.read(RESULTS / f"{name}.csv")


@pytest.mark.parametrize("seed", range(4))
def test_planted_truths_are_those_of_the_real_masks(seed: int):
    lam, epsilon = spectrum("power law", 40)
    path = limits.magnitude_path(np.random.default_rng(seed + 10).standard_normal(40))
    retrained, one_shot = path_limits(lam, path, epsilon, 1, np.random.default_rng(seed))
    q = np.linalg.qr(np.random.default_rng(seed).standard_normal((40, 40)))[0]
    h = np.empty((40, 40))
    h[np.ix_(path.order, path.order)] = (q * lam) @ q.T  # drawn in the order of the path
    operator = matrix_operator(h, semidefinite=True)
    assert retrained[0] == limits.exact_mask(path, operator, epsilon, steps=400).count
    assert one_shot[0] == limits.path_quadratic(path, operator, epsilon, grid=41).count


def test_both_factors_act_as_their_product_and_the_slice_follows():
    """Weights and sharpness were scaled in separate draws; only R² λ matters, and the slice is within .02."""
    table = stored("pruning_limit_factors")
    for part in (table.where(spectrum=name) for name in ("power law", "outliers")):
        weights, sharpness = (part.where(factor=factor, predictor="slice") for factor in ("weights", "sharpness"))
        np.testing.assert_allclose(weights.array("predicted"), sharpness.array("predicted"), atol=1e-12)
        np.testing.assert_allclose(weights.array("retrained"), sharpness.array("retrained"), atol=0.02)
        for rows in (weights, sharpness):
            assert np.abs(rows.array("predicted") - rows.array("retrained")).max() <= 0.02
            assert (np.diff(rows.sorted_by("scale").array("retrained")) <= 0.01).all()
