"""Ball versions of the quantities of residual networks, written with lists from the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm

Ball = Any


def _norm(x: list[Ball]) -> Ball:
    return balls.power(balls.total(a * a for a in x), Fraction(1, 2))


def _minus(x: list[Ball], y: list[Ball]) -> list[Ball]:
    return [a - b for a, b in zip(x, y, strict=True)]


def _plus(x: list[Ball], y: list[Ball]) -> list[Ball]:
    return [a + b for a, b in zip(x, y, strict=True)]


def _times(rows: list[list[Ball]], x: list[Ball]) -> list[Ball]:
    return [balls.total(a * t for a, t in zip(row, x, strict=True)) for row in rows]


def _difference(a: list[list[Ball]], b: list[list[Ball]]) -> list[list[Ball]]:
    return [_minus(u, v) for u, v in zip(a, b, strict=True)]


def _activate(name: str, x: list[Ball]) -> list[Ball]:
    if name == "relu":
        return [t.max(balls.ball(0)) for t in x]
    if name == "leaky_relu":
        return [t.max(t / 4) for t in x]
    if name == "tanh":
        return [t.tanh() for t in x]
    return [1 / (1 + (-t).exp()) for t in x] if name == "sigmoid" else x


def _constant(name: str) -> Ball:
    return balls.ball(Fraction(1, 4) if name == "sigmoid" else 1)


def _hidden(block: Any, x: list[Ball], last: int, pruned: bool) -> list[Ball]:
    """What comes out of a layer of the branch, 0 for its input."""
    for part in block.branch[:last]:
        w, b = (part.pruned_weight, part.pruned_bias) if pruned else (part.weight, part.bias)
        x = _activate(part.activation, _plus(_times(w, x), b))
    return x


def _image(block: Any, x: list[Ball], pruned: bool) -> list[Ball]:
    shortcut = block.pruned_shortcut if pruned else block.shortcut
    joined = _plus(_times(shortcut, x), _hidden(block, x, len(block.branch), pruned))
    return _activate(block.activation, joined)


def _state(net: Any, last: int, pruned: bool) -> list[Ball]:
    x = net.y if pruned else net.x
    for block in net.blocks[:last]:
        x = _image(block, x, pruned)
    return x


def _inputs(net: Any, number: int) -> tuple[Any, list[Ball], list[Ball]]:
    return net.blocks[number - 1], _state(net, number - 1, False), _state(net, number - 1, True)


def ball_block_error(net: Any, number: int) -> Ball:
    """Distance of what comes out of a block in both networks."""
    return _norm(_minus(_state(net, number, True), _state(net, number, False)))


def ball_block_distance(net: Any, number: int) -> Ball:
    """Distance of the images of both inputs under the original block."""
    block, x, y = _inputs(net, number)
    return _norm(_minus(_image(block, y, False), _image(block, x, False)))


def ball_block_perturbation(net: Any, number: int) -> Ball:
    """What pruning the block changes at the pruned input."""
    block, _, y = _inputs(net, number)
    return _norm(_minus(_image(block, y, True), _image(block, y, False)))


def ball_shortcut_distance(net: Any, number: int) -> Ball:
    """Distance of the images of both inputs under the shortcut."""
    block, x, y = _inputs(net, number)
    return _norm(_times(block.shortcut, _minus(y, x)))


def ball_shortcut_change(net: Any, number: int) -> Ball:
    """What pruning the shortcut changes at the pruned input."""
    block, _, y = _inputs(net, number)
    return _norm(_times(_difference(block.pruned_shortcut, block.shortcut), y))


def ball_stacked_error(net: Any, number: int) -> Ball:
    """Distance of shortcut and branch side by side, pruned at the pruned input, from the original."""
    block, x, y = _inputs(net, number)
    depth = len(block.branch)
    shortcut = _minus(_times(block.pruned_shortcut, y), _times(block.shortcut, x))
    branch = _minus(_hidden(block, y, depth, True), _hidden(block, x, depth, False))
    return _norm([*shortcut, *branch])


def ball_shortcut_norm(net: Any, number: int) -> Ball:
    """Spectral norm of the shortcut."""
    return spectral_norm(net.blocks[number - 1].shortcut)


def ball_join_constant(net: Any, number: int) -> Ball:
    """Lipschitz constant of the activation after the join."""
    return _constant(net.blocks[number - 1].activation)


def ball_branch_distance(net: Any, number: int, i: int) -> Ball:
    """Distance of the images of both inputs after a layer of the original branch."""
    block, x, y = _inputs(net, number)
    return _norm(_minus(_hidden(block, y, i, False), _hidden(block, x, i, False)))


def ball_branch_error(net: Any, number: int, i: int) -> Ball:
    """What pruning the first layers of the branch changes at the pruned input."""
    block, _, y = _inputs(net, number)
    return _norm(_minus(_hidden(block, y, i, True), _hidden(block, y, i, False)))


def ball_branch_factor(net: Any, number: int, i: int) -> Ball:
    """Lipschitz constant of a layer of the branch."""
    part = net.blocks[number - 1].branch[i - 1]
    return _constant(part.activation) * spectral_norm(part.weight)


def ball_branch_perturbation(net: Any, number: int, i: int) -> Ball:
    """What pruning a layer of the branch changes at its pruned input, at most."""
    block, _, y = _inputs(net, number)
    part = block.branch[i - 1]
    change = _times(_difference(part.pruned_weight, part.weight), _hidden(block, y, i - 1, True))
    return _constant(part.activation) * _norm(_plus(change, _minus(part.pruned_bias, part.bias)))


def ball_branch_later(net: Any, number: int, i: int) -> Ball:
    """Product of the constants of the later layers of the branch."""
    result = balls.ball(1)
    for j in range(i + 1, len(net.blocks[number - 1].branch) + 1):
        result = result * ball_branch_factor(net, number, j)
    return result


def _lipschitz(net: Any, number: int) -> Ball:
    """Constant of a block, from those of its parts."""
    return ball_join_constant(net, number) * (ball_shortcut_norm(net, number) + ball_branch_later(net, number, 0))


def ball_later_blocks(net: Any, number: int) -> Ball:
    """Product of the constants of the later blocks."""
    result = balls.ball(1)
    for j in range(number + 1, len(net.blocks) + 1):
        result = result * _lipschitz(net, j)
    return result
