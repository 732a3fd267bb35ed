"""Quantities of residual networks: floats against balls, a block in torch, and one by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.residual_blocks import (
    RESIDUAL,
    BranchLayer,
    ResidualBlock,
    ResidualNetwork,
    ball_residual_network,
    residual_network,
)
from lqtheory.quantities.residual_networks import RESIDUAL_QUANTITIES, residual_quantity


@pytest.mark.parametrize("name", RESIDUAL_QUANTITIES)
def test_floats_and_balls_agree(name: str, rng: np.random.Generator) -> None:
    quantity = RESIDUAL_QUANTITIES[name]
    for _ in range(10):
        net = residual_network(rng, L=2, d=2)
        at = [int(rng.integers(1, 3)) for _ in quantity.arguments[1:]]
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(ball_residual_network(net), *at))
        found = float(quantity(net, *at))
        assert low - 1e-12 * (1 + low) <= found <= high + 1e-12 * (1 + high)


def test_a_block_is_that_of_torch(rng: np.random.Generator) -> None:
    w, v = rng.standard_normal((4, 3)), rng.standard_normal((3, 4))
    first = BranchLayer(w, 0 * w, np.ones(4), np.ones(4), "relu")
    second = BranchLayer(v, v, np.zeros(3), np.zeros(3), "identity")
    x, y = rng.standard_normal(3), rng.standard_normal(3)
    net = ResidualNetwork((ResidualBlock(np.eye(3), np.eye(3), (first, second), "relu"),), x, y)

    def block(z: np.ndarray, weight: np.ndarray) -> torch.Tensor:
        z, weight = torch.from_numpy(z), torch.from_numpy(weight)
        return torch.relu(z + torch.from_numpy(v) @ torch.relu(weight @ z + 1.0))

    value = {name: q.array for name, q in RESIDUAL_QUANTITIES.items()}
    assert value["block_error"](net, 1) == pytest.approx(float((block(y, 0 * w) - block(x, w)).norm()))
    assert value["block_distance"](net, 1) == pytest.approx(float((block(y, w) - block(x, w)).norm()))
    assert value["block_perturbation"](net, 1) == pytest.approx(float((block(y, 0 * w) - block(y, w)).norm()))
    constant = 1.0 + np.linalg.norm(w, 2) * np.linalg.norm(v, 2)
    assert value["later_blocks"](net, 0) == pytest.approx(constant)


def test_an_identity_is_never_pruned(rng: np.random.Generator) -> None:
    for _ in range(30):
        for block in residual_network(rng, L=2, d=1).blocks:
            if np.array_equal(block.shortcut, np.eye(len(block.shortcut))) and len(block.shortcut) > 1:
                assert np.array_equal(block.pruned_shortcut, block.shortcut)


def test_what_is_not_there_is_refused(rng: np.random.Generator) -> None:
    with pytest.raises(DomainError, match="there is no quantity 'norm' of residual networks"):
        residual_quantity("norm")
    with pytest.raises(DomainError, match=r"l=3 is outside"):
        RESIDUAL_QUANTITIES["shortcut_norm"](residual_network(rng, L=2, d=1), 3)
    with pytest.raises(DomainError, match=r"i=0 is outside"):
        RESIDUAL_QUANTITIES["branch_factor"](residual_network(rng, L=2, d=1), 1, 0)
    with pytest.raises(DomainError, match=r"net is not a residual network of L blocks .* with L=2, d=2"):
        RESIDUAL.validate("net", residual_network(rng, L=2, d=1), {"L": 2, "d": 2}, "demo")
    assert repr(residual_network(rng, L=1, d=1)).startswith("ResidualNetwork((ResidualBlock(")
