"""Small dictionaries on which statements about all dictionaries are tried, in floats and in balls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.members import Object

__all__ = [
    "DICTIONARY",
    "PARTITION",
    "TARGET",
    "DictionaryBalls",
    "DictionarySampler",
    "PartitionLabels",
    "PartitionSampler",
    "TargetBalls",
    "TargetSampler",
]


@dataclass(frozen=True)
class DictionarySampler:
    """Draws n atoms as columns: few short numbers, so that ties and linear dependence are exact."""

    largest: int = 4

    def __call__(self, rng: np.random.Generator, n: int, **earlier: Any) -> np.ndarray:
        """Atoms that are orthonormal, simplex-like, antipodal, with a common component, repeated, or of any kind."""
        way = int(rng.integers(7))
        if way == 0:
            atoms = np.eye(n)
        elif way == 1:
            atoms = n * np.eye(n) - 1.0
        elif way == 2:
            atoms = np.repeat(np.eye(n), 2, axis=1)[:, :n] * (-1.0) ** np.arange(n)
        elif way in (3, 4):
            atoms = np.vstack([np.full(n, float(rng.choice((0.25, 0.5, 1.0, 2.0)))), np.eye(n)])
        else:
            rows = int(rng.integers(1, n + 2))
            atoms = rng.integers(-self.largest, self.largest + 1, (rows, n)).astype(float)
        return atoms * 2.0 ** float(rng.integers(-2, 3)) if way % 2 else atoms


@dataclass(frozen=True)
class DictionaryBalls:
    """Turns the columns of a dictionary into lists of exact balls."""

    def __call__(self, atoms: Any) -> list[list[Any]]:
        """Columns of balls."""
        return [balls.ball_vector(column) for column in np.asarray(atoms, dtype=np.float64).T]


#: Member of a domain that declares ``n`` before: any dictionary of n atoms.
DICTIONARY = Object(
    DictionarySampler(),
    ball=DictionaryBalls(),
    description="a dictionary of n vectors",
    of=("n",),
    inhabited=True,
)


@dataclass(frozen=True)
class TargetSampler:
    """Draws what is to be approximated: something near f, or anything."""

    def __call__(self, rng: np.random.Generator, theta: np.ndarray, F: np.ndarray, **earlier: Any) -> np.ndarray:
        """A value per sample point; it scales with f."""
        f = np.asarray(F) @ np.asarray(theta)
        step = 2.0 ** float(rng.integers(-6, 3)) * max(float(np.abs(f).max()), 1e-3)
        return f + step * rng.integers(-2, 3, f.size)


@dataclass(frozen=True)
class TargetBalls:
    """Turns a vector into exact balls."""

    def __call__(self, y: Any) -> list[Any]:
        """One ball per entry."""
        return balls.ball_vector(np.asarray(y, dtype=np.float64))


#: Member of a domain that declares ``theta`` and ``F`` before: a function on the sample.
TARGET = Object(
    TargetSampler(), ball=TargetBalls(), description="a vector with one entry per sample point", of=("theta", "F")
)


@dataclass(frozen=True)
class PartitionSampler:
    """Draws a partition of n atoms into cells: one cell, all cells of their own, alternating, or any."""

    def __call__(self, rng: np.random.Generator, n: int, **earlier: Any) -> np.ndarray:
        """The number of the cell of every atom."""
        way = int(rng.integers(4))
        if way < 3:
            return np.arange(n) % (1, n, 2)[way]
        return rng.integers(0, int(rng.integers(1, n + 1)), n)


@dataclass(frozen=True)
class PartitionLabels:
    """Turns labels into a list of integers, with which ball versions work as they are."""

    def __call__(self, cells: Any) -> list[int]:
        """One integer per atom."""
        return [int(label) for label in np.asarray(cells)]


#: Member of a domain that declares ``n`` before: any partition of n atoms, as the number of the cell of every atom.
PARTITION = Object(
    PartitionSampler(),
    ball=PartitionLabels(),
    description="a partition of the n atoms",
    of=("n",),
    fits=lambda cells, n: np.shape(cells) == (n,),
    inhabited=True,
)
