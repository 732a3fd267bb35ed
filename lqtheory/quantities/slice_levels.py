"""The level s of a slice K ∩ y^⊥ and what follows from it, for spectra given as nodes with weights.

See :mod:`lqtheory.quantities.slice_cones` for what a slice decides. Nodes with weights may be all eigenvalues with one
each, or the Gauss rules of Lanczos runs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_real

__all__ = ["SliceLevel", "proper_slice", "slice_of"]


@dataclass(frozen=True, eq=False)
class SliceLevel:
    """The level s of a slice and what follows from it; finite for the kind ``slice`` alone.

    Parameters
    ----------
    kind : {"slice", "infeasible", "one_shot"}
        ``infeasible``: 2ε/R² is at most the harmonic mean of the spectrum seen by y, no subspace is met;
        ``one_shot``: at least its arithmetic mean, the foot point itself lies in the set.
    eigenvalues, counts : array, shape (N,)
        Nodes λ >= 0 of the spectrum and how many eigenvalues each stands for; the counts add up to D.
    nodes, weights : array, shape (M,)
        Nodes λ >= 0 of the spectral measure of y and its weights, which add up to R² = ‖y‖².
    s : float
        Root of the slice equation; 0 where infeasible, infinite where one-shot pruning is feasible.
    """

    kind: str
    eigenvalues: np.ndarray
    counts: np.ndarray
    nodes: np.ndarray
    weights: np.ndarray
    s: float

    @property
    def dimension(self) -> float:
        """D."""
        return float(self.counts.sum())

    @property
    def shares(self) -> np.ndarray:
        """s/(s + λ) over the spectrum, shape (N,); 1 for λ = 0, where s = 0 too."""
        return _shares(self.eigenvalues, self.s)

    @property
    def count(self) -> float:
        """N(s), the number of directions in which the set looks flat; D times the predicted pruned share."""
        return float(self.counts @ self.shares)

    @property
    def width(self) -> float:
        """N'_M, the lower end of the interval [N'_M, N'_M + 1] for the statistical dimension of the slice."""
        self._require_slice("width")
        x, probability = _shares(self.nodes, self.s), self.weights / self.weights.sum()
        centre = probability @ x
        spread = probability * (x - centre) ** 2
        return self.count - float(spread @ (x + centre)) / float(spread.sum())

    @property
    def second_order(self) -> float:
        """N'_M + Σ λ²(s+λ)^{-3}/Σ λ(s+λ)^{-2}: a formal expansion for a large variance, no bound."""
        self._require_slice("second_order")
        x = self.shares
        flat = self.counts * x * (1.0 - x)
        return self.width + float(flat @ (1.0 - x)) / float(flat.sum())

    @property
    def variance(self) -> float:
        """2 Σ λ s/(s+λ)², the variance of the intrinsic volume variable to leading order."""
        self._require_slice("variance")
        x = self.shares
        return float(2.0 * self.counts @ (x * (1.0 - x)))

    @property
    def threshold(self) -> float:
        """m*, the number of pruned weights at which half of all rotations are feasible (second order; formal)."""
        if self.kind == "infeasible":
            return 0.0
        return self.dimension if self.kind == "one_shot" else self.second_order + 1.0

    def _require_slice(self, what: str) -> None:
        if self.kind != "slice":
            raise DomainError(
                f"there is no proper slice cone but the case {self.kind!r} ({what}); the harmonic and arithmetic means "
                "of the spectrum seen by y must enclose 2 epsilon/|y|^2"
            )


def _shares(eigenvalues: np.ndarray, s: float) -> np.ndarray:
    if s == 0.0:
        return (eigenvalues == 0).astype(np.float64)
    return 1.0 / (1.0 + eigenvalues / s)


def slice_of(
    eigenvalues: Any, epsilon: float, *, weights: Any, nodes: Any = None, counts: Any = None, where: str = "slice_of"
) -> SliceLevel:
    r"""The slice of a sublevel set for a spectrum and the spectral measure of y, both as nodes with weights.

    Parameters
    ----------
    eigenvalues : array-like, shape (N,)
        Nodes λ >= 0 of the spectrum.
    epsilon : float
        Tolerated loss, >= 0.
    weights : array-like, shape (M,)
        Spectral measure of y at ``nodes``: y_i² in the eigenbasis, or R² times the weights of a Lanczos run that
        started at y; >= 0, not all zero. Constant weights stand for a direction y in general position.
    nodes : array-like, shape (M,), optional
        Nodes λ >= 0 of that measure (default: ``eigenvalues``).
    counts : array-like, shape (N,), optional
        How many eigenvalues each node stands for, > 0 (default: one each).
    where : str
        What the error texts call the function.

    Returns
    -------
    SliceLevel

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Bisection in log s of Σ w (λ - κ)/(s + λ), κ = 2ε/R², whose sign changes once because its quotient by
    Σ w/(s + λ) increases from the harmonic to the arithmetic mean of λ.

    References
    ----------
    Dossier geom.prune.slice.

    Examples
    --------
    >>> level = slice_of([0.0, 0.0, 1.0, 1.0], 0.25, weights=[1.0] * 4)
    >>> level.kind, round(level.s, 12), round(level.count, 12)
    ('slice', 0.166666666667, 2.285714285714)
    """
    lam = _nonnegative(eigenvalues, "eigenvalues", where)
    number = np.ones_like(lam) if counts is None else _alike(counts, lam, "counts", "eigenvalues", where)
    if number.min() <= 0:
        raise DomainError(f"counts has the entry {number.min():g} ({where}); every node stands for more than nothing")
    places = lam if nodes is None else _nonnegative(nodes, "nodes", where)
    masses = _alike(weights, places, "weights", "eigenvalues" if nodes is None else "nodes", where)
    if masses.min() < 0 or not masses.any():
        raise DomainError(f"weights must be >= 0 and not all zero ({where}); give the squared coordinates of y")
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "left")
    kind, s = _level(places, masses, epsilon)
    return SliceLevel(kind, lam, number, places, masses, s)


def _nonnegative(values: Any, name: str, where: str) -> np.ndarray:
    array = np.asarray(as_vector(values, name, where), dtype=np.float64)
    if array.ndim != 1:
        raise ShapeError(f"{name} has shape {array.shape} ({where}); give one vector")
    if array.min() < 0:
        raise DomainError(f"{name} has the negative entry {array.min():g} ({where}); clip them explicitly to >= 0")
    return array


def _alike(values: Any, like: np.ndarray, name: str, other: str, where: str) -> np.ndarray:
    array = np.asarray(as_vector(values, name, where), dtype=np.float64)
    if array.shape != like.shape:
        raise ShapeError(f"{name} has shape {array.shape}, {other} has {like.shape} ({where}); give one for each")
    return array


def _sign_of_sum(lam: np.ndarray, w: np.ndarray, epsilon: float, at_zero: bool) -> float:
    """Sign of Σ w (λ-κ), or of Σ w (λ-κ)/λ; exact where rounding could decide it, so that ends of ranges are met."""
    near = 2.0 * epsilon / math.fsum(w.tolist())
    terms = w * (1.0 - near / lam) if at_zero else w * (lam - near)
    total = math.fsum(terms.tolist())
    if abs(total) > 1e-9 * float(np.abs(terms).sum()):
        return total
    pairs = [(Fraction(a), Fraction(v)) for a, v in zip(lam.tolist(), w.tolist(), strict=True)]
    kappa = 2 * Fraction(epsilon) / sum(v for _, v in pairs)
    exact = sum(v * (a - kappa) / (a if at_zero else 1) for a, v in pairs)
    return float((exact > 0) - (exact < 0))


def _level(lam: np.ndarray, w: np.ndarray, epsilon: float) -> tuple[str, float]:
    """The kind and the root; signs of Σ w (λ-κ)/(s+λ) decide, at s = 0 and s = ∞ too."""
    seen = w > 0
    lam, w = lam[seen], w[seen]
    if _sign_of_sum(lam, w, epsilon, at_zero=False) <= 0:
        return "one_shot", math.inf
    flat = lam == 0
    if epsilon == 0 or (not flat.any() and _sign_of_sum(lam, w, epsilon, at_zero=True) >= 0):
        return "infeasible", 0.0

    excess = w * (lam - 2.0 * epsilon / math.fsum(w.tolist()))

    def sign(u: float) -> float:
        return float((excess / (math.exp(u) + lam)).sum())

    low = math.log(lam[~flat].min()) - 40.0
    high = math.log(lam.max()) + 40.0
    while sign(low) >= 0 and low > -700.0:
        low -= 40.0
    while sign(high) <= 0 and high < 700.0:
        high += 40.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if not low < middle < high:
            break
        low, high = (middle, high) if sign(middle) < 0 else (low, middle)
    return "slice", math.exp(0.5 * (low + high))


def proper_slice(omega: Any, y: Any, epsilon: Any, where: str) -> SliceLevel:
    """The slice for all eigenvalues and the coordinates of y, refused where there is no proper cone.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues >= 0 and the pruned part of the weights in the eigenbasis.
    epsilon : float
        Tolerated loss, >= 0.
    where : str
        What the error texts call the function.

    Returns
    -------
    SliceLevel
        Of the kind ``slice``.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range, or 2ε/‖y‖² is not between the two means of the spectrum.
    """
    lam = _nonnegative(omega, "omega", where)
    centre = _alike(y, lam, "y", "omega", where)
    level = slice_of(lam, epsilon, weights=centre * centre, where=where)
    level._require_slice(where)
    return level
