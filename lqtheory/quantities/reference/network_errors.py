"""Ball versions of the quantities of small networks, written with lists from the definitions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.norms import ball_lq_norm
from lqtheory.quantities.reference.worst_case import ball_stechkin_bound, ball_worst_case
from lqtheory.quantities.tiny_networks import BallNetwork

Ball = Any
Matrix = list[list[Ball]]


def cut(net: BallNetwork, layers: int) -> BallNetwork:
    """The network that consists of the first layers, or of all if there are fewer."""
    n = min(max(layers, 1), len(net.weights))
    return BallNetwork(
        net.weights[:n], net.biases[:n], net.pruned_weights[:n], net.pruned_biases[:n], net.activations[: n - 1],
        net.keep[:n], net.x,
    )  # fmt: skip


def _entry(outputs: list[Ball], j: int) -> Ball:
    """The j-th output, 0 if there are fewer."""
    return outputs[j - 1] if j <= len(outputs) else balls.ball(0)


def _times(matrix: Matrix, x: list[Ball]) -> list[Ball]:
    return [balls.total(a * b for a, b in zip(row, x, strict=True)) for row in matrix]


def _plus(x: list[Ball], y: list[Ball]) -> list[Ball]:
    return [a + b for a, b in zip(x, y, strict=True)]


def _minus(x: list[Ball], y: list[Ball]) -> list[Ball]:
    return [a - b for a, b in zip(x, y, strict=True)]


def _norm(x: list[Ball]) -> Ball:
    return balls.power(balls.total(a * a for a in x), Fraction(1, 2))


def _frobenius(matrix: Matrix) -> Ball:
    return _norm([a for row in matrix for a in row])


def _activate(name: str, t: Ball) -> Ball:
    zero = balls.ball(0)
    if name == "relu":
        return t.max(zero)
    if name == "leaky_relu":
        return t.max(t / 4)
    return t.tanh() if name == "tanh" else 1 / (1 + (-t).exp())


def _constant(net: BallNetwork, layer: int) -> Ball:
    sigmoid = layer <= len(net.activations) and net.activations[layer - 1] == "sigmoid"
    return balls.ball(Fraction(1, 4) if sigmoid else 1)


def _affine(net: BallNetwork, layer: int, x: list[Ball], pruned: bool) -> list[Ball]:
    w, b = (net.pruned_weights, net.pruned_biases) if pruned else (net.weights, net.biases)
    return _plus(_times(w[layer - 1], x), b[layer - 1])


def _states(net: BallNetwork, n_pruned: int) -> list[list[Ball]]:
    found = [net.x]
    for layer in range(1, len(net.weights) + 1):
        z = _affine(net, layer, found[-1], pruned=layer <= n_pruned)
        found.append([_activate(net.activations[layer - 1], t) for t in z] if layer < len(net.weights) else z)
    return found


def _checked(net: BallNetwork, layer: int) -> int:
    if not 1 <= layer <= len(net.weights):
        raise DomainError(f"l={layer} is outside {{1,…,L}} with L={len(net.weights)} (network quantities)")
    return layer


def _change(net: BallNetwork, layer: int) -> tuple[Matrix, list[Ball]]:
    i = _checked(net, layer) - 1
    rows = [_minus(v, w) for v, w in zip(net.pruned_weights[i], net.weights[i], strict=True)]
    return rows, _minus(net.pruned_biases[i], net.biases[i])


def ball_output_error(net: BallNetwork) -> Ball:
    """Output error, by definition."""
    return _norm(_minus(_states(net, len(net.weights))[-1], _states(net, 0)[-1]))


def ball_output_change(net: BallNetwork, j: int) -> Ball:
    """Output change, by definition."""
    return _entry(_states(net, len(net.weights))[-1], j) - _entry(_states(net, 0)[-1], j)


def ball_hybrid_output(net: BallNetwork, layer: int, j: int) -> Ball:
    """Hybrid output, by definition."""
    return _entry(_states(net, layer)[-1], j)


def ball_hybrid_step(net: BallNetwork, layer: int) -> Ball:
    """Hybrid step, by definition."""
    return _norm(_minus(_states(net, layer)[-1], _states(net, layer - 1)[-1]))


def _downstream(net: BallNetwork, matrices: list[Matrix], layer: int, norm: Callable[[Matrix], Ball]) -> Ball:
    result = balls.ball(1)
    for later in range(len(matrices), _checked(net, layer), -1):
        result = result * norm(matrices[later - 1]) * _constant(net, later - 1)
    return result


def ball_downstream_lipschitz(net: BallNetwork, layer: int) -> Ball:
    """Downstream lipschitz, by definition."""
    return _downstream(net, net.weights, layer, spectral_norm)


def ball_pruned_downstream_lipschitz(net: BallNetwork, layer: int) -> Ball:
    """Pruned downstream lipschitz, by definition."""
    return _downstream(net, net.pruned_weights, layer, spectral_norm)


def ball_downstream_frobenius(net: BallNetwork, layer: int) -> Ball:
    """Downstream frobenius, by definition."""
    return _downstream(net, net.weights, layer, _frobenius)


def ball_layer_perturbation(net: BallNetwork, layer: int) -> Ball:
    """Layer perturbation, by definition."""
    change, moved = _change(net, layer)
    return _norm(_plus(_times(change, _states(net, len(net.weights))[layer - 1]), moved))


def ball_mirrored_perturbation(net: BallNetwork, layer: int) -> Ball:
    """Mirrored perturbation, by definition."""
    change, moved = _change(net, layer)
    return _norm(_plus(_times(change, _states(net, 0)[layer - 1]), moved))


def ball_change_norm(net: BallNetwork, layer: int) -> Ball:
    """Change norm, by definition."""
    return spectral_norm(_change(net, layer)[0])


def ball_change_frobenius(net: BallNetwork, layer: int) -> Ball:
    """Change frobenius, by definition."""
    return _frobenius(_change(net, layer)[0])


def ball_bias_change(net: BallNetwork, layer: int) -> Ball:
    """Bias change, by definition."""
    return _norm(_change(net, layer)[1])


def ball_pruned_activation_norm(net: BallNetwork, layer: int) -> Ball:
    """Pruned activation norm, by definition."""
    return _norm(_states(net, len(net.weights))[layer])


def _radius(net: BallNetwork, layer: int, norm: Callable[[Matrix], Ball]) -> Ball:
    if layer == 0:
        return _norm(net.x)
    w, b, name = net.pruned_weights[layer - 1], net.pruned_biases[layer - 1], net.activations[layer - 1]
    at_zero = _norm([_activate(name, balls.ball(0))] * len(b))
    return _constant(net, layer) * (norm(w) * _radius(net, layer - 1, norm) + _norm(b)) + at_zero


def ball_activation_radius(net: BallNetwork, layer: int) -> Ball:
    """Activation radius, by definition."""
    return _radius(net, layer, spectral_norm)


def ball_activation_radius_frobenius(net: BallNetwork, layer: int) -> Ball:
    """Activation radius frobenius, by definition."""
    return _radius(net, layer, _frobenius)


def ball_weight_row(net: BallNetwork, layer: int, i: int) -> list[Ball]:
    """Row of a layer, by definition; a zero if there are fewer."""
    rows = net.weights[_checked(net, layer) - 1]
    return rows[i - 1] if i <= len(rows) else [balls.ball(0)]


def ball_kept_count(net: BallNetwork, layer: int, i: int) -> Ball:
    """Number of entries of a row that are kept, as listed."""
    counts = net.keep[_checked(net, layer) - 1]
    return balls.ball(counts[i - 1] if i <= len(counts) else 0)


def ball_pruned_count(net: BallNetwork, layer: int, i: int) -> Ball:
    """Number of entries of a row that are not kept."""
    return len(ball_weight_row(net, layer, i)) - ball_kept_count(net, layer, i)


def ball_class_change(net: BallNetwork, layer: int, q: Ball) -> Ball:
    """Class change, by definition."""
    i = _checked(net, layer) - 1
    rows = zip(net.weights[i], net.keep[i], strict=True)
    return _norm([_rate(k, len(row), q) * ball_lq_norm(row, q) for row, k in rows])


def _rate(k: int, n: int, q: Ball) -> Ball:
    return balls.ball(1) if k == 0 else ball_worst_case(k, n, q, balls.ball(2))


def ball_stechkin_change(net: BallNetwork, layer: int, q: Ball) -> Ball:
    """Stechkin change, by definition."""
    i = _checked(net, layer) - 1
    rates = [balls.ball(1) if k == 0 else ball_stechkin_bound(k, q, balls.ball(2)) for k in net.keep[i]]
    return _norm([rate * ball_lq_norm(row, q) for rate, row in zip(rates, net.weights[i], strict=True)])


def _entry_errors(net: BallNetwork, last: int) -> list[Ball]:
    states = _states(net, len(net.weights))
    error = [balls.ball(0)] * len(net.x)
    for layer, w in enumerate(net.weights[:last], start=1):
        change, moved = _change(net, layer)
        added = [abs(t) for t in _plus(_times(change, states[layer - 1]), moved)]
        carried = _times([[abs(a) for a in row] for row in w], error)
        error = [_constant(net, layer) * t for t in _plus(carried, added)]
    return error


def ball_entrywise_error(net: BallNetwork, j: int) -> Ball:
    """Entrywise error, by definition."""
    return _entry(_entry_errors(net, len(net.weights)), j)


def ball_entrywise_excess(net: BallNetwork, layer: int) -> Ball:
    """Entrywise excess, by definition."""
    last = min(layer, len(net.weights))
    change = _minus(_states(net, len(net.weights))[last], _states(net, 0)[last])
    return balls.maximum([balls.ball(0), *_minus([abs(t) for t in change], _entry_errors(net, last))])


def ball_hybrid_distance(net: BallNetwork, layer: int) -> Ball:
    """Distance of a hybrid from the original network, by definition."""
    return _norm(_minus(_states(net, layer)[-1], _states(net, 0)[-1]))


def _mirrored(net: BallNetwork, layer: int) -> list[Ball]:
    """Output of the network whose first layers are original and whose last ones are pruned."""
    x = net.x
    for number in range(1, len(net.weights) + 1):
        z = _affine(net, number, x, pruned=number > layer)
        x = [_activate(net.activations[number - 1], t) for t in z] if number < len(net.weights) else z
    return x


def ball_mirrored_step(net: BallNetwork, layer: int) -> Ball:
    """Mirrored step, by definition."""
    return _norm(_minus(_mirrored(net, layer), _mirrored(net, layer - 1)))


def ball_mirrored_distance(net: BallNetwork, layer: int) -> Ball:
    """Mirrored distance, by definition."""
    return _norm(_minus(_mirrored(net, layer), _mirrored(net, 0)))


def ball_row_error(net: BallNetwork) -> Ball:
    """Row error, by definition."""
    return _row(net, len(net.weights))


def ball_entrywise_over_row(net: BallNetwork, layer: int) -> Ball:
    """Largest entrywise error minus row error, by definition."""
    return balls.maximum(_entry_errors(net, layer)) - _row(net, layer)


def ball_mixed_product(net: BallNetwork, layer: int) -> Ball:
    """Mixed product, by definition."""
    result = _norm(net.x)
    for number, w in enumerate(net.weights, start=1):
        a = spectral_norm(w)
        result = result * (a + spectral_norm(_change(net, number)[0]) if number <= layer else a)
    return result


def _row(net: BallNetwork, last: int) -> Ball:
    states, error = _states(net, len(net.weights)), balls.ball(0)
    for layer, w in enumerate(net.weights[:last], start=1):
        change, moved = _change(net, layer)
        added = balls.maximum(abs(t) for t in _plus(_times(change, states[layer - 1]), moved))
        row_norm = balls.maximum(balls.total(abs(a) for a in row) for row in w)
        error = _constant(net, layer) * (row_norm * error + added)
    return error


def ball_product_error(net: BallNetwork) -> Ball:
    """Product error, by definition."""
    both, original = balls.ball(1), balls.ball(1)
    for layer, w in enumerate(net.weights, start=1):
        a, e = spectral_norm(w), spectral_norm(_change(net, layer)[0])
        both, original = both * (a + e), original * a
    return (both - original) * _norm(net.x)
