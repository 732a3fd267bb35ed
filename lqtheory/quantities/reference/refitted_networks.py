"""Ball versions of the errors of re-fitted networks: the floating-point weights are measured exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm
from lqtheory.quantities.reference.norms import ball_lq_norm
from lqtheory.quantities.sampled_networks import SampledNetwork, refitted_weights

Ball = Any
Rows = list[list[Ball]]


def _balls(matrix: np.ndarray) -> Rows:
    return [balls.ball_vector(row) for row in matrix]


def _affine(rows: Rows, weight: Rows, bias: list[Ball]) -> Rows:
    def value(x: list[Ball], w: list[Ball], b: Ball) -> Ball:
        return balls.total(a * t for a, t in zip(w, x, strict=True)) + b

    return [[value(x, w, b) for w, b in zip(weight, bias, strict=True)] for x in rows]


def _after(net: SampledNetwork, weights: tuple[np.ndarray, ...], layer: int) -> Rows:
    """Activations of every input after a layer."""
    rows = _balls(net.samples)
    for number in range(1, layer + 1):
        rows = _affine(rows, _balls(weights[number - 1]), balls.ball_vector(net.biases[number - 1]))
        if number < len(weights):
            rows = [[t.max(balls.ball(0)) for t in x] for x in rows]
    return rows


def _mean_norm(rows: Rows) -> Ball:
    return balls.power(balls.total(t * t for x in rows for t in x) / len(rows), Fraction(1, 2))


def ball_refitted_error(net: SampledNetwork, L: int, k: int) -> Ball:
    """Distance of both outputs."""
    new = refitted_weights(net, L, k)
    n = len(new)
    before, after = _after(net, net.weights[:n], n), _after(net, new, n)
    return _mean_norm([[a - b for a, b in zip(x, y, strict=True)] for x, y in zip(after, before, strict=True)])


def ball_refit_step(net: SampledNetwork, L: int, layer: int, k: int) -> Ball:
    """What the change of one layer does to its outputs."""
    new = refitted_weights(net, L, k)
    if layer > len(new):
        return balls.ball(0)
    pairs = zip(_balls(new[layer - 1]), _balls(net.weights[layer - 1]), strict=True)
    change = [[a - b for a, b in zip(v, w, strict=True)] for v, w in pairs]
    return _mean_norm(_affine(_after(net, new, layer - 1), change, [balls.ball(0)] * len(change)))


def ball_refit_mass(net: SampledNetwork, L: int, layer: int, k: int, q: Ball) -> Ball:
    """The l_q norms of the masses of all neurons of a layer, added as squares."""
    new = refitted_weights(net, L, k)
    if layer > len(new):
        return balls.ball(0)
    columns = zip(*_after(net, new, layer - 1), strict=True)
    sizes = [_mean_norm([[t] for t in column]) for column in columns]
    rows = [[a * s for a, s in zip(row, sizes, strict=True)] for row in _balls(net.weights[layer - 1])]
    return balls.power(balls.total(ball_lq_norm(row, q) ** 2 for row in rows), Fraction(1, 2))


def ball_original_downstream(net: SampledNetwork, L: int, layer: int) -> Ball:
    """Product of the spectral norms after a layer."""
    result = balls.ball(1)
    for weight in net.weights[layer : min(max(L, 1), len(net.weights))]:
        result = result * spectral_norm(_balls(weight))
    return result
