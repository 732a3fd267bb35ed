"""Fixed masks under random eigenvectors: whether some retrained weights are good enough, decided by least squares."""

from __future__ import annotations

import numpy as np

from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.sublevel_slices import SublevelSlice

__all__ = ["higher_slice", "mask_is_feasible", "slice_tails"]

#: Draws that are decided at a time.
CHUNK = 10_000
#: Halvings of the logarithm of a level, which begins within this factor of the eigenvalues.
HALVINGS, WIDEST = 64, 1e14


def higher_slice(rng: np.random.Generator, m: int = 1, **_: object) -> SublevelSlice:
    """A random slice of a sublevel cone in at least m + 1 and at most m + 8 dimensions.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    m : int
        Number of pruned weights.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SublevelSlice
    """
    d = int(rng.integers(m + 1, m + 9))
    omega = 2.0 ** rng.integers(-6, 7, d)
    omega[0], omega[-1] = 0.125, 8.0  # two different ones that y sees
    y = np.round(rng.standard_normal(d), 1) if rng.random() < 0.5 else np.ones(d)
    y[[0, -1]] = np.where(y[[0, -1]] == 0, 1.0, y[[0, -1]])
    weights = y * y
    low, high = weights.sum() / (weights / omega).sum(), (weights @ omega) / weights.sum()
    kappa = low * (high / low) ** float(rng.choice((0.125, 0.375, 0.625, 0.875)))
    return SublevelSlice(omega, y, float(np.float32(0.5 * kappa * weights.sum())))


def slice_tails(omega: np.ndarray, y: np.ndarray, epsilon: float, m: int) -> np.ndarray:
    r"""Bounds of the probability that a fixed mask of m weights is feasible, for many directions of its pruned part.

    B+(N'_M + 1, D - 1, m - 2 - N'_M) of the slice by y^⊥; 1 where the foot point itself is good enough (2ε at least
    Σ ω_i y_i²), 0 where no subspace is (2ε below the harmonic mean times ‖y‖²).

    Parameters
    ----------
    omega : array, shape (D,)
        Eigenvalues, >= 0.
    y : array, shape (size, D)
        Pruned parts of the weights in the eigenbasis.
    epsilon : float
        Tolerance, > 0.
    m : int
        Number of pruned weights, at least 1.

    Returns
    -------
    array, shape (size,)
        In [0, 1].

    Notes
    -----
    All levels are halved at once, by which a direction takes microseconds; up to rounding N'_M is
    :func:`lqtheory.quantities.slice_cones.slice_width`, which takes milliseconds for its last digits.

    References
    ----------
    Dossier geom.prune.slice, geom.prune.union.
    """
    weights, d, positive = y * y, omega.size, omega[omega > 0.0]
    level, radius = 2.0 * epsilon, weights.sum(axis=1)
    bounds = np.where(weights @ omega <= level, 1.0, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        least = radius * radius / (weights / omega).sum(axis=1) if positive.size == d else np.zeros(len(y))
    inside = np.flatnonzero((bounds == 0.0) & (least < level))
    if not inside.size:
        return bounds
    weights, kappa = weights[inside], level / radius[inside]
    low, high = np.full(len(kappa), positive.min() / WIDEST), np.full(len(kappa), positive.max() * WIDEST)
    for _ in range(HALVINGS):
        s = np.sqrt(low * high)
        shares = weights / (s[:, None] + omega)
        below = shares @ omega < kappa * shares.sum(axis=1)
        low, high = np.where(below, s, low), np.where(below, high, s)
    x = s[:, None] / (s[:, None] + omega)
    probability = weights / weights.sum(axis=1)[:, None]
    centre = (probability * x).sum(axis=1)
    spread = probability * (x - centre[:, None]) ** 2
    width = x.sum(axis=1) - (spread * (x + centre[:, None])).sum(axis=1) / spread.sum(axis=1)
    ends = np.clip(width, 0.0, d - 1.0)
    bounds[inside] = [subspace_probability_bounds(t, min(t + 1.0, d - 1.0), d - 1, m - 1)[1] for t in ends.tolist()]
    return bounds


def mask_is_feasible(rng: np.random.Generator, size: int, m: int, K: SublevelSlice) -> np.ndarray:
    """Whether a random subspace of dimension D - m of the complement of y meets the set.

    That is what the kept weights are, seen from the foot point of the dense ones, for eigenvectors in general position.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    size : int
        Number of draws.
    m : int
        Number of pruned weights.
    K : SublevelSlice
        The quadratic form, the pruned part y of the weights, and the tolerance.

    Returns
    -------
    array of bool, shape (size,)
    """
    root, along = np.sqrt(K.omega), K.y / np.linalg.norm(K.y)
    target, found = root * K.y, np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        directions = rng.standard_normal((count, root.size, root.size - m))
        directions -= along[:, None] * np.einsum("d,tdk->tk", along, directions)[:, None, :]
        basis = np.linalg.qr(root[:, None] * directions)[0]
        rest = target - np.einsum("tdk,tk->td", basis, np.einsum("tdk,d->tk", basis, target))
        found[start : start + count] = 0.5 * np.einsum("td,td->t", rest, rest) <= K.epsilon
    return found
