"""Random subspaces and sublevel sets of a few dimensions: whether they meet, decided by least squares."""

from __future__ import annotations

import numpy as np

from lqtheory.quantities.sublevel_sets import SublevelSet

__all__ = ["higher_sublevel_set", "subspace_reaches_set"]

#: Draws that are decided at a time.
CHUNK = 10_000


def higher_sublevel_set(rng: np.random.Generator, m: int = 0, **_: object) -> SublevelSet:
    """A random sublevel set of at least m + 1 and at most m + 8 dimensions, without the origin.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    m : int
        Codimension of the subspace that it is to meet.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SublevelSet
    """
    d = int(rng.integers(m + 1, m + 9))
    omega = np.ones(d) if rng.random() < 0.3 else 2.0 ** rng.integers(-6, 7, d)
    y = np.round(rng.standard_normal(d), 1) + 2.0 * (rng.random() < 0.5)
    y[0] = y[0] or 1.0
    share = float(rng.choice((0.0625, 0.25, 0.5, 0.75, 0.9375)))
    return SublevelSet(omega, y, float(np.float32(0.5 * share * (omega @ y**2))))


def subspace_reaches_set(rng: np.random.Generator, size: int, m: int, K: SublevelSet) -> np.ndarray:
    """Whether the least value of the quadratic form on the span of Gaussian vectors is at most the level.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    size : int
        Number of draws.
    m : int
        Codimension of the span.
    K : SublevelSet
        The set.

    Returns
    -------
    array of bool, shape (size,)
    """
    root = np.sqrt(K.omega)
    target, found = root * K.y, np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        basis = np.linalg.qr(root[:, None] * rng.standard_normal((count, root.size, root.size - m)))[0]
        rest = target - np.einsum("tdk,tk->td", basis, np.einsum("tdk,d->tk", basis, target))
        found[start : start + count] = 0.5 * np.einsum("td,td->t", rest, rest) <= K.epsilon
    return found
