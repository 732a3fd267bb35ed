"""Small error at every sample point at once (dossier ``lq.dict.sup``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.certified import distance_at_most
from lqtheory.dictionaries.records import Combination, expansion
from lqtheory.quantities.dictionary_factors import sup_norm_bound

__all__ = ["sup_norm_greedy"]


def sup_norm_greedy(atoms: Any, theta: Any, m: int, *, split: bool = True) -> Combination:
    r"""Combination of m atoms whose largest error over n sample points is small, by minimising a sum of cosh.

    With v_j = |θ_j| max_i|f_j(x_i)|, V = Σ v_j: max_i |f - g|(x_i) <= V √(2 ln(2n)/m). With ``split`` the L largest
    v_j are kept as they are: the bound is min{D_m, min_{L<m} D_L √(2 ln(2n)/(m-L))}, D_L = σ_L(v)_1.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of atoms, at least 1.
    split : bool
        Whether to keep the largest terms.

    Returns
    -------
    Combination
        At most m atoms, with error and bound in the maximum norm; f itself if it has at most m.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(m n_samples n). Sums of cosh are compared by their logarithms, which do not overflow.

    References
    ----------
    boucheron_lugosi_massart_2013, Lemma 2.2 (Hoeffding); dossier lq.dict.sup.

    Examples
    --------
    >>> import numpy as np
    >>> sup_norm_greedy(np.ones((5, 9)), np.ones(9), 2, split=False).error <= 1e-12
    True
    """
    given = expansion(atoms, theta, m, "sup_norm_greedy", weights=None)
    matrix = np.asarray(atoms, dtype=np.float64)
    samples = matrix.shape[0]
    peaks = np.abs(matrix).max(axis=0)
    masses = np.abs(given.theta) * peaks
    columns = np.flatnonzero(masses > 0)
    if columns.size <= m:
        return _record(matrix, given.theta, np.where(masses > 0, given.theta, 0.0), 0.0, "exact")
    order = columns[np.argsort(-masses[columns], kind="stable")]
    left = np.append(np.cumsum(masses[order][::-1])[::-1], 0.0)
    bounds = [left[kept] * sup_norm_bound(samples, m - kept) for kept in range(m)] + [left[m]]
    kept = int(np.argmin(bounds)) if split else 0
    found = np.zeros(given.theta.size)
    found[order[:kept]] = given.theta[order[:kept]]
    rest = order[kept:]
    if kept < m:
        signed = matrix[:, rest] * (np.sign(given.theta[rest]) / peaks[rest])
        counts = _counts(signed, masses[rest], m - kept)
        found[rest] = counts * (left[kept] / (m - kept)) * np.sign(given.theta[rest]) / peaks[rest]
    return _record(matrix, given.theta, found, float(bounds[kept]), "sup_norm_greedy")


def _counts(directions: np.ndarray, masses: np.ndarray, m: int) -> np.ndarray:
    """How often each atom is chosen."""
    total = float(masses.sum())
    mean = directions @ (masses / total)  # f/V, so that everything is in units of V
    rate = sup_norm_bound(directions.shape[0], m)
    behind, counts = np.zeros_like(mean), np.zeros(masses.size)
    for _ in range(m):
        scores = _log_sum_cosh(rate * (behind[:, None] + directions - mean[:, None]))
        chosen = int(np.flatnonzero(scores <= scores.min() + 1e-12)[0])
        counts[chosen] += 1.0
        behind = behind + directions[:, chosen] - mean
    return counts


def _log_sum_cosh(t: np.ndarray) -> np.ndarray:
    """Logarithm of Σ_i cosh(t_ij) for every column."""
    logs = np.abs(t) + np.log1p(np.exp(-2.0 * np.abs(t))) - math.log(2.0)
    peak = logs.max(axis=0)
    return peak + np.log(np.sum(np.exp(logs - peak), axis=0))


def _record(matrix: np.ndarray, theta: np.ndarray, found: np.ndarray, bound: float, method: str) -> Combination:
    error = float(np.abs(matrix @ (theta - found)).max())
    kept = tuple(int(j) for j in np.flatnonzero(found))
    certified = distance_at_most(matrix, theta, found, p=math.inf)
    return Combination(kept, tuple(float(found[j]) for j in kept), error, certified, bound, 1.0, method)
