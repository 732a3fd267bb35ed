"""Ball versions of the row bound of small networks from norms, written with lists from the definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference import network_errors as single
from lqtheory.quantities.reference.norms import ball_lq_norm
from lqtheory.quantities.reference.worst_case import ball_stechkin_bound, ball_worst_case
from lqtheory.quantities.tiny_networks import BallNetwork

Ball = Any


def root_mean_square(values: list[Ball]) -> Ball:
    """Norm in L_2 of the uniform law."""
    return single._norm(values) / balls.ball(len(values)).sqrt()


def ball_downstream_rows(net: BallNetwork, layer: int) -> Ball:
    """Product of the largest row sums and slope bounds after a layer, by definition."""
    return single._downstream(
        net, net.weights, layer, lambda w: balls.maximum(balls.total(abs(a) for a in row) for row in w)
    )


def ball_row_perturbation(net: BallNetwork, layer: int) -> Ball:
    """Largest entry of the perturbation of a layer, by definition."""
    change, moved = single._change(net, layer)
    states = single._states(net, len(net.weights))
    return balls.maximum(abs(t) for t in single._plus(single._times(change, states[layer - 1]), moved))


def _largest(net: BallNetwork, layer: int, of_row: Callable[[list[Ball], int], Ball]) -> Ball:
    size = balls.maximum(abs(t) for t in single._states(net, len(net.weights))[layer - 1])
    moved = single._change(net, layer)[1]
    rows = zip(net.weights[layer - 1], net.keep[layer - 1], moved, strict=True)
    return balls.maximum(of_row(row, k) * size + abs(b) for row, k, b in rows)


def ball_tail_rows(net: BallNetwork, layer: int) -> Ball:
    """Sums of the pruned entries, by definition."""
    return _largest(
        net,
        layer,
        lambda row, k: balls.total([balls.ball(0), *balls.sort_descending(abs(v) for v in row)[k:]]),
    )


def ball_class_rows(net: BallNetwork, layer: int, q: Ball) -> Ball:
    """Worst cases times class norms, by definition."""
    one = balls.ball(1)
    return _largest(net, layer, lambda row, k: ball_worst_case(k, len(row), q, one) * ball_lq_norm(row, q))


def ball_stechkin_rows(net: BallNetwork, layer: int, q: Ball) -> Ball:
    """Stechkin bounds times class norms, by definition."""
    one = balls.ball(1)
    rate = lambda k: ball_stechkin_bound(k, q, one) if k else one  # noqa: E731
    return _largest(net, layer, lambda row, k: rate(k) * ball_lq_norm(row, q))
