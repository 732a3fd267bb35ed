"""Ball versions of the errors of re-fitted networks: the floating-point weights are measured exactly.

For the reconstruction of the paper's network theorem (dossier ``lq.net.dict``).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm
from lqtheory.quantities.sampled_networks import SampledNetwork, refitted_weights

Ball = Any
Rows = list[list[Ball]]


def _balls(matrix: np.ndarray) -> Rows:
    return [balls.ball_vector(row) for row in matrix]


def _affine(rows: Rows, weight: Rows, bias: list[Ball]) -> Rows:
    def value(x: list[Ball], w: list[Ball], b: Ball) -> Ball:
        return balls.total(a * t for a, t in zip(w, x, strict=True)) + b

    return [[value(x, w, b) for w, b in zip(weight, bias, strict=True)] for x in rows]


def _activate(name: str, t: Ball) -> Ball:
    if name == "relu":
        return t.max(balls.ball(0))
    if name == "leaky_relu":
        return t.max(t / 4)
    return t.tanh() if name == "tanh" else 1 / (1 + (-t).exp())


def _after(net: SampledNetwork, weights: tuple[np.ndarray, ...], layer: int, before: bool) -> Rows:
    """Values of every input after a layer, before or behind its activation."""
    rows = _balls(net.samples)
    for number in range(1, layer + 1):
        rows = _affine(rows, _balls(weights[number - 1]), balls.ball_vector(net.biases[number - 1]))
        if number < len(net.weights) and (number < layer or not before):
            rows = [[_activate(net.activations[number - 1], t) for t in x] for x in rows]
    return rows


def _lengths(rows: Rows) -> list[Ball]:
    """Norm in L_2 of the sample of every column."""
    columns = zip(*rows, strict=True)
    return [balls.power(balls.total(t * t for t in column) / len(rows), Fraction(1, 2)) for column in columns]


def _norm(values: list[Ball]) -> Ball:
    return balls.power(balls.total(t * t for t in values), Fraction(1, 2))


def _gaps(net: SampledNetwork, layer: int, before: bool) -> list[Ball]:
    new, old = (_after(net, weights, layer, before) for weights in (refitted_weights(net), net.weights))
    return _lengths([[a - b for a, b in zip(x, y, strict=True)] for x, y in zip(new, old, strict=True)])


def _steps(net: SampledNetwork, layer: int) -> list[Ball]:
    pairs = zip(_balls(refitted_weights(net)[layer - 1]), _balls(net.weights[layer - 1]), strict=True)
    change = [[a - b for a, b in zip(v, w, strict=True)] for v, w in pairs]
    inputs = _after(net, refitted_weights(net), layer - 1, False)
    return _lengths(_affine(inputs, change, [balls.ball(0)] * len(change)))


def ball_preactivation_error(net: SampledNetwork, layer: int) -> Ball:
    """Distance of a layer from the original one before its activation."""
    return _norm(_gaps(net, layer, True))


def ball_activation_error(net: SampledNetwork, layer: int) -> Ball:
    """Distance of a layer from the original one behind its activation."""
    return _norm(_gaps(net, layer, False))


def ball_largest_preactivation_error(net: SampledNetwork, layer: int) -> Ball:
    """Largest distance of a neuron from the original one before its activation."""
    return balls.maximum(_gaps(net, layer, True))


def ball_largest_activation_error(net: SampledNetwork, layer: int) -> Ball:
    """Largest distance of a neuron from the original one behind its activation."""
    return balls.maximum(_gaps(net, layer, False))


def ball_activation_constant(net: SampledNetwork, layer: int) -> Ball:
    """Lipschitz constant of the activation after a layer."""
    sigmoid = 1 <= layer < len(net.weights) and net.activations[layer - 1] == "sigmoid"
    return balls.ball(Fraction(1, 4) if sigmoid else 1)


def ball_layer_norm(net: SampledNetwork, layer: int) -> Ball:
    """Spectral norm of the weights."""
    return spectral_norm(_balls(net.weights[layer - 1]))


def ball_layer_row_norm(net: SampledNetwork, layer: int) -> Ball:
    """Largest l_1 norm of a row of the weights."""
    return balls.maximum(balls.total(abs(a) for a in row) for row in _balls(net.weights[layer - 1]))


def _downstream(net: SampledNetwork, layer: int, norm: Any) -> Ball:
    result = balls.ball(1)
    for j in range(len(net.weights), layer, -1):
        result = result * norm(net, j) * ball_activation_constant(net, j - 1)
    return result


def ball_original_downstream(net: SampledNetwork, layer: int) -> Ball:
    """Product of constants and spectral norms after a layer."""
    return _downstream(net, layer, ball_layer_norm)


def ball_row_downstream(net: SampledNetwork, layer: int) -> Ball:
    """Product of constants and largest row norms after a layer."""
    return _downstream(net, layer, ball_layer_row_norm)


def ball_refit_step(net: SampledNetwork, layer: int) -> Ball:
    """What re-fitting a layer does to its outputs."""
    return _norm(_steps(net, layer))


def ball_neuron_step(net: SampledNetwork, layer: int, i: int) -> Ball:
    """What re-fitting a neuron does to its outputs; nothing if it is not there."""
    steps = _steps(net, layer)
    return steps[i - 1] if i <= len(steps) else balls.ball(0)


def ball_neuron_masses(net: SampledNetwork, layer: int, i: int) -> list[Ball]:
    """Magnitudes of the weights of a neuron times the norms of its inputs; a zero if it is not there."""
    rows = _balls(net.weights[layer - 1])
    if i > len(rows):
        return [balls.ball(0)]
    sizes = _lengths(_after(net, refitted_weights(net), layer - 1, False))
    return [abs(a) * s for a, s in zip(rows[i - 1], sizes, strict=True)]


def ball_neuron_weights(net: SampledNetwork, layer: int, i: int) -> list[Ball]:
    """Original weights of a neuron; a zero if it is not there."""
    rows = _balls(net.weights[layer - 1])
    return rows[i - 1] if i <= len(rows) else [balls.ball(0)]


def ball_largest_input(net: SampledNetwork, layer: int) -> Ball:
    """Largest norm in L_2 of the sample of what a layer of the re-fitted network sees."""
    return balls.maximum(_lengths(_after(net, refitted_weights(net), layer - 1, False)))


def ball_neuron_count(net: SampledNetwork, layer: int, i: int) -> Ball:
    """How many inputs a neuron keeps, as listed."""
    counts = net.keep[layer - 1]
    return balls.ball(counts[i - 1] if i <= len(counts) else 1)
