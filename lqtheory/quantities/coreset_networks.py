"""Small networks sampled class by class, many draws at once: what probability claims about coresets are tried on."""

# pyright: reportArgumentType=false
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.members import Object
from lqtheory.quantities.coreset_counts import bernstein_count, iclr_count
from lqtheory.quantities.coreset_layers import layer_cancellations, published_cancellation_margin, published_point_count
from lqtheory.quantities.coreset_sensitivities import sensitivity_details
from lqtheory.quantities.coreset_splits import optimal_layer_accuracies, published_layer_accuracies

__all__ = [
    "POSITIVE_NETWORK",
    "SIGNED_NETWORK",
    "SampledNetwork",
    "as_it_is",
    "budgeted_outputs",
    "published_outputs",
    "sampled_rows",
]


@dataclass(frozen=True)
class SampledNetwork:
    """Two layers of weights with a ReLU between them, and points whose activations are not negative.

    Parameters
    ----------
    weights : tuple of two arrays, shapes (h, n) and (o, h)
        Weights, first layer first; there are no biases.
    points : array, shape (N, n)
        Points; the first one is the point at which the network is compared with its coreset.
    """

    weights: tuple[np.ndarray, np.ndarray]
    points: np.ndarray


def signed_network(rng: np.random.Generator) -> SampledNetwork:
    """Gamma weights, some of them negative and smaller; redrawn until no ratio at the first point exceeds 4."""
    n, h, o, N = (int(v) for v in rng.integers((2, 1, 1, 1), (7, 4, 3, 5)))
    while True:
        weights = tuple(
            np.round(rng.gamma(1.0, 1.0, shape) * np.where(rng.random(shape) < 0.15, -0.3, 1.0), 2)
            for shape in ((h, n), (o, h))
        )
        points = np.round(rng.random((N, n)), 2)
        hidden = np.maximum(points @ weights[0].T, 0.0)
        if max(np.max(layer_cancellations(w, a[:1])) for w, a in zip(weights, (points, hidden), strict=True)) <= 4.0:
            return SampledNetwork((weights[0], weights[1]), points)


def positive_network(rng: np.random.Generator) -> SampledNetwork:
    """Positive weights; the points are drawn anew from the unit cube whenever the network is tried."""
    n, h, o = (int(v) for v in rng.integers((2, 1, 1), (5, 4, 3)))
    weights = (np.round(rng.random((h, n)) + 0.05, 2), np.round(rng.random((o, h)) + 0.05, 2))
    return SampledNetwork(weights, np.ones((1, n)))


def as_it_is(value: Any) -> Any:
    """What is only drawn from, never decided in balls, stays what it is."""
    return value


SIGNED_NETWORK = Object(
    signed_network, ball=as_it_is, description="a network of two layers and points of a sample", of=()
)
POSITIVE_NETWORK = Object(
    positive_network, ball=as_it_is, description="a network of two layers with positive weights", of=()
)


def sampled_rows(rng: np.random.Generator, size: int, w: np.ndarray, q: np.ndarray, m: int) -> np.ndarray:
    """Draws of a class of nonnegative weights, re-weighted: c_j w_j/(m q_j) with c multinomial.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    size : int
        Number of draws.
    w : array, shape (n,)
        Weights of the class, at least 0.
    q : array, shape (n,) or (size, n)
        Probabilities; all 0 for a dead class.
    m : int or array of int, shape (size,)
        Draws of edges.

    Returns
    -------
    array, shape (size, n)
    """
    if not q.any():
        return np.zeros((size, w.size))
    sure = q / q.sum(axis=-1, keepdims=True)
    counts = rng.multinomial(m, sure, size=None if q.ndim == 2 else size)
    draws = np.asarray(m)[..., None] if q.ndim == 2 else m
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(q > 0, counts * w / (draws * sure), 0.0)


def budgeted_outputs(
    rng: np.random.Generator, size: int, net: SampledNetwork, epsilon: float, delta: float
) -> tuple[np.ndarray, np.ndarray]:
    r"""Outputs at the first point of coresets with Bernstein's counts and the optimal split of the accuracy.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    size : int
        Number of coresets.
    net : SampledNetwork
        The network; the ratios Δ are those of the first point.
    epsilon, delta : float
        Accuracy in (0, 1] and failure probability in (0, 1).

    Returns
    -------
    tuple of arrays, shapes (o,) and (size, o)
        The true outputs and those of the coresets.
    """
    inputs = [net.points, np.maximum(net.points @ net.weights[0].T, 0.0)]
    classes = [[[np.maximum(s * row, 0.0) for s in (1, -1)] for row in w] for w in net.weights]
    details = [
        [[sensitivity_details(part, a) for part in pair] for pair in layer]
        for layer, a in zip(classes, inputs, strict=True)
    ]
    ratios = [float(np.max(layer_cancellations(w, a[:1]))) for w, a in zip(net.weights, inputs, strict=True)]
    products = np.array([ratios[0] * ratios[1], ratios[1]])
    costs = [max(sum(max(float(d.total) - 1, 0.01) for pair in layer for d in pair), 0.01) for layer in details]
    accuracies = optimal_layer_accuracies(products, costs, math.log1p(epsilon))
    each = delta / (2 * sum(len(w) for w in net.weights))
    sampled = []
    for layer, found, accuracy in zip(classes, details, accuracies, strict=True):
        rows = []
        for pair, both in zip(layer, found, strict=True):
            draws = [
                sampled_rows(rng, size, part, np.asarray(d.q), _count(float(d.total), float(accuracy), each))
                for part, d in zip(pair, both, strict=True)
            ]
            rows.append(draws[0] - draws[1])
        sampled.append(np.stack(rows, axis=1))
    x = net.points[0]
    outputs = np.einsum("soh,sh->so", sampled[1], np.maximum(sampled[0] @ x, 0.0))
    return net.weights[1] @ inputs[1][0], outputs


def _count(total: float, accuracy: float, delta: float) -> int:
    """Bernstein's count; one draw where a class is dead or without variance."""
    return 1 if total <= 1.0 else int(bernstein_count(total, accuracy, delta, integer=True))


def published_outputs(
    rng: np.random.Generator, size: int, net: SampledNetwork, epsilon: float, delta: float
) -> tuple[np.ndarray, np.ndarray]:
    r"""Outputs at fresh points of coresets by the published recipe, samples of points drawn anew for each.

    Parameters
    ----------
    rng, size, epsilon, delta
        As in :func:`budgeted_outputs`.
    net : SampledNetwork
        A network with positive weights; points are uniform on the unit cube.

    Returns
    -------
    tuple of arrays, shapes (size, o)
        The true outputs and those of the coresets.

    Notes
    -----
    With positive weights every ratio is 1, so that the estimate of Δ is 1 + κ. K = max(1, ln(ηη*)).
    """
    n = net.weights[0].shape[1]
    eta, width = sum(len(w) for w in net.weights), max(n, len(net.weights[0]))
    margin = 1.0 + published_cancellation_margin(eta, width, delta)
    accuracies = published_layer_accuracies([margin] * 2, epsilon)
    K = max(1.0, math.log(eta * width))
    points = rng.random((size, published_point_count(eta, width, delta), n))
    fresh = rng.random((size, n))
    true, moved = fresh, fresh
    for w, accuracy in zip(net.weights, accuracies, strict=True):
        rows = []
        for row in w:
            parts = points * row
            s = np.max(parts / parts.sum(axis=-1, keepdims=True), axis=1)
            total = s.sum(axis=-1)
            counts = np.ceil(np.asarray(iclr_count(total, K, float(accuracy), eta, delta))).astype(np.int64)
            rows.append(sampled_rows(rng, size, row, s / total[:, None], counts))
        moved = np.maximum(np.einsum("soh,sh->so", np.stack(rows, axis=1), moved), 0.0)
        true, points = np.maximum(true @ w.T, 0.0), np.maximum(points @ w.T, 0.0)
    return true, moved
