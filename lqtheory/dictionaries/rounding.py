"""Threshold rounding, the algorithm with the sharp asymptotic constant (dossier ``lq.dict.threshold``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.records import Combination, expansion
from lqtheory.quantities.dictionary_bounds import rounding_threshold, rounding_variance

__all__ = ["threshold_rounding"]

#: Distance to 0 or 1 at which a coordinate counts as rounded.
ROUNDED = 1e-11
#: Largest number of undecided coordinates among which pairs are compared.
COMPARED = 500


def threshold_rounding(atoms: Any, theta: Any, m: int, *, weights: Any = None, target: Any = None) -> Combination:
    r"""Keep atoms with v_j >= τ, and round the shares v_j/τ of the others to 0 or 1 in pairs.

    With Σ min(1, v_j/τ) = m and R_m = Σ_{v_j<τ} v_j(τ - v_j):
    ‖f_0 - g‖² <= ‖f_0 - f‖² + R_m + (1 + H_{4m-1}) τ²/2, and for every q the last two terms are together at most
    [(K*_q)² + (1 + H_{4m-1})/(2m)] m^{1-2/q} ‖v‖_q².

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

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m. The recorded bound adds up what every move may cost, which with
        at most 500 undecided atoms is not above the closed form.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(n³) up to n = 500. Beyond, pairs are compared among the 500 undecided atoms with the smallest shares.

    References
    ----------
    Dossier lq.dict.threshold.

    Examples
    --------
    >>> import numpy as np
    >>> found = threshold_rounding(np.eye(4), [1, 1, 1, 1], 2, weights=np.ones(4))
    >>> found.size, found.error**2
    (2, 4.0)
    """
    given = expansion(atoms, theta, m, "threshold_rounding", weights, target)
    if given.active.size <= m:
        return given.exact()
    masses, columns = given.masses, given.active
    tau = float(rounding_threshold(masses, m))
    shares = np.minimum(1.0, masses[columns] / tau)
    x, cost = _rounded(given.directions(columns), shares, (given.function - given.target) / tau)
    found = np.zeros(given.theta.size)
    found[columns] = x / shares * given.theta[columns]
    square = float(np.sum((given.function - given.target) ** 2)) + float(rounding_variance(masses, m))
    return given.combination(found, math.sqrt(square + tau**2 * cost), "threshold_rounding")


def _rounded(directions: np.ndarray, shares: np.ndarray, behind: np.ndarray) -> tuple[np.ndarray, float]:
    """Shares rounded to 0 or 1 with their sum kept, and what the moves may have cost in units of τ²."""
    x, cost = _snapped(shares), 0.0
    while True:
        undecided = np.flatnonzero((x > 0) & (x < 1))
        if undecided.size < 2:
            break
        if undecided.size > COMPARED:
            undecided = undecided[np.argsort(x[undecided], kind="stable")[:COMPARED]]
        cost += _move_cost(x[undecided])
        j, k, up, down = _best_pair(directions[:, undecided], x[undecided])
        j, k = int(undecided[j]), int(undecided[k])
        step = directions[:, j] - directions[:, k]
        moves = [t for t in (up, -down) if t]
        change = {t: _potential_change(behind, step, float(x[j]), float(x[k]), t) for t in moves}
        t = min(moves, key=lambda move: change[move])
        x[j], x[k] = x[j] + t, x[k] - t
        x[[j, k]] = _snapped(x[[j, k]])
        behind = behind + t * step
    x[(x > 0) & (x < 1)] = np.round(x[(x > 0) & (x < 1)])
    return x, cost


def _snapped(x: np.ndarray) -> np.ndarray:
    return np.where(x < ROUNDED, 0.0, np.where(x > 1.0 - ROUNDED, 1.0, x))


def _move_cost(x: np.ndarray) -> float:
    """The mean of the cost over all pairs of undecided coordinates is at most this."""
    n = x.size
    return min(1.0 / (2.0 * (n - 1)), 2.0 * float(np.sum(x**2)) / (n * (n - 1)))


def _best_pair(directions: np.ndarray, x: np.ndarray) -> tuple[int, int, float, float]:
    """The pair with the largest G_jk δ₊ δ₋, with δ₊ and δ₋."""
    gram = directions.T @ directions
    up = np.minimum(1.0 - x[:, None], x[None, :])
    down = np.minimum(x[:, None], 1.0 - x[None, :])
    values = gram * up * down
    np.fill_diagonal(values, -np.inf)
    j, k = np.unravel_index(int(np.argmax(values)), values.shape)
    return int(j), int(k), float(up[j, k]), float(down[j, k])


def _potential_change(behind: np.ndarray, step: np.ndarray, a: float, b: float, t: float) -> float:
    """Change of ‖Σ(x_j - π_j)u_j + (f - f_0)/τ‖² + Σ x_j(1 - x_j) by a move of size t."""
    quadratic = 2.0 * t * float(behind @ step) + t * t * float(step @ step)
    return quadratic + t * (1.0 - 2.0 * a) - t * t - t * (1.0 - 2.0 * b) - t * t
