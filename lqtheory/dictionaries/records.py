"""What the algorithms return, and the expansion f = Σ v_j u_j on which they work."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lqtheory.dictionaries.certified import distance_at_most
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_real

__all__ = ["Combination", "Expansion", "Sample", "expansion"]


@dataclass(frozen=True)
class Combination:
    """A combination of few atoms.

    Parameters
    ----------
    indices : tuple of int
        Columns of the dictionary, increasing.
    coefficients : tuple of float
        Their coefficients.
    error : float
        Distance to the target, measured on the sample.
    certified_error : float
        Upper bound of that distance which no rounding error invalidates.
    bound : float
        What the algorithm's theorem guarantees for the distance.
    probability : float
        With which probability; 1 for deterministic algorithms.
    method : str
        Name of the algorithm, or ``"exact"`` where f had at most m atoms already.
    """

    indices: tuple[int, ...]
    coefficients: tuple[float, ...]
    error: float
    certified_error: float
    bound: float
    probability: float
    method: str

    @property
    def size(self) -> int:
        """Number of atoms."""
        return len(self.indices)

    @property
    def holds(self) -> bool:
        """Whether the error is within the bound, up to rounding."""
        return self.error <= self.bound * (1.0 + 1e-9) + 1e-12

    @property
    def is_certified(self) -> bool:
        """Whether the error is within the bound, rounding errors included; undecided, hence no, at equality."""
        return self.certified_error <= self.bound

    def dense(self, n: int) -> np.ndarray:
        """Coefficients of all n atoms, shape (n,)."""
        theta = np.zeros(n)
        theta[list(self.indices)] = self.coefficients
        return theta


class Sample(NamedTuple):
    """Atoms, weights and target on the sample, as they were given."""

    atoms: np.ndarray
    weights: np.ndarray | None
    target: np.ndarray | None


@dataclass(frozen=True)
class Expansion:
    """An expansion in a form where inner products are plain sums: columns carry the square roots of the weights.

    Parameters
    ----------
    atoms : array, shape (n_samples, n)
        All atoms.
    theta : array, shape (n,)
        Coefficients of f.
    target : array, shape (n_samples,)
        What is to be approximated; f itself by default.
    norms : array, shape (n,)
        Norms of the atoms.
    given : Sample
        Atoms, weights and target as they were given, for certified errors.
    """

    atoms: np.ndarray
    theta: np.ndarray
    target: np.ndarray
    norms: np.ndarray
    given: Sample

    @property
    def masses(self) -> np.ndarray:
        """v_j = |θ_j| ‖f_j‖, shape (n,)."""
        return np.abs(self.theta) * self.norms

    @property
    def function(self) -> np.ndarray:
        """Values of f on the sample."""
        return self.atoms @ self.theta

    @property
    def active(self) -> np.ndarray:
        """Columns with v_j > 0."""
        return np.flatnonzero(self.masses > 0)

    def directions(self, columns: np.ndarray) -> np.ndarray:
        """u_j = sgn(θ_j) f_j/‖f_j‖ of some active columns, shape (n_samples, number of columns)."""
        return self.atoms[:, columns] * (np.sign(self.theta[columns]) / self.norms[columns])

    def combination(self, theta: np.ndarray, bound: float, method: str, probability: float = 1.0) -> Combination:
        """The record of a coefficient vector, with its measured error."""
        chosen = np.flatnonzero(theta)
        error = float(np.linalg.norm(self.target - self.atoms[:, chosen] @ theta[chosen]))
        atoms, weights, target = self.given
        certified = distance_at_most(atoms, self.theta, theta, target=target, weights=weights)
        kept = tuple(int(j) for j in chosen)
        values = tuple(float(theta[j]) for j in kept)
        return Combination(kept, values, error, certified, float(bound), probability, method)

    def exact(self) -> Combination:
        """The record of f itself, where it has few atoms already."""
        theta = np.where(self.masses > 0, self.theta, 0.0)
        return self.combination(theta, float(np.linalg.norm(self.target - self.function)), "exact")

    def refitted(self, columns: np.ndarray) -> np.ndarray:
        """Coefficients of the best approximation of the target in the span of some columns, shape (n,)."""
        theta = np.zeros(self.theta.size)
        if columns.size:
            scale = self.norms[columns]
            theta[columns] = np.linalg.lstsq(self.atoms[:, columns] / scale, self.target, rcond=None)[0] / scale
        return theta


def expansion(atoms: Any, theta: Any, m: Any, where: str, weights: Any = None, target: Any = None) -> Expansion:
    """Check the arguments that all algorithms share.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of atoms allowed, at least 1.
    where : str
        Name of the algorithm for error texts.
    weights : array-like, shape (n_samples,), optional
        Nonnegative weights of the inner product; 1/n_samples by default.
    target : array-like, shape (n_samples,), optional
        What is to be approximated; f by default.

    Returns
    -------
    Expansion

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an array is not finite and numeric, shapes do not fit, a weight is negative, or ``m < 1``.

    Examples
    --------
    >>> expansion([[3.0, 0.0], [0.0, 1.0]], [1, -2], 1, "demo", weights=[1, 1]).masses.tolist()
    [3.0, 2.0]
    """
    check_count(m, "m", 1, None, where)
    matrix = np.asarray(as_vector(atoms, "atoms", where), dtype=np.float64)
    if matrix.ndim != 2:
        raise ShapeError(f"atoms has shape {matrix.shape} ({where}); give one atom per column: (n_samples, n)")
    samples, n = matrix.shape
    coefficients = _of_length(theta, n, "theta", "one coefficient per atom", where)
    shares, goal, own = np.full(samples, 1.0 / samples), None, None
    if weights is not None:
        own = shares = _of_length(weights, samples, "weights", "one weight per sample point", where)
        if (shares < 0).any():
            raise DomainError(f"weights has a negative entry ({where}); give weights >= 0")
    root = np.sqrt(shares)
    scaled = matrix * root[:, None]
    if target is not None:
        goal = _of_length(target, samples, "target", "one value per sample point", where)
    aim = scaled @ coefficients if goal is None else root * goal
    return Expansion(scaled, coefficients, aim, np.linalg.norm(scaled, axis=0), Sample(matrix, own, goal))


def _of_length(values: Any, length: int, name: str, meaning: str, where: str) -> np.ndarray:
    vector = np.asarray(as_vector(values, name, where), dtype=np.float64)
    if vector.shape != (length,):
        raise ShapeError(f"{name} has shape {vector.shape}, not ({length},) ({where}); give {meaning}")
    return vector


def failure_probability(delta: Any, where: str) -> float:
    """A probability of failure in (0, 1).

    Parameters
    ----------
    delta : float
        The probability.
    where : str
        Name of the algorithm for error texts.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If it is not a number in (0, 1).
    """
    return check_real(delta, "delta", where, 0.0, 1.0, "neither")


def repetitions(delta: float) -> int:
    """⌈log₂(1/δ)⌉ independent attempts, each of which fails with probability at most 1/2."""
    return max(1, math.ceil(-math.log2(delta)))
