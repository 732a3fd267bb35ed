"""Averages of atoms drawn with probability v_j/V, and their derandomised forms (dossier ``lq.dict.maurey`` ...)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.records import Combination, Expansion, expansion, failure_probability, repetitions
from lqtheory.errors import ShapeError
from lqtheory.quantities.dictionary_factors import deviation_bound

__all__ = ["best_of_draws", "greedy_counts", "maurey", "maurey_greedy", "stratified"]

#: Steps after which an incrementally updated sum is computed afresh.
RECOMPUTED = 256


def maurey(
    atoms: Any, theta: Any, m: int, *, rng: np.random.Generator, weights: Any = None, delta: float = 0.05
) -> Combination:
    r"""Mean of m independent atoms V u_J with P(J = j) = v_j/V.

    E ‖g - f‖² = (V² - ‖f‖²)/m, and ‖g - f‖ < (V/√m)(1 + √(2 ln(1/δ))) with probability at least 1 - δ.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of draws, at least 1.
    rng : numpy.random.Generator
        Source of random numbers.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.
    delta : float
        Probability in (0, 1) with which the recorded bound may fail.

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(n_samples n).

    References
    ----------
    barron_1993; dossier lq.dict.maurey, lq.dict.hp.

    Examples
    --------
    >>> import numpy as np
    >>> maurey(np.eye(3), [1, 1, 1], 2, rng=np.random.default_rng(0)).size <= 2
    True
    """
    given = expansion(atoms, theta, m, "maurey", weights)
    delta = failure_probability(delta, "maurey")
    if given.active.size <= m:
        return given.exact()
    bound = float(given.masses.sum()) * deviation_bound(m, delta)
    return given.combination(_drawn(given, m, rng), bound, "maurey", 1.0 - delta)


def best_of_draws(
    atoms: Any, theta: Any, m: int, delta: float, *, rng: np.random.Generator, weights: Any = None
) -> Combination:
    r"""The best of ⌈log₂(1/δ)⌉ independent means of m atoms.

    ‖g - f‖² <= 2(V² - ‖f‖²)/m with probability at least 1 - δ.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of draws, at least 1.
    delta : float
        Probability of failure, in (0, 1).
    rng : numpy.random.Generator
        Source of random numbers.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    By Markov's inequality one attempt fails with probability at most 1/2.

    References
    ----------
    Dossier lq.dict.hp.

    Examples
    --------
    >>> import numpy as np
    >>> best_of_draws(np.eye(3), [1, 1, 1], 2, 0.01, rng=np.random.default_rng(0)).holds
    True
    """
    given = expansion(atoms, theta, m, "best_of_draws", weights)
    delta = failure_probability(delta, "best_of_draws")
    if given.active.size <= m:
        return given.exact()
    bound = math.sqrt(2.0 * _spread(given) / m)
    attempts = [
        given.combination(_drawn(given, m, rng), bound, "best_of_draws", 1.0 - delta) for _ in range(repetitions(delta))
    ]
    return min(attempts, key=lambda attempt: attempt.error)


def maurey_greedy(
    atoms: Any, theta: Any, m: int, *, weights: Any = None, target: Any = None, refit: bool = False
) -> Combination:
    r"""Mean of m atoms chosen one after the other by conditional expectations.

    ‖g - f_0‖² <= ‖f - f_0‖² + (V² - ‖f‖²)/m, for sure.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of choices, at least 1.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.
    target : array-like, shape (n_samples,), optional
        f_0; f by default.
    refit : bool
        Whether to replace the equal weights by the best coefficients on the chosen atoms.

    Returns
    -------
    Combination
        At most m atoms; f itself if it has at most m.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    Notes
    -----
    Cost O(m n_samples n). At ties, up to rounding, the first atom is taken.

    References
    ----------
    Dossier lq.dict.greedy.

    Examples
    --------
    >>> import numpy as np
    >>> found = maurey_greedy(np.eye(4), [1, 1, 1, 1], 2, weights=np.ones(4))
    >>> found.indices, found.coefficients, found.error**2
    ((0, 1), (2.0, 2.0), 4.0)
    """
    given = expansion(atoms, theta, m, "maurey_greedy", weights, target)
    if given.active.size <= m:
        return given.exact()
    columns, function = given.active, given.function
    counts = greedy_counts(given.directions(columns), given.masses[columns], m, given.target)
    theta_found = np.zeros(given.theta.size)
    total = float(given.masses.sum())
    theta_found[columns] = counts * (total / m) * np.sign(given.theta[columns]) / given.norms[columns]
    if refit:
        theta_found = given.refitted(columns[counts > 0])
    bound = math.sqrt(float(np.sum((function - given.target) ** 2)) + _spread(given) / m)
    return given.combination(theta_found, bound, "maurey_greedy")


def stratified(atoms: Any, theta: Any, m: int, cells: Any, *, weights: Any = None) -> Combination:
    r"""Averages within cells of similar atoms, chosen by conditional expectations.

    With masses μ_c and diameters δ_c of the directions, ⌈mμ_c/V⌉ atoms of cell c:
    ‖g - f‖² <= (V/m) Σ_c μ_c δ_c²/2.

    Parameters
    ----------
    atoms : array-like, shape (n_samples, n)
        Atoms as columns.
    theta : array-like, shape (n,)
        Coefficients of f.
    m : int
        Number of choices without the rounding up in every cell, at least 1.
    cells : array-like of int, shape (n,)
        Cell of every atom.
    weights : array-like, shape (n_samples,), optional
        Weights of the inner product; 1/n_samples by default.

    Returns
    -------
    Combination
        At most m atoms and one more per cell; f itself if it has at most m, and a cell as it is if it has no more atoms
        than choices.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument has the wrong type, shape or range.

    References
    ----------
    makovoz_1996 (idea, recalled); dossier lq.dict.stratified.

    Examples
    --------
    >>> import numpy as np
    >>> found = stratified(np.eye(4), [1, 1, 1, 1], 2, [0, 0, 1, 1], weights=np.ones(4))
    >>> found.size, round(found.error, 9), round(found.bound, 9)
    (2, 2.0, 2.828427125)
    """
    given = expansion(atoms, theta, m, "stratified", weights)
    labels = np.asarray(cells)
    if labels.shape != given.theta.shape:
        raise ShapeError(f"cells has shape {labels.shape}, not {given.theta.shape} (stratified); give a cell per atom")
    if given.active.size <= m:
        return given.exact()
    columns, total = given.active, float(given.masses.sum())
    found, behind, square = np.zeros(given.theta.size), np.zeros(given.atoms.shape[0]), 0.0
    for cell in np.unique(labels[columns]):
        members = columns[labels[columns] == cell]
        directions, shares = given.directions(members), given.masses[members]
        mass = float(shares.sum())
        square += mass * _squared_diameter(directions) / 2.0
        draws = math.ceil(m * mass / total * (1.0 - 1e-15))
        if members.size <= draws:  # nothing is lost
            found[members] = given.theta[members]
            continue
        mean, counts = directions @ (shares / mass), np.zeros(members.size)
        for _ in range(draws):
            scores = (mass / draws) * directions.T @ (behind - (mass / draws) * mean)
            chosen = _first_smallest(scores, total * total)
            behind = behind + (mass / draws) * (directions[:, chosen] - mean)
            counts[chosen] += 1.0
        squares = np.sum(given.atoms[:, members] ** 2, axis=0)
        for taken in np.flatnonzero(counts):  # relative to the chosen norm, which is exact for parallel atoms
            whole = float(np.sum(np.abs(given.theta[members]) * np.sqrt(squares / squares[taken])))
            found[members[taken]] = np.sign(given.theta[members[taken]]) * whole * counts[taken] / draws
    return given.combination(found, math.sqrt(total / m * square), "stratified")


def greedy_counts(directions: np.ndarray, masses: np.ndarray, m: int, target: np.ndarray) -> np.ndarray:
    """How often each direction is chosen by conditional expectations, m choices in all.

    Parameters
    ----------
    directions : array, shape (n_samples, n)
        u_j of norm 1, with the signs of the coefficients.
    masses : array, shape (n,)
        v_j; f = Σ v_j u_j.
    m : int
        Number of choices, at least 1.
    target : array, shape (n_samples,)
        What the mean is to come close to.

    Returns
    -------
    array of float, shape (n,)
    """
    function, total = directions @ masses, float(masses.sum())
    counts = np.zeros(masses.size)
    drift = m * (function - target)
    behind = np.zeros_like(function)  # S_t - t f
    for step in range(m):
        if step % RECOMPUTED == 0:
            behind = total * (directions @ counts) - step * function
        scores = directions.T @ (behind - function + drift)
        chosen = _first_smallest(scores, total)
        counts[chosen] += 1.0
        behind = behind + total * directions[:, chosen] - function
    return counts


def _drawn(given: Expansion, m: int, rng: np.random.Generator) -> np.ndarray:
    """Coefficients of the mean of m independent draws."""
    masses, columns = given.masses, given.active
    total = float(masses.sum())
    counts = rng.multinomial(m, masses[columns] / total)
    theta = np.zeros(given.theta.size)
    theta[columns] = counts * (total / m) * np.sign(given.theta[columns]) / given.norms[columns]
    return theta


def _spread(given: Expansion) -> float:
    """V² - ‖f‖², which no rounding makes negative."""
    return max(0.0, float(given.masses.sum()) ** 2 - float(np.sum(given.function**2)))


def _first_smallest(scores: np.ndarray, scale: float) -> int:
    """The first of the smallest scores, up to rounding."""
    return int(np.flatnonzero(scores <= scores.min() + 1e-13 * (np.abs(scores).max() + scale))[0])


def _squared_diameter(directions: np.ndarray) -> float:
    """Largest squared distance of two columns of norm 1."""
    return max(0.0, 2.0 - 2.0 * float((directions.T @ directions).min()))
