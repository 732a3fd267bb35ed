"""How often a mask is feasible, and averages over random pruned weights: mixtures of slices, not one slice.

The threshold of a slice is a statement given the pruned weights in the eigenbasis. On heavy-tailed spectra it moves a
lot with them, so that a curve averaged over random weights is a mixture of success curves and has no sharp threshold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr

from lqtheory.errors import InputTypeError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.quantities.arrays import as_vector, check_count, check_real
from lqtheory.quantities.slice_levels import SliceLevel, slice_of

__all__ = ["SliceMixture", "feasible_share", "slice_mixture"]


def feasible_share(level: SliceLevel, m: int) -> float:
    r"""Heuristic share of rotations for which a mask of m pruned weights is feasible.

    Φ((δ' - (m - 1))/σ) with the second-order values of the slice; 0 where it is infeasible, 1 where one-shot pruning is
    feasible and for m = 0.

    Parameters
    ----------
    level : SliceLevel
        The slice of the sublevel set for the pruned weights.
    m : int
        Number of pruned weights, in {0, ..., D}.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is no such count.

    Notes
    -----
    A formal expansion for a large variance, no bound.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> level = slice_of([i**-1.5 for i in range(1, 101)], 0.05, weights=[0.36] * 100)
    >>> round(feasible_share(level, 20), 3)
    0.522
    """
    m = check_count(m, "m", 0, round(level.dimension), "feasible_share", "D")
    if m == 0 or level.kind != "slice":
        return float(m == 0 or level.kind == "one_shot")
    return float(ndtr((level.second_order - (m - 1)) / math.sqrt(level.variance)))


@dataclass(frozen=True, eq=False)
class SliceMixture:
    """Slices of one sublevel set for random directions of the pruned weights.

    Parameters
    ----------
    levels : tuple of SliceLevel
        One for each draw.
    """

    levels: tuple[SliceLevel, ...]

    @property
    def counts(self) -> np.ndarray:
        """N(s) of every draw, shape (draws,); 0 where infeasible, D where one-shot pruning is feasible."""
        return np.array([{"slice": v.count, "infeasible": 0.0}.get(v.kind, v.dimension) for v in self.levels])

    def feasible(self, m: int) -> float:
        """Heuristic share of draws and rotations for which m pruned weights are feasible."""
        return float(np.mean([feasible_share(level, m) for level in self.levels]))


def slice_mixture(
    eigenvalues: Any, radius: float, epsilon: float, *, draws: int, rng: np.random.Generator
) -> SliceMixture:
    r"""Slices for pruned weights in random directions: y uniform on the sphere of a radius, in the eigenbasis.

    Parameters
    ----------
    eigenvalues : array-like, shape (D,)
        Eigenvalues >= 0 of the Hessian.
    radius : float
        Norm R of the pruned weights, > 0.
    epsilon : float
        Tolerated loss, >= 0.
    draws : int
        Number of directions, >= 1.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    SliceMixture

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(D) for each draw and step of a bisection. A direction in general position, all y_i² alike, is one slice and
    may be far from the mixture.

    References
    ----------
    Dossier geom.prune.slice, geom.planted.ellipsoid.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> mixture = slice_mixture([i**-1.5 for i in range(1, 201)], 10.0, 0.05, draws=200, rng=rng)
    >>> bool(mixture.counts.min() < 10 < 60 < mixture.counts.max())
    True
    """
    where = "slice_mixture"
    lam = np.asarray(as_vector(eigenvalues, "eigenvalues", where), dtype=np.float64)
    radius = check_real(radius, "radius", where, 0.0, math.inf, "neither")
    epsilon = checked_tolerance(epsilon, where)
    draws = check_count(draws, "draws", 1, None, where)
    if not isinstance(rng, np.random.Generator):
        raise InputTypeError(
            f"rng={rng!r} is not a numpy.random.Generator ({where}); give numpy.random.default_rng(seed)"
        )
    squares = rng.standard_normal((draws, lam.size)) ** 2
    squares *= radius**2 / squares.sum(axis=1, keepdims=True)
    return SliceMixture(tuple(slice_of(lam, epsilon, weights=w, where=where) for w in squares))
