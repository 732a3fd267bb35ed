"""Small networks with a pruned copy and an input: the instances on which network theorems are searched and checked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls

__all__ = ["BallNetwork", "TinyNetwork", "ball_network", "tiny_network"]

ACTIVATIONS = ("relu", "leaky_relu", "tanh", "sigmoid")


@dataclass(frozen=True, eq=False)
class TinyNetwork:
    """A network z^l = W^l x^(l-1) + b^l, x^l = φ_l(z^l), output z^L; its pruned copy; an input.

    Parameters
    ----------
    weights, pruned_weights : tuple of arrays
        W^l and W̃^l.
    biases, pruned_biases : tuple of arrays
        b^l and b̃^l.
    activations : tuple of str
        One of ``relu``, ``leaky_relu`` (slope 1/4), ``tanh``, ``sigmoid`` after each layer but the last.
    keep : tuple of tuples of int
        How many weights each row keeps.
    x : array
        The input.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    pruned_weights: tuple[np.ndarray, ...]
    pruned_biases: tuple[np.ndarray, ...]
    activations: tuple[str, ...]
    keep: tuple[tuple[int, ...], ...]
    x: np.ndarray

    def __repr__(self) -> str:
        layers = [(w.tolist(), v.tolist()) for w, v in zip(self.weights, self.pruned_weights, strict=True)]
        biases = [(b.tolist(), c.tolist()) for b, c in zip(self.biases, self.pruned_biases, strict=True)]
        return f"TinyNetwork(weights={layers}, biases={biases}, {self.activations}, x={self.x.tolist()})"


@dataclass(frozen=True, eq=False)
class BallNetwork:
    """The same with matrices as lists of rows of balls.

    Parameters
    ----------
    weights, pruned_weights : list of lists of lists of balls
        Rows of the matrices.
    biases, pruned_biases : list of lists of balls
        Biases.
    activations : tuple of str
        Activations.
    keep : tuple of tuples of int
        How many weights each row keeps.
    x : list of balls
        The input.
    """

    weights: list[list[list[Any]]]
    biases: list[list[Any]]
    pruned_weights: list[list[list[Any]]]
    pruned_biases: list[list[Any]]
    activations: tuple[str, ...]
    keep: tuple[tuple[int, ...], ...]
    x: list[Any]


def ball_network(net: TinyNetwork) -> BallNetwork:
    """The network in exact balls.

    Parameters
    ----------
    net : TinyNetwork
        Floats.

    Returns
    -------
    BallNetwork
    """
    weights, pruned = ([[balls.ball_vector(r) for r in w] for w in ws] for ws in (net.weights, net.pruned_weights))
    biases, moved = ([balls.ball_vector(b) for b in bs] for bs in (net.biases, net.pruned_biases))
    return BallNetwork(weights, biases, pruned, moved, net.activations, net.keep, balls.ball_vector(net.x))


def tiny_network(rng: np.random.Generator, *, layers: int = 4, plain: bool = False, **_: Any) -> TinyNetwork:
    """A random network of four layers with at most four neurons each; every row keeps its largest entries.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    layers : int
        Number of layers; theorems look at the first L of them.
    plain : bool
        Whether biases are zero and activations have constant 1 and vanish at zero.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    TinyNetwork
        With entries of two digits; some matrices are flat, sparse, of rank one or small integers.
    """
    widths = [int(v) for v in rng.integers(1, 5, layers + 1)]
    kinds: tuple[str, ...] = ACTIVATIONS[:3] if plain else ACTIVATIONS
    if plain or rng.random() < 0.5:
        kinds = ("relu",)
    weights, biases, pruned, moved, keep = [], [], [], [], []
    for columns, rows in itertools.pairwise(widths):
        weight = _matrix(rng, rows, columns)
        counts = [int(v) for v in rng.integers(0 if rng.random() < 0.2 else 1, columns + 1, rows)]
        kept = np.zeros_like(weight)
        for row, (entries, count) in enumerate(zip(weight, counts, strict=True)):
            largest = np.argsort(-np.abs(entries), kind="stable")[:count]
            kept[row, largest] = entries[largest]
        bias = np.zeros(rows) if plain else np.round(rng.standard_normal(rows), 1)
        weights.append(weight)
        pruned.append(kept)
        biases.append(bias)
        moved.append(bias if rng.random() < 0.7 else bias * (rng.random(rows) < 0.5))
        keep.append(tuple(counts))
    activations = tuple(str(rng.choice(kinds)) for _ in range(layers - 1))
    x = np.round(rng.standard_normal(widths[0]) * rng.choice((0.1, 1.0, 5.0)), 2)
    parts = (tuple(weights), tuple(biases), tuple(pruned), tuple(moved))
    return TinyNetwork(*parts, activations, tuple(keep), x)


def _matrix(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    way = int(rng.integers(5))
    if way == 0:
        return np.full((rows, columns), float(rng.choice((1.0, -1.0, 0.5))))
    if way == 1:
        return rng.integers(-2, 3, (rows, columns)).astype(np.float64)
    if way == 2:
        return np.round(np.outer(rng.standard_normal(rows), rng.standard_normal(columns)), 2)
    return np.round(rng.standard_normal((rows, columns)), 2)
