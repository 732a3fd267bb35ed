"""Small networks with a sample of inputs, whose neurons are re-fitted on few inputs each (dossier ``lq.net.dict``)."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["SampledNetwork", "activations_of", "refitted_weights", "sampled_network"]


@dataclass(frozen=True, eq=False)
class SampledNetwork:
    """A ReLU network z^l = W^l x^(l-1) + b^l and a sample of inputs.

    Parameters
    ----------
    weights, biases : tuple of arrays
        W^l and b^l.
    samples : array, shape (inputs, features)
        The sample; means are over its rows.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    samples: np.ndarray

    def __repr__(self) -> str:
        layers = [(w.tolist(), b.tolist()) for w, b in zip(self.weights, self.biases, strict=True)]
        return f"SampledNetwork({layers}, {self.samples.tolist()})"


def sampled_network(rng: np.random.Generator, **_: Any) -> SampledNetwork:
    """A random network of three layers with at most four neurons each, and at most six inputs.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SampledNetwork
    """
    widths = [int(v) for v in rng.integers(1, 5, 4)]
    flat = rng.random() < 0.3
    shapes = [(rows, columns) for columns, rows in itertools.pairwise(widths)]
    weights = tuple(np.ones(s) if flat else np.round(rng.standard_normal(s), 1) for s in shapes)
    biases = tuple(np.round(rng.standard_normal(rows), 1) for rows, _columns in shapes)
    size = int(rng.integers(1, 7))
    orthogonal = rng.random() < 0.3 and size >= widths[0]
    samples = np.eye(size)[:, : widths[0]] if orthogonal else np.round(rng.standard_normal((size, widths[0])), 1)
    return SampledNetwork(weights, biases, samples)


def activations_of(net: SampledNetwork, weights: tuple[np.ndarray, ...], layer: int) -> np.ndarray:
    """Activations after a layer for every input, with given weights in the place of the network's own.

    Parameters
    ----------
    net : SampledNetwork
        Biases and sample.
    weights : tuple of arrays
        Weights of the layers.
    layer : int
        After which layer, 0 for the sample itself; after the last of the weights there is no ReLU.

    Returns
    -------
    array, shape (inputs, neurons)
    """
    x = net.samples
    for number, (w, b) in enumerate(zip(weights[:layer], net.biases, strict=False), start=1):
        x = x @ w.T + b
        if number < len(weights):
            x = np.maximum(x, 0.0)
    return x


@functools.lru_cache(maxsize=64)
def refitted_weights(net: SampledNetwork, L: int, k: int) -> tuple[np.ndarray, ...]:
    """Weights of the first L layers, each neuron re-fitted by least squares on its best k inputs.

    Parameters
    ----------
    net : SampledNetwork
        The network.
    L, k : int
        Number of layers, and of inputs that each neuron keeps.

    Returns
    -------
    tuple of arrays
        Layers in order; each sees the activations of the layers re-fitted before it. All subsets are tried.
    """
    original = net.weights[: min(max(L, 1), len(net.weights))]
    found: list[np.ndarray] = []
    for layer, weight in enumerate(original, start=1):
        current = (*found, *original[layer - 1 :])
        atoms = activations_of(net, current, layer - 1)
        found.append(np.array([_best_subset(atoms, row, k) for row in weight]))
    return tuple(found)


def _best_subset(atoms: np.ndarray, row: np.ndarray, k: int) -> np.ndarray:
    n = len(row)
    if k >= n:
        return row
    target, best, least = atoms @ row, np.zeros(n), np.inf
    for subset in itertools.combinations(range(n), k):
        columns = atoms[:, subset]
        fitted = np.linalg.lstsq(columns, target, rcond=1e-10)[0]
        error = float(np.linalg.norm(columns @ fitted - target))
        if error < least:
            best, least = np.zeros(n), error
            best[list(subset)] = fitted
    return best
