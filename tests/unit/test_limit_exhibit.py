"""The exhibit: what the public code of the published predictor computes, and what that adds to it."""

import math

import numpy as np
import pytest
import torch

from lqtheory import limits
from lqtheory.curvature import lanczos, matrix_operator, squared
from lqtheory.errors import DomainError


def test_the_public_numerics_go_wrong_where_the_dossier_says() -> None:
    """Kernels of width 1e-5 root(range) fall between grid points of spacing 1e-5 range once the range is 100."""
    rng = np.random.default_rng(0)
    errors = []
    for scale in (1.0, 100.0, 1000.0):
        lam = np.sort(np.r_[np.full(1700, 1e-4), rng.uniform(0.1, 1.0, 300) ** 4 * scale])
        operator = matrix_operator(np.diag(lam))
        nodes, weights = lanczos(operator, rng.choice((-1.0, 1.0), lam.size), 96).rule()
        plain = float(weights @ (1.0 / (1.0 + nodes / 0.01)))
        errors.append(abs(limits.smoothed_share(nodes, weights, 0.01) - plain))
    assert errors[0] < 2e-3
    assert max(errors[1:]) > 0.02


def test_the_public_pipeline_rounds_the_radius(rng: np.random.Generator) -> None:
    weights = 0.4 / math.sqrt(50) * np.ones(50)  # R = 0.4 rounds to 0, where the formula says everything
    path, operator = limits.magnitude_path(weights), matrix_operator(np.diag(np.linspace(1.0, 2.0, 50)))
    run = lanczos(operator, rng.choice((-1.0, 1.0), 50), 30)
    assert limits.published_pipeline(path, run, 1e-4).ratio == 1.0
    assert limits.published(path, limits.exact_shares(np.linspace(1.0, 2.0, 50)), 1e-4).ratio < 0.2
    bigger = limits.magnitude_path(10 * weights)
    counted = [limits.published_pipeline(bigger, run, 0.5, zero_share=z).ratio for z in (0.0, 0.5)]
    assert counted[0] < counted[1]
    with pytest.raises(DomainError, match="epsilon=0"):
        limits.published_pipeline(path, run, 0.0)
    with pytest.raises(DomainError, match="of a square"):
        limits.published_pipeline(path, lanczos(squared(operator), np.ones(50), 5), 0.1)


def test_zero_rows_are_counted_and_the_public_threshold_depends_on_the_batch(rng: np.random.Generator) -> None:
    diagonal = np.r_[np.zeros(100), np.full(100, 1e-6), np.ones(200)]
    operator = matrix_operator(np.diag(diagonal))
    share = limits.zero_row_share
    assert share(operator, 400, rng=rng, batch_size=1) == 0.25
    assert share(operator, 5000, rng=rng, batch_size=9) == 0.25  # 1e-6 is above 9e-7
    assert share(operator, 400, rng=rng, batch_size=11) == 0.5
    some = [share(operator, 100, rng=rng, batch_size=1) for _ in range(20)]
    assert len(set(some)) > 1
    assert np.mean(some) == pytest.approx(0.25, abs=0.05)
    with pytest.raises(DomainError, match="rows=0"):
        share(operator, 0, rng=rng)


def test_a_report_counts_zeros_twice_and_changes_nothing_else() -> None:
    """Inputs that are always 0 make rows of zeros: the weights that they meet."""
    rng = np.random.default_rng(3)
    net = torch.nn.Sequential(torch.nn.Linear(6, 4), torch.nn.Tanh(), torch.nn.Linear(4, 2)).double().eval()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.from_numpy(3.0 * rng.standard_normal(parameter.shape)))
    x = rng.standard_normal((40, 6))
    x[:, :3] = 0.0
    data, found = (x, rng.integers(0, 2, 40)), {}
    for rows in (0, 100):
        settings = limits.LimitSettings(epsilon=0.05, steps=30, mask_steps=0, own_steps=0, zero_rows=rows)
        known = limits.curvature_report(net, data, rng=np.random.default_rng(0), settings=settings)
        found[rows] = {one.name: one.count for one in limits.predictions_at(known, 0.05, settings=settings)}
        assert known.zero_share == (12 / 38 if rows else 0.0)
    name = "public pipeline (exhibit)"
    assert found[100].pop(name) > found[0].pop(name)
    assert found[100] == found[0]


def test_rows_are_in_the_plan_and_in_what_a_run_belongs_to(tmp_path) -> None:
    net = torch.nn.Linear(3, 2).double().eval()
    data = (np.random.default_rng(1).standard_normal((10, 3)), np.arange(10) % 2)
    plans = []
    for rows in (0, 5):
        settings = limits.LimitSettings(epsilon=0.1, steps=4, mask_steps=0, own_steps=0, zero_rows=rows)
        limits.curvature_report(net, data, rng=np.random.default_rng(0), settings=settings, on_plan=plans.append)
    assert plans[1].products == plans[0].products + 5
    kept = {"rng": np.random.default_rng(0), "settings": settings, "checkpoint": tmp_path / "kept"}
    first = limits.curvature_report(net, data, **kept)
    kept["rng"] = np.random.default_rng(0)
    assert limits.curvature_report(net, data, **kept).zero_share == first.zero_share
