"""Binomial laws in exact rational arithmetic, for claims about probabilities that are enumerated."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

__all__ = ["Reciprocal", "binomial_counts", "binomial_probability"]


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
