"""Ball versions of hybrids of residual networks, written with lists: every part says whether it is pruned."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.residual_networks import _activate, _minus, _norm, _plus, _times

Ball = Any


def _all_parts(net: Any) -> int:
    return sum(len(block.branch) + 1 for block in net.blocks)


def _output(net: Any, parts: int) -> list[Ball]:
    x, place = net.x, 0
    for block in net.blocks:
        h = x
        for part in block.branch:
            place += 1
            w, b = (part.pruned_weight, part.pruned_bias) if place <= parts else (part.weight, part.bias)
            h = _activate(part.activation, _plus(_times(w, h), b))
        place += 1
        shortcut = block.pruned_shortcut if place <= parts else block.shortcut
        x = _activate(block.activation, _plus(_times(shortcut, x), h))
    return x


def _entry(vector: list[Ball], j: int) -> Ball:
    return vector[j - 1] if j <= len(vector) else balls.ball(0)


def ball_residual_hybrid_output(net: Any, p: int, j: int) -> Ball:
    """An output of the network whose first parts are pruned; 0 where there is none."""
    return _entry(_output(net, p), j)


def ball_residual_output_change(net: Any, j: int) -> Ball:
    """Change of an output."""
    return _entry(_minus(_output(net, _all_parts(net)), _output(net, 0)), j)


def ball_residual_hybrid_step(net: Any, p: int) -> Ball:
    """What pruning one more part changes."""
    return _norm(_minus(_output(net, p), _output(net, p - 1)))


def ball_residual_hybrid_distance(net: Any, p: int) -> Ball:
    """What pruning the first parts changes."""
    return _norm(_minus(_output(net, p), _output(net, 0)))


def ball_residual_output_error(net: Any) -> Ball:
    """What pruning everything changes."""
    return ball_residual_hybrid_distance(net, _all_parts(net))
