"""Fixed masks under random eigenvectors: whether some retrained weights are good enough, decided by least squares."""

from __future__ import annotations

import numpy as np

from lqtheory.quantities.sublevel_slices import SublevelSlice

__all__ = ["higher_slice", "mask_is_feasible"]

#: Draws that are decided at a time.
CHUNK = 10_000


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
