"""Ball version of what layers contribute to the change of an output, with lists from the definition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.quantities.tiny_networks import BallNetwork

__all__ = ["ball_carried"]

#: Largest slopes of secants.
_STEEPEST = {"relu": Fraction(1), "leaky_relu": Fraction(1), "tanh": Fraction(1), "sigmoid": Fraction(1, 4)}


def _activate(name: str, t: Any) -> Any:
    if name == "relu":
        return t.max(balls.ball(0))
    if name == "leaky_relu":
        return t.max(t / 4)
    return t.tanh() if name == "tanh" else 1 / (1 + (-t).exp())


def _slope(name: str, z: Any, t: Any) -> Any:
    """The slope of the secant: 0 without a change, all that is possible where that is undecided."""
    change = t - z
    if change.is_zero():
        return balls.ball(0)
    if change.overlaps(balls.ball(0)):
        return balls.hull(balls.ball(0), balls.ball(_STEEPEST[name]))
    return (_activate(name, t) - _activate(name, z)) / change


def _times(matrix: list[list[Any]], x: list[Any]) -> list[Any]:
    return [balls.total(a * b for a, b in zip(row, x, strict=True)) for row in matrix]


def ball_carried(net: BallNetwork, L: int, layer: int, j: int, own: bool) -> Any:
    """Definition: the error, or the part that a layer adds itself, through the later layers."""
    n = min(max(L, 1), len(net.weights))
    if layer < 1 or (own and layer > n):
        return balls.ball(0)
    x, y, vector = list(net.x), list(net.x), []
    for index in range(n):
        w, v = net.weights[index], net.pruned_weights[index]
        z = [a + b for a, b in zip(_times(w, x), net.biases[index], strict=True)]
        t = [a + b for a, b in zip(_times(v, y), net.pruned_biases[index], strict=True)]
        if index + 1 == min(layer, n):
            changed = [[a - b for a, b in zip(r, s, strict=True)] for r, s in zip(v, w, strict=True)]
            moved = [c - b for c, b in zip(net.pruned_biases[index], net.biases[index], strict=True)]
            part = [a + b for a, b in zip(_times(changed, y), moved, strict=True)]
            vector = part if own else [b - a for a, b in zip(z, t, strict=True)]
        elif index + 1 > layer:
            vector = _times(w, vector)
        if index + 1 < n:
            name = net.activations[index]
            if index + 1 >= layer:
                vector = [_slope(name, a, b) * e for a, b, e in zip(z, t, vector, strict=True)]
            x, y = [_activate(name, a) for a in z], [_activate(name, b) for b in t]
    return vector[j - 1] if j <= len(vector) else balls.ball(0)
