"""Small networks with a sample of inputs, whose neurons are re-fitted on few inputs each (dossier ``lq.net.dict``).

Instances of the dossier's reconstruction of the paper's network theorem.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lqtheory.members import Object

__all__ = ["CONSTANTS", "SAMPLED", "SampledNetwork", "activations_of", "refitted_weights", "sampled_network"]

#: Activations of the instances, with their Lipschitz constants.
CONSTANTS = {"relu": 1.0, "leaky_relu": 1.0, "tanh": 1.0, "sigmoid": 0.25}
_ACTIVATE: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.25 * z),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


@dataclass(frozen=True, eq=False)
class SampledNetwork:
    """A network z^l = W^l x^(l-1) + b^l, x^l = φ_l(z^l), output z^L, a sample, and how many inputs neurons keep.

    Parameters
    ----------
    weights, biases : tuple of arrays
        W^l and b^l.
    activations : tuple of str
        φ_l after each layer but the last, keys of ``CONSTANTS``.
    keep : tuple of tuples of int
        How many inputs each neuron of a layer may use after re-fitting, at least 1.
    samples : array, shape (inputs, features)
        The sample; means are over its rows.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    activations: tuple[str, ...]
    keep: tuple[tuple[int, ...], ...]
    samples: np.ndarray

    def __repr__(self) -> str:
        layers = [(w.tolist(), b.tolist()) for w, b in zip(self.weights, self.biases, strict=True)]
        return f"SampledNetwork({layers}, {self.activations}, {self.keep}, {self.samples.tolist()})"


def sampled_network(rng: np.random.Generator, *, L: int, N: int) -> SampledNetwork:
    """A random network of L layers with at most N neurons each, at most four inputs and a sample of at most six.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    L, N : int
        Number of layers, and of neurons of a layer at most.

    Returns
    -------
    SampledNetwork
    """
    widths = [int(rng.integers(1, 5)), *(int(v) for v in rng.integers(1, N + 1, L))]
    flat = rng.random() < 0.3
    shapes = [(rows, columns) for columns, rows in itertools.pairwise(widths)]
    weights = tuple(np.ones(s) if flat else np.round(rng.standard_normal(s), 1) for s in shapes)
    biases = tuple(np.round(rng.standard_normal(rows), 1) for rows, _columns in shapes)
    keep = tuple(tuple(int(v) for v in rng.integers(1, columns + 1, rows)) for rows, columns in shapes)
    activations = tuple(str(rng.choice(list(CONSTANTS))) for _ in range(L - 1))
    size = int(rng.integers(1, 7))
    orthogonal = rng.random() < 0.3 and size >= widths[0]
    samples = np.eye(size)[:, : widths[0]] if orthogonal else np.round(rng.standard_normal((size, widths[0])), 1)
    return SampledNetwork(weights, biases, activations, keep, samples)


def _fits(net: SampledNetwork, *, L: int, N: int) -> bool:
    """Whether there are L layers with at most N neurons each."""
    return len(net.weights) == L and all(len(weight) <= N for weight in net.weights)


def _same(net: SampledNetwork) -> SampledNetwork:
    """Ball versions of quantities measure the same floating-point numbers exactly."""
    return net


#: Member of a domain that declares L and N before.
SAMPLED = Object(
    sampled_network,
    ball=_same,
    description="a network of L layers with at most N neurons each, a sample, and numbers of inputs to keep",
    of=("L", "N"),
    fits=_fits,
)


def activations_of(net: SampledNetwork, weights: tuple[np.ndarray, ...], layer: int, *, before: bool) -> np.ndarray:
    """Activations after a layer for every input, with given weights in the place of the network's own.

    Parameters
    ----------
    net : SampledNetwork
        Biases, activations and sample.
    weights : tuple of arrays
        Weights of the layers.
    layer : int
        After which layer, 0 for the sample itself.
    before : bool
        Whether values before the activation of that layer are wanted; there is none after the last one.

    Returns
    -------
    array, shape (inputs, neurons)
    """
    x = net.samples
    for number, (w, b) in enumerate(zip(weights[:layer], net.biases, strict=False), start=1):
        x = x @ w.T + b
        if number < len(net.weights) and not (before and number == layer):
            x = _ACTIVATE[net.activations[number - 1]](x)
    return x


@functools.lru_cache(maxsize=64)
def refitted_weights(net: SampledNetwork) -> tuple[np.ndarray, ...]:
    """Weights with every neuron re-fitted by least squares on its best inputs, as in the reconstructed theorem.

    Parameters
    ----------
    net : SampledNetwork
        The network.

    Returns
    -------
    tuple of arrays
        Layers in order; each sees the activations of the layers re-fitted before it. All subsets are tried.
    """
    found: list[np.ndarray] = []
    for layer, (weight, counts) in enumerate(zip(net.weights, net.keep, strict=True), start=1):
        atoms = activations_of(net, tuple(found), layer - 1, before=False)
        found.append(np.array([_best_subset(atoms, row, k) for row, k in zip(weight, counts, strict=True)]))
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
