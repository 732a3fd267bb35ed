"""The record of a run of Lanczos' method: a tridiagonal matrix, and how far it may be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from scipy.linalg import eigh_tridiagonal

from lqtheory.errors import DomainError

__all__ = ["LanczosRun"]


@dataclass(frozen=True, eq=False)
class LanczosRun:
    """m steps of Lanczos' method for A from the vector v: A Q = Q T + β_m q_{m+1} e_mᵀ with Q e_1 = v/‖v‖.

    Parameters
    ----------
    alpha, beta : array of float64, shape (m,)
        T has the diagonal α_1, …, α_m and beside it β_1, …, β_{m-1}; the last β_m is what remains.
    dimension : int
        D.
    norm : float
        ‖v‖.
    invariant : bool
        Whether the Krylov space is invariant, so that quadrature is exact (to rounding).
    reorthogonalised : bool
        Whether every vector was made orthogonal to all before it.
    semidefinite, is_square : bool
        As in :class:`~lqtheory.curvature.operators.SymmetricOperator`.
    unit : float
        Unit roundoff of the operator's dtype.
    products : int
        Products with the innermost operator.
    basis : torch.Tensor, shape (m, D), optional
        Rows q_1, …, q_m, if they were asked for.
    displaced : float, optional
        How far rounding may have moved an eigenvalue λ of A, where that is known from elsewhere; see ``displacement``.

    Examples
    --------
    >>> run = LanczosRun(np.array([1.0, 3.0]), np.array([1.0, 0.0]), 2, 1.0, True)
    >>> nodes, weights = run.rule()
    >>> nodes.round(9).tolist(), weights.round(9).tolist()
    ([0.585786438, 3.414213562], [0.853553391, 0.146446609])
    """

    alpha: np.ndarray
    beta: np.ndarray
    dimension: int
    norm: float
    invariant: bool
    reorthogonalised: bool = True
    semidefinite: bool = False
    is_square: bool = False
    unit: float = 2.0**-53
    products: int = 0
    basis: torch.Tensor | None = None
    displaced: float | None = None

    @property
    def steps(self) -> int:
        """Number of steps m."""
        return len(self.alpha)

    @property
    def scale(self) -> float:
        """Bound max_j (|α_j| + β_{j-1} + β_j) on the spectral norm of T, which is at most that of A."""
        before = np.concatenate([[0.0], self.beta[:-1]])
        inside = np.concatenate([self.beta[:-1], [0.0]])
        return float(np.max(np.abs(self.alpha) + before + inside))

    @property
    def displacement(self) -> float:
        """How far rounding may have moved an eigenvalue λ: (m + 2) u ‖T‖, and β_m where that was taken for 0.

        Each step, the start and the rule round once or so: a single step was seen to move it by 2.1 u ‖T‖. In a run
        of the square of A it is the root of that, because ‖√M - √N‖ <= √‖M - N‖.
        """
        if self.displaced is not None:
            return self.displaced
        moved = (self.steps + 2) * self.unit * self.scale + (float(self.beta[-1]) if self.invariant else 0.0)
        return math.sqrt(moved) if self.is_square else moved

    def leading(self, steps: int) -> LanczosRun:
        """The run as it stood after fewer steps.

        Parameters
        ----------
        steps : int
            From 1 to m.

        Returns
        -------
        LanczosRun

        Raises
        ------
        DomainError
            If ``steps`` is out of range.
        """
        if not 1 <= steps <= self.steps:
            raise DomainError(f"steps={steps} is outside 1, ..., {self.steps} (LanczosRun.leading)")
        if steps == self.steps:
            return self
        return LanczosRun(
            self.alpha[:steps],
            self.beta[:steps],
            self.dimension,
            self.norm,
            False,
            self.reorthogonalised,
            self.semidefinite,
            self.is_square,
            self.unit,
            steps * (2 if self.is_square else 1),
            None if self.basis is None else self.basis[:steps],
            self.displaced,
        )

    def rule(self) -> tuple[np.ndarray, np.ndarray]:
        """Gauss rule: Ritz values θ in ascending order, and weights ω = (e_1ᵀu)², which sum to 1.

        For a square, the nodes are those of λ².
        """
        return tridiagonal_rule(self.alpha, self.beta[:-1])

    def radau_rule(self, node: float) -> tuple[np.ndarray, np.ndarray]:
        """Gauss-Radau rule: m + 1 nodes, one of them prescribed.

        T gets a last row (β_m, x_0 + β_m² e_mᵀ (T - x_0)^{-1} e_m).

        Parameters
        ----------
        node : float
            x_0. Outside the spectrum the rule gives bounds; inside it is merely a rule.

        Returns
        -------
        nodes, weights : array, shape (m + 1,)
            The Gauss rule itself if the run is invariant or x_0 is a Ritz value.
        """
        remaining = 0.0 if self.invariant else float(self.beta[-1])
        last = _last_diagonal(self.alpha, self.beta[:-1], remaining, node)
        if remaining == 0.0 or not math.isfinite(last):
            return self.rule()
        return tridiagonal_rule(np.append(self.alpha, last), self.beta)


def tridiagonal_rule(diagonal: np.ndarray, beside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of a Jacobi matrix, in ascending order; the weights sum to 1."""
    if len(diagonal) == 1:
        return np.array(diagonal, dtype=np.float64), np.ones(1)
    # The driver with the highest relative accuracy of small components; the default loses their last digits.
    nodes, vectors = eigh_tridiagonal(diagonal, beside, lapack_driver="stev")
    weights = vectors[0] ** 2
    return nodes, weights / math.fsum(weights.tolist())


def _last_diagonal(diagonal: np.ndarray, beside: np.ndarray, remaining: float, node: float) -> float:
    """x_0 + β_m²/δ_m with the pivots δ_1 = α_1 - x_0, δ_{j+1} = α_{j+1} - x_0 - β_j²/δ_j of T - x_0."""
    pivot = float(diagonal[0]) - node
    for entry, coupling in zip(diagonal[1:], beside, strict=True):
        if pivot == 0.0:  # T - x_0 is not singular for that, but its elimination needs another order
            pivot = np.finfo(float).eps * (abs(node) + abs(float(coupling)) + np.finfo(float).tiny)
        pivot = float(entry) - node - float(coupling) ** 2 / pivot
    return node + remaining**2 / pivot if pivot else math.inf
