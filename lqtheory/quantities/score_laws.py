"""Laws of scores, any law but for its values: for claims about order statistics of samples of any law.

Scores are compared only, so that their law is its cells in order: atoms, and pieces without atoms. Chances are whole
weights over their sum, so that every claim is decided in integers.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory.members import Object
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.exact_binomials import binomial_probability

__all__ = [
    "EXCHANGEABLE_SCORES",
    "SCORE_LAW",
    "Exchangeable",
    "ScoreLaw",
    "above_rank_probability",
    "draw_exchangeable",
    "draw_scores",
    "share_below",
    "weights_of",
]


class ScoreLaw(NamedTuple):
    """Cells of a law of scores from the lowest to the highest: whole weights, and which cells are without atoms."""

    weights: tuple[int, ...]
    spread: tuple[bool, ...]


class Exchangeable(NamedTuple):
    """A mixture: with chances by whole weights, independent scores of a law, or given scores in random order."""

    weights: tuple[int, ...]
    parts: tuple[ScoreLaw | tuple[int, ...], ...]


def weights_of(rng: np.random.Generator, most: int) -> tuple[int, ...]:
    """Whole weights of one to ``most`` kinds, alike or of very different sizes.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    most : int
        Largest number of kinds.

    Returns
    -------
    tuple of int
        All at least 1.

    Examples
    --------
    >>> len(weights_of(np.random.default_rng(0), 1))
    1
    """
    size = int(rng.integers(1, most + 1))
    if rng.random() < 0.3:
        return (1,) * size
    return tuple(int(v) for v in np.ceil(np.exp(rng.uniform(0.0, 4.0, size))))


def score_law(rng: np.random.Generator) -> ScoreLaw:
    """A law of scores with up to eight cells."""
    weights = weights_of(rng, 8)
    return ScoreLaw(weights, tuple(bool(v) for v in rng.random(len(weights)) < rng.random()))


def is_score_law(law: Any) -> bool:
    """Whether an object is a law of scores."""
    return (
        isinstance(law, ScoreLaw)
        and len(law.weights) == len(law.spread) > 0
        and all(isinstance(w, int) and w >= 1 for w in law.weights)
    )


def exchangeable_scores(rng: np.random.Generator, n: int) -> Exchangeable:
    """A law of n+1 exchangeable scores."""
    weights = weights_of(rng, 3)
    urns = tuple(tuple(int(v) for v in rng.integers(0, n + 2, n + 1)) for _ in weights)
    return Exchangeable(weights, tuple(score_law(rng) if rng.random() < 0.5 else urn for urn in urns))


def is_exchangeable(law: Any, n: int) -> bool:
    """Whether an object is a law of n+1 exchangeable scores."""
    return (
        isinstance(law, Exchangeable)
        and len(law.weights) == len(law.parts) > 0
        and all(isinstance(w, int) and w >= 1 for w in law.weights)
        and all(is_score_law(part) or len(part) == n + 1 for part in law.parts)
    )


SCORE_LAW = Object(
    score_law, ball=as_it_is, description="a law of scores: atoms and pieces without atoms", of=(), fits=is_score_law
)
EXCHANGEABLE_SCORES = Object(
    exchangeable_scores,
    ball=as_it_is,
    description="a law of n+1 exchangeable scores: a mixture of independent ones and of given ones in random order",
    of=("n",),
    fits=is_exchangeable,
)


def draw_scores(rng: np.random.Generator, law: ScoreLaw, shape: tuple[int, ...]) -> np.ndarray:
    """Independent scores: the number of the cell, and a part of 1 that tells scores of a cell without atoms apart.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    law : ScoreLaw
        The law.
    shape : tuple of int
        Shape of the draws.

    Returns
    -------
    array of float64
        The draws.

    Examples
    --------
    >>> draw_scores(np.random.default_rng(0), ScoreLaw((2,), (False,)), (3,)).tolist()
    [0.0, 0.0, 0.0]
    """
    chances = np.array(law.weights, dtype=np.float64)
    cells = rng.choice(len(chances), size=shape, p=chances / chances.sum())
    return cells + rng.random(shape) * np.array(law.spread)[cells]


def share_below(law: ScoreLaw, level: Fraction) -> tuple[float, Fraction]:
    """Where the scores r with P(r' <= r) < level end, and the probability of these scores.

    Parameters
    ----------
    law : ScoreLaw
        The law.
    level : Fraction
        In (0, 1].

    Returns
    -------
    end : float
        A score of :func:`draw_scores` is one of these if it is below.
    share : Fraction
        At most the level, which it is where the level lies in a cell without atoms.

    Examples
    --------
    >>> share_below(ScoreLaw((1, 1), (False, True)), Fraction(3, 4))
    (1.5, Fraction(3, 4))
    >>> share_below(ScoreLaw((3,), (False,)), Fraction(1, 2))
    (0.0, Fraction(0, 1))
    """
    below, whole = Fraction(0), sum(law.weights)
    for cell, (weight, spread) in enumerate(zip(law.weights, law.spread, strict=True)):
        above = below + Fraction(weight, whole)
        if above >= level:
            return (cell + float((level - below) / (above - below)), level) if spread else (float(cell), below)
        below = above
    return float(len(law.weights)), below


def draw_exchangeable(rng: np.random.Generator, law: Exchangeable, size: int, n: int) -> np.ndarray:
    """Draws of n+1 exchangeable scores, the fresh one last.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    law : Exchangeable
        The law.
    size, n : int
        Number of draws; number of scores besides the fresh one.

    Returns
    -------
    array of float64, shape (size, n + 1)
        The draws.

    Examples
    --------
    >>> sorted(draw_exchangeable(np.random.default_rng(0), Exchangeable((1,), ((5, 7),)), 1, 1)[0].tolist())
    [5.0, 7.0]
    """
    chances = np.array(law.weights, dtype=np.float64)
    chosen = rng.choice(len(chances), size=size, p=chances / chances.sum())
    values = np.empty((size, n + 1))
    for i, part in enumerate(law.parts):
        rows = np.flatnonzero(chosen == i)
        if isinstance(part, ScoreLaw):
            values[rows] = draw_scores(rng, part, (len(rows), n + 1))
        else:
            values[rows] = rng.permuted(np.tile(np.array(part, dtype=np.float64), (len(rows), 1)), axis=1)
    return values


def above_rank_probability(law: Exchangeable, n: int, k: int) -> Fraction:
    """Probability that the fresh one of n+1 exchangeable scores exceeds the k-th smallest of the others.

    Parameters
    ----------
    law : Exchangeable
        The law.
    n, k : int
        Number of others; rank in {1, ..., n}.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> above_rank_probability(Exchangeable((1,), (ScoreLaw((1,), (True,)),)), 3, 2)
    Fraction(1, 2)
    >>> above_rank_probability(Exchangeable((1,), ((0, 0, 0, 1),)), 3, 2)
    Fraction(1, 4)
    """
    total = sum(law.weights)
    return sum(
        (Fraction(w, total) * _above_rank(part, n, k) for w, part in zip(law.weights, law.parts, strict=True)),
        Fraction(0),
    )


def _above_rank(part: ScoreLaw | tuple[int, ...], n: int, k: int) -> Fraction:
    if not isinstance(part, ScoreLaw):
        return Fraction(sum(sum(w < v for w in part) >= k for v in part), n + 1)
    below, whole, found = 0, sum(part.weights), Fraction(0)
    for weight, spread in zip(part.weights, part.spread, strict=True):
        if spread:  # the integral of P(Bin(n, p) >= k) over p is E (Bin(n+1, p) - k)_+/(n+1)
            found += _excess(n, k, below + weight, whole) - _excess(n, k, below, whole)
        else:
            found += Fraction(weight, whole) * binomial_probability(n, range(k, n + 1), below, whole)
        below += weight
    return found


def _excess(n: int, k: int, part: int, whole: int) -> Fraction:
    counts = (math.comb(n + 1, j) * part**j * (whole - part) ** (n + 1 - j) * (j - k) for j in range(k + 1, n + 2))
    return Fraction(sum(counts), whole ** (n + 1) * (n + 1))
