"""Hybrids of residual networks: floats against balls, the ends, and one part at a time."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.residual_blocks import ball_residual_network, residual_network
from lqtheory.quantities.residual_hybrids import HYBRID_QUANTITIES, hybrid_quantity
from lqtheory.quantities.residual_networks import RESIDUAL_QUANTITIES

value = {name: quantity.array for name, quantity in HYBRID_QUANTITIES.items()}


@pytest.mark.parametrize("name", HYBRID_QUANTITIES)
def test_floats_and_balls_agree(name: str, rng: np.random.Generator) -> None:
    quantity = HYBRID_QUANTITIES[name]
    for _ in range(10):
        net = residual_network(rng, L=2, d=2)
        at = [int(rng.integers(1, 7 if letter == "p" else 3)) for letter in quantity.arguments[1:]]
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(ball_residual_network(net), *at))
        found = float(quantity(net, *at))
        assert low - 1e-12 * (1 + abs(low)) <= found <= high + 1e-12 * (1 + abs(high))


def test_the_last_hybrid_is_the_pruned_network(rng: np.random.Generator) -> None:
    for _ in range(10):
        net = residual_network(rng, L=3, d=2)
        same = dataclasses.replace(net, y=net.x)
        error = RESIDUAL_QUANTITIES["block_error"].array(same, 3)
        assert value["residual_output_error"](net) == pytest.approx(error, rel=1e-12, abs=1e-14)


def test_a_part_that_is_not_pruned_changes_nothing(rng: np.random.Generator) -> None:
    """Of three blocks only the shortcut of the second one is pruned: part 6 of 9."""
    net = residual_network(rng, L=3, d=2)
    while np.array_equal(net.blocks[1].shortcut, net.blocks[1].pruned_shortcut):
        net = residual_network(rng, L=3, d=2)
    blocks = [
        dataclasses.replace(
            block,
            pruned_shortcut=block.pruned_shortcut if number == 1 else block.shortcut,
            branch=tuple(dataclasses.replace(p, pruned_weight=p.weight, pruned_bias=p.bias) for p in block.branch),
        )
        for number, block in enumerate(net.blocks)
    ]
    net = dataclasses.replace(net, blocks=tuple(blocks))
    steps = [value["residual_hybrid_step"](net, p) for p in range(1, 10)]
    assert [p for p, step in enumerate(steps, start=1) if step > 0] in ([6], [])
    assert sum(steps) == pytest.approx(value["residual_output_error"](net), rel=1e-12, abs=1e-14)


def test_what_is_not_there_is_refused(rng: np.random.Generator) -> None:
    net = residual_network(rng, L=1, d=1)
    with pytest.raises(DomainError, match="p=3 is outside"):
        value["residual_hybrid_output"](net, 3, 1)
    assert value["residual_hybrid_output"](net, 2, 9) == 0.0
    with pytest.raises(DomainError, match="there is no quantity 'step' of hybrids"):
        hybrid_quantity("step")
