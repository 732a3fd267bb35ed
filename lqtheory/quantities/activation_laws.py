"""Laws of the activations of one neuron's edges: given points, and clouds around them, as a mixture."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lqtheory.members import Object
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.score_laws import weights_of

__all__ = ["ACTIVATIONS", "Activations", "draw_importances"]


class Activations(NamedTuple):
    """A law of nonnegative activations: whole weights of its parts, their centres, and how wide each is.

    An activation is that of the centre times u^-spread, u uniform on (0, 1]: heavy tails, and the centre itself for 0.
    """

    weights: tuple[int, ...]
    centres: tuple[tuple[float, ...], ...]
    spreads: tuple[float, ...]


def activations(rng: np.random.Generator, n: int) -> Activations:
    """Up to eight parts with few or many active edges of different sizes; silent ones among them."""
    weights = weights_of(rng, 8)
    centres = rng.gamma(0.5, 1.0, (len(weights), n)) * (rng.random((len(weights), n)) < rng.random((len(weights), 1)))
    spreads = rng.gamma(1.0, 0.5, len(weights)) * (rng.random(len(weights)) < 0.7)
    return Activations(weights, tuple(tuple(row.tolist()) for row in centres), tuple(spreads.tolist()))


def are_activations(law: Any, n: int) -> bool:
    """Whether an object is a law of n nonnegative activations."""
    return (
        isinstance(law, Activations)
        and len(law.weights) == len(law.centres) == len(law.spreads)
        and all(len(row) == n and min(row) >= 0 for row in law.centres)
        and min(law.spreads) >= 0
    )


ACTIVATIONS = Object(
    activations,
    ball=as_it_is,
    description="a law of nonnegative activations of n edges: given points and clouds around them",
    of=("n",),
    fits=are_activations,
)


def draw_importances(rng: np.random.Generator, law: Activations, size: int, points: int) -> np.ndarray:
    """Relative importances g_j of edges of equal weights at independent points.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    law : Activations
        The law; only products of weights and activations matter, so that the weights are 1.
    size, points : int
        Numbers of draws, and of points in each.

    Returns
    -------
    array of float64, shape (size, points, n)
        Zeros at points where no edge is active.

    Examples
    --------
    >>> law = Activations((1,), ((1.0, 3.0),), (0.0,))
    >>> draw_importances(np.random.default_rng(0), law, 1, 1).tolist()
    [[[0.25, 0.75]]]
    """
    chances = np.array(law.weights, dtype=np.float64)
    kinds = rng.choice(len(chances), (size, points), p=chances / chances.sum())
    spread, centres = np.array(law.spreads)[kinds][..., None], np.array(law.centres)[kinds]
    activations = centres * (1.0 - rng.random(centres.shape)) ** -spread
    return relative_importance(np.ones(centres.shape[-1]), activations)
