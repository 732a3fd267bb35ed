"""What all candidates lose on one input: finitely many kinds of inputs, losses of any dependence, all enumerated.

Losses of finitely many candidates that take finitely many values have such a law. Chances are whole weights over their
sum, so that every claim about a sample is decided in integers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import UnsupportedError
from lqtheory.members import Object
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.score_laws import weights_of

__all__ = ["CODE_LENGTHS", "FAILURES", "Population", "draw_counts", "means", "population_probability"]

#: Samples of a population that are enumerated, at most.
MOST_SAMPLES = 200_000


class Population(NamedTuple):
    """Kinds of inputs with whole weights, and for each candidate a row that says what it loses on each kind."""

    weights: tuple[int, ...]
    losses: tuple[tuple[Any, ...], ...]


def failures(rng: np.random.Generator, k: int) -> Population:
    """Failures, 0 or 1, of k candidates on up to four kinds of inputs."""
    weights = weights_of(rng, 4)
    losses = rng.random((k, len(weights))) < rng.random((k, 1))
    return Population(weights, tuple(tuple(int(v) for v in row) for row in losses))


def are_failures(population: Any, k: int) -> bool:
    """Whether an object says which of k candidates fail on which inputs."""
    return (
        isinstance(population, Population)
        and len(population.losses) == k
        and all(len(row) == len(population.weights) and set(row) <= {0, 1} for row in population.losses)
    )


def code_lengths(rng: np.random.Generator, k: int) -> tuple[int, ...]:
    """Lengths of the k words of a prefix-free code: a tree grown leaf by leaf, and some words longer."""
    lengths = [0]
    while len(lengths) < k:
        leaf = lengths.pop(int(rng.integers(len(lengths))))
        lengths += [leaf + 1, leaf + 1]
    longer = rng.integers(0, 3, k) * (rng.random() < 0.3)
    return tuple(int(v) for v in rng.permuted(np.array(lengths) + longer))


def are_code_lengths(lengths: Any, k: int) -> bool:
    """Whether there is a prefix-free code of k words of these lengths, by Kraft's inequality."""
    return (
        isinstance(lengths, tuple)
        and len(lengths) == k
        and all(isinstance(v, int) and v >= 0 for v in lengths)
        and sum(Fraction(1, 2**v) for v in lengths) <= 1
    )


CODE_LENGTHS = Object(
    code_lengths,
    ball=as_it_is,
    description="lengths of the k words of a prefix-free code, in bits",
    of=("k",),
    fits=are_code_lengths,
)
FAILURES = Object(
    failures,
    ball=as_it_is,
    description="a law of inputs of finitely many kinds, on each of which some of the k candidates fail",
    of=("k",),
    fits=are_failures,
)


def means(population: Population) -> list[Fraction]:
    """Expected loss of each candidate on one input.

    Parameters
    ----------
    population : Population
        The law of inputs, and whole or rational losses.

    Returns
    -------
    list of Fraction
        For failures, their probabilities.

    Examples
    --------
    >>> means(Population((1, 2), ((0, 1),)))
    [Fraction(2, 3)]
    """
    whole = sum(population.weights)
    return [
        sum((Fraction(w) * loss for w, loss in zip(population.weights, row, strict=True)), Fraction(0)) / whole
        for row in population.losses
    ]


def draw_counts(rng: np.random.Generator, population: Population, n: int, size: int) -> np.ndarray:
    """How many of n independent inputs are of each kind.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    population : Population
        The law of inputs.
    n, size : int
        Number of inputs, and of draws.

    Returns
    -------
    array of int, shape (size, kinds)
        The draws.

    Examples
    --------
    >>> draw_counts(np.random.default_rng(0), Population((1,), ((0,),)), 5, 2).tolist()
    [[5], [5]]
    """
    chances = np.array(population.weights, dtype=np.float64)
    return np.asarray(rng.multinomial(n, chances / chances.sum(), size))


def population_probability(population: Population, n: int, event: Callable[[np.ndarray], np.ndarray]) -> Fraction:
    """Probability of an event of the numbers of inputs of each kind among n independent inputs.

    Parameters
    ----------
    population : Population
        The law of inputs.
    n : int
        Number of inputs.
    event : callable
        Takes numbers of inputs of each kind, shape (samples, kinds), and returns bools, shape (samples,).

    Returns
    -------
    Fraction

    Raises
    ------
    UnsupportedError
        If there are more than 200 000 such samples.

    Examples
    --------
    >>> population_probability(Population((1, 2), ()), 3, lambda counts: counts[:, 0] >= 2)
    Fraction(7, 27)
    """
    g = len(population.weights)
    if math.comb(n + g - 1, g - 1) > MOST_SAMPLES:
        raise UnsupportedError(f"{math.comb(n + g - 1, g - 1)} samples of n={n} inputs of {g} kinds are too many")
    samples = list(_compositions(n, g))
    happens = event(np.array(samples))
    chosen = (sample for sample, happened in zip(samples, happens, strict=True) if happened)
    return Fraction(sum(_ways(sample, population.weights) for sample in chosen), sum(population.weights) ** n)


def _compositions(n: int, g: int) -> Iterator[tuple[int, ...]]:
    """All ways to write n as a sum of g numbers."""
    if g == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in _compositions(n - first, g - 1):
            yield (first, *rest)


def _ways(sample: tuple[int, ...], weights: tuple[int, ...]) -> int:
    left, ways = sum(sample), 1
    for count, weight in zip(sample, weights, strict=True):
        ways *= math.comb(left, count) * weight**count
        left -= count
    return ways
