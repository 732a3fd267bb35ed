"""Small error in L_p of the sample (dossier ``lq.dict.lp``): averages in every L_p, made without randomness."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.certified import distance_at_most
from lqtheory.dictionaries.records import Combination, expansion
from lqtheory.quantities.arrays import check_real

__all__ = ["lp_greedy"]


def lp_greedy(atoms: Any, theta: Any, m: int, p: float, *, weights: Any = None, split: bool = True) -> Combination:
    r"""Combination of m atoms whose error is small in L_p, each average chosen to keep that norm smallest.

    With v_j = |θ_j| ‖f_j‖_p, V = Σ v_j, r = min(2, p): ‖f - g‖_p <= min(2, c m^{1/r-1}) V with c = 2√(p-1) for p >= 2
    and c = 2^{4/p-2} for p <= 2, which from p = 4/3 on is at most the constant 2 T_p of random averages. With ``split``
    the L largest v_j are kept: the bound is min{D_m, min_{L<m} D_L min(2, c (m-L)^{1/r-1})}, D_L = σ_L(v)_1.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of atoms, at least 1.
    p : float
        Exponent of the norm, in [1, inf). At p = 1 there is no rate.
    weights : array-like, shape (n_samples,), optional
        Weights of the norm (Σ_i ω_i |f(x_i)|^p)^{1/p}; 1/n_samples by default.
    split : bool
        Whether to keep the largest terms.

    Returns
    -------
    Combination
        At most m atoms, with error and bound in L_p; f itself if it has at most m.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(m n_samples n). After t choices the error of the sum is D_t = S_t - t f. The mean of ‖D_t + V u_j - f‖_p^2
    over j, drawn by v_j/V, is at most ‖D_t‖_p^2 + (p-1) (2V)^2 for p >= 2 (2-uniform smoothness); that of the p-th
    power is at most ‖D_t‖_p^p + 2^{2-p} E‖V u_j - f‖_p^p for p <= 2, and the last mean at most 2^{2-p} V^p
    (interpolation between p = 1 and 2). The best choice is no worse. Both f and g have norms of at most V.

    References
    ----------
    ball_carlen_lieb_1994, Proposition 3; pinelis_2015, Theorem 2.1; gao_ing_yang_2013, Theorem 2; dossier lq.dict.lp.

    Examples
    --------
    >>> import numpy as np
    >>> found = lp_greedy(np.eye(4), [1, 1, 1, 1], 2, 4, weights=np.ones(4), split=False)
    >>> found.size, round(found.error**4, 9), found.bound
    (2, 4.0, 8.0)
    """
    given = expansion(atoms, theta, m, "lp_greedy", weights)
    p = check_real(p, "p", "lp_greedy", 1.0, math.inf, "left")
    matrix, own, _ = given.given
    shares = np.full(matrix.shape[0], 1.0 / matrix.shape[0]) if own is None else own
    norms = _norms(matrix, shares, p)
    masses = np.abs(given.theta) * norms
    columns = np.flatnonzero(masses > 0)
    found = np.where(masses > 0, given.theta, 0.0)
    bound, method = 0.0, "exact"
    if columns.size > m:
        order, method = columns[np.argsort(-masses[columns], kind="stable")], "lp_greedy"
        left = np.append(np.cumsum(masses[order][::-1])[::-1], 0.0)
        bounds = [float(left[kept]) * _factor(p, m - kept) for kept in range(m)] + [float(left[m])]
        kept = int(np.argmin(bounds)) if split else 0
        bound, rest = bounds[kept], order[kept:]
        found[rest] = 0.0
        if kept < m:
            directions = matrix[:, rest] * (np.sign(given.theta[rest]) / norms[rest])
            counts = _counts(directions, masses[rest], shares, p, m - kept)
            found[rest] = counts * (left[kept] / (m - kept)) * np.sign(given.theta[rest]) / norms[rest]
    error = float(_norms((matrix @ (given.theta - found))[:, None], shares, p)[0])
    certified = distance_at_most(matrix, given.theta, found, weights=own, p=p)
    chosen = tuple(int(j) for j in np.flatnonzero(found))
    return Combination(chosen, tuple(float(found[j]) for j in chosen), error, certified, bound, 1.0, method)


def _factor(p: float, m: int) -> float:
    """What the guarantee of m choices is in units of their mass."""
    constant = 2.0 * math.sqrt(p - 1.0) if p >= 2.0 else 2.0 ** (4.0 / p - 2.0)
    return min(2.0, constant * float(m) ** (1.0 / min(2.0, p) - 1.0))


def _norms(columns: np.ndarray, shares: np.ndarray, p: float) -> np.ndarray:
    """Weighted l_p norm of every column, relative to its largest entry so that no power overflows."""
    magnitudes = np.abs(columns)
    largest = magnitudes.max(axis=0, initial=0.0)
    scaled = magnitudes / np.where(largest > 0, largest, 1.0)
    return largest * np.einsum("i,ij->j", shares, scaled**p) ** (1.0 / p)


def _counts(directions: np.ndarray, masses: np.ndarray, shares: np.ndarray, p: float, m: int) -> np.ndarray:
    """How often each atom is chosen."""
    mean = directions @ (masses / float(masses.sum()))  # f/V, so that everything is in units of V
    behind, counts = np.zeros_like(mean), np.zeros(masses.size)
    for _ in range(m):
        errors = _norms(behind[:, None] + directions - mean[:, None], shares, p)
        chosen = int(np.flatnonzero(errors <= errors.min() * (1.0 + 1e-12) + 1e-15)[0])
        counts[chosen] += 1.0
        behind = behind + directions[:, chosen] - mean
    return counts
