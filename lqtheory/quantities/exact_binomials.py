"""Binomial laws in exact rational arithmetic, for claims about probabilities that are enumerated."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

__all__ = ["Level", "Reciprocal", "binomial_counts", "binomial_probability", "counts_below_level"]


def binomial_counts(n: int, part: int, whole: int) -> list[int]:
    """Probabilities of Bin(n, part/whole), times whole^n.

    Parameters
    ----------
    n : int
        Number of trials, at least 0.
    part, whole : int
        Numerator and denominator of the probability of the event, 0 <= part <= whole.

    Returns
    -------
    list of int
        For 0, ..., n events; they add up to whole^n.

    Examples
    --------
    >>> binomial_counts(2, 1, 3)
    [4, 4, 1]
    """
    return [math.comb(n, j) * part**j * (whole - part) ** (n - j) for j in range(n + 1)]


def binomial_probability(n: int, counts: Iterable[int], part: int, whole: int) -> Fraction:
    """Probability that Bin(n, part/whole) is one of the counts.

    Parameters
    ----------
    n : int
        Number of trials.
    counts : iterable of int
        Different numbers of events in 0, ..., n.
    part, whole : int
        Numerator and denominator of the probability of the event.

    Returns
    -------
    Fraction

    Examples
    --------
    >>> binomial_probability(2, [0, 2], 1, 3)
    Fraction(5, 9)
    """
    weights = binomial_counts(n, part, whole)
    return Fraction(sum(weights[j] for j in counts), whole**n)


@dataclass(frozen=True)
class Reciprocal:
    """The bound 1/d of a claim about a probability; an object, whose text is the same in every process.

    Parameters
    ----------
    name : str
        Name of the parameter d.

    Examples
    --------
    >>> Reciprocal("d")(d=20, n=3)
    Fraction(1, 20)
    """

    name: str

    def __call__(self, **instance: Any) -> Fraction:
        """Its value at an instance."""
        return Fraction(1, instance[self.name])


@dataclass(frozen=True)
class Level:
    """The bound of a claim about a probability that is one of its parameters, exactly; its text never changes.

    Parameters
    ----------
    name : str
        Name of the parameter.

    Examples
    --------
    >>> Level("delta")(delta=0.25, n=3)
    Fraction(1, 4)
    """

    name: str

    def __call__(self, **instance: Any) -> Fraction:
        """Its value at an instance."""
        return Fraction(instance[self.name])


@lru_cache(maxsize=65536)
def counts_below_level(n: int, p: Fraction, level: Fraction) -> int:
    """How many of the counts x = 0, 1, ... have P(Bin(n, p) <= x) below a level; they come first.

    Parameters
    ----------
    n : int
        Number of trials.
    p : Fraction
        Probability of the event, in [0, 1].
    level : Fraction
        The level.

    Returns
    -------
    int
        At these counts the upper Clopper-Pearson limit at the level lies below p.

    Examples
    --------
    >>> counts_below_level(2, Fraction(1, 2), Fraction(1, 2)), counts_below_level(2, Fraction(1, 2), Fraction(4, 5))
    (1, 2)
    """
    total, whole = 0, p.denominator**n
    for count, weight in enumerate(binomial_counts(n, p.numerator, p.denominator)):
        total += weight
        if total * level.denominator >= level.numerator * whole:
            return count
    return n + 1
