"""Orthogonal greedy pursuit, alone and behind the largest terms (dossier ``lq.dict.oga``, ``lq.dict.combined``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.records import Combination, expansion
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.dictionary_constants import class_exponent

__all__ = ["combined", "kept_count", "orthogonal_greedy"]

#: The pursuit ends where the residual is rounding.
NEGLIGIBLE = 1e-14


def orthogonal_greedy(atoms: Any, theta: Any, m: int, *, weights: Any = None) -> Combination:
    r"""Orthogonal greedy pursuit: the atom nearest to the residual in direction, then the best coefficients of all.

    ‖f - g‖ <= V/√(m+3).

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of steps, at least 1.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m (pursuit need not find those).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(m n_samples (n + m)); every new direction is made orthogonal twice. At ties, up to rounding, the first atom.

    References
    ----------
    devore_temlyakov_1996; dossier lq.dict.oga.

    Examples
    --------
    >>> import numpy as np
    >>> found = orthogonal_greedy(np.eye(4), [4, 3, 2, 1], 2, weights=np.ones(4))
    >>> found.indices, found.error == 5**0.5, found.bound == 10 / 5**0.5
    ((0, 1), True, True)
    """
    given = expansion(atoms, theta, m, "orthogonal_greedy", weights)
    if given.active.size <= m:
        return given.exact()
    chosen = _pursuit(given.atoms, given.norms, given.function, m)
    bound = float(given.masses.sum()) / math.sqrt(m + 3)
    return given.combination(given.refitted(chosen), bound, "orthogonal_greedy")


def combined(atoms: Any, theta: Any, m: int, q: float | None = None, *, weights: Any = None) -> Combination:
    r"""The L largest terms v_j as they are, and orthogonal greedy pursuit with m - L steps for the rest.

    ‖f - g‖ <= 2C_{q,2} m^{1/2-1/q} ‖v‖_q with L = ⌈m(1-ξ)⌉, ξ = q/(2-q). Without q the best L is taken:
    ‖f - g‖ <= min{D_m, min_{L<m} D_L/√(m-L+3)}, D_L = σ_L(v)_1, at least as good for every q.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of atoms, at least 1.
    q : float, optional
        Exponent of the class, in (0, 1].
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.

    Returns
    -------
    Combination
        At most m atoms, with the best coefficients; f itself if it has at most m. The recorded bound is D_L/√(m-L+3)
        (D_m for L = m), which is not above the closed form.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost of one pursuit. No assumption on correlations.

    References
    ----------
    Dossier lq.dict.combined.

    Examples
    --------
    >>> import numpy as np
    >>> combined(np.eye(4), [8, 4, 2, 1], 2, 0.5, weights=np.ones(4)).indices
    (0, 1)
    """
    given = expansion(atoms, theta, m, "combined", weights)
    q = None if q is None else class_exponent(q, "combined")
    if given.active.size <= m:
        return given.exact()
    order = np.argsort(-given.masses, kind="stable")
    left = np.append(np.cumsum(given.masses[order][::-1])[::-1], 0.0)  # D_0, D_1, ..., D_n
    bounds = [left[kept] / math.sqrt(m - kept + 3) for kept in range(m)] + [left[m]]
    kept = int(np.argmin(bounds)) if q is None else kept_count(m, q)
    largest = order[:kept]
    rest = given.theta.copy()
    rest[largest] = 0.0
    found = _pursuit(given.atoms, given.norms, given.atoms @ rest, m - kept)
    columns = np.union1d(largest, found).astype(int)
    return given.combination(given.refitted(columns), float(bounds[kept]), "combined")


def kept_count(m: int, q: float) -> int:
    """Number of largest terms that the combined algorithm keeps: L = ⌈m(1-ξ)⌉ with ξ = q/(2-q).

    Parameters
    ----------
    m : int
        Number of atoms, at least 1.
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    int
        0 at ``q = 1``, and m where mq < 2 - q.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    Examples
    --------
    >>> kept_count(6, 0.5)
    4
    """
    m, q = check_count(m, "m", 1, None, "kept_count"), class_exponent(q, "kept_count")
    return min(m, math.ceil(m * (2.0 * (1.0 - q)) / (2.0 - q)))


def _pursuit(atoms: np.ndarray, norms: np.ndarray, function: np.ndarray, steps: int) -> np.ndarray:
    """Columns that orthogonal greedy pursuit chooses."""
    residual, basis = function.copy(), np.zeros((function.size, 0))
    usable, chosen = norms > 0, list[int]()
    scale, stop = np.where(usable, norms, 1.0), NEGLIGIBLE * float(np.linalg.norm(function))
    while len(chosen) < steps and float(np.linalg.norm(residual)) > stop and usable.any():
        scores = np.where(usable, np.abs(atoms.T @ residual) / scale, -1.0)
        j = int(np.flatnonzero(scores >= scores.max() * (1.0 - 1e-12))[0])
        usable[j] = False
        direction = atoms[:, j] / norms[j]
        for _ in range(2):
            direction = direction - basis @ (basis.T @ direction)
        length = float(np.linalg.norm(direction))
        if length <= 1e-13:  # in the span already: its score was rounding
            continue
        basis = np.column_stack([basis, direction / length])
        residual = residual - basis[:, -1] * float(basis[:, -1] @ residual)
        chosen.append(j)
    return np.array(chosen, dtype=int)
