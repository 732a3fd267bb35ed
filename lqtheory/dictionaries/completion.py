"""The largest terms as they are, and a greedy mean of the others that makes up for what they miss of a target."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.averages import greedy_counts
from lqtheory.dictionaries.records import Combination, expansion

__all__ = ["oracle_greedy"]


def oracle_greedy(
    atoms: Any, theta: Any, m: int, *, weights: Any = None, target: Any = None, refit: bool = False
) -> Combination:
    r"""Approximate a target f_0 by m atoms, as good as any f_θ up to what the masses of θ allow.

    ‖f_0 - g‖² <= ‖f_0 - f‖² + min_{L<m} D_L²/(m-L), D_L = σ_L(v)_1 what is left of the masses v without the L largest:
    those L are kept, and m - L greedy choices among the others come close to f_0 minus what is kept. The minimum is at
    most 2 m^{1-2/q} ‖v‖_q² for every 0 < q <= 1, where the published constant is 2^{2/q-1}.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of atoms, at least 1.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.
    target : array-like, shape (n_samples,), optional
        f_0; f by default.
    refit : bool
        Whether to replace the coefficients by the best ones on the chosen atoms.

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m. The recorded bound is that of the best L, less the square of what
        the mean replaces over m - L.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(m n_samples n).

    References
    ----------
    wang_paterlini_gao_yang_2014 (published constant); dossier lq.dict.oracle.

    Examples
    --------
    >>> import numpy as np
    >>> found = oracle_greedy(np.eye(4), [8, 4, 1, 1], 3, weights=np.ones(4), target=np.array([9.0, 4, 1, 1]))
    >>> found.indices, found.coefficients, found.holds
    ((0, 1, 2), (8.0, 4.0, 2.0), True)
    """
    given = expansion(atoms, theta, m, "oracle_greedy", weights, target)
    if given.active.size <= m:
        return given.exact()
    order = np.argsort(-given.masses, kind="stable")
    left = np.cumsum(given.masses[order][::-1])[::-1]  # D_0, D_1, ..., D_{n-1}
    kept = int(np.argmin([left[size] ** 2 / (m - size) for size in range(m)]))
    draws, found = m - kept, np.zeros(given.theta.size)
    found[order[:kept]] = given.theta[order[:kept]]
    others = np.intersect1d(order[kept:], given.active)
    directions, masses = given.directions(others), given.masses[others]
    total = float(masses.sum())
    counts = greedy_counts(directions, masses, draws, given.target - given.atoms @ found)
    found[others] = counts * (total / draws) * np.sign(given.theta[others]) / given.norms[others]
    away = float(np.sum((given.function - given.target) ** 2))
    spread = max(0.0, total**2 - float(np.sum((directions @ masses) ** 2)))
    if refit:
        found = given.refitted(np.flatnonzero(found))
    return given.combination(found, math.sqrt(away + spread / draws), "oracle_greedy")
