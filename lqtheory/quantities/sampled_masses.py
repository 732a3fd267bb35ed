"""Draws of the mass that pruning removes from random weights, for claims about its probability (dossier section 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.random_weight_shares import truncated_moment
from lqtheory.quantities.random_weight_thresholds import threshold

__all__ = ["DRAWN_LAWS", "DrawnLaw", "level_and_mass", "pruned_masses"]

#: Numbers held at a time.
_AT_ONCE = 2_000_000


class DrawnLaw(NamedTuple):
    """A law by the name and parameters of :mod:`lqtheory.quantities.laws`, and how its magnitudes are drawn."""

    name: str
    parameters: Mapping[str, float]
    draw: Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


#: Laws in the order in which theorems number them, from 1; the last one has no mean.
DRAWN_LAWS = (
    DrawnLaw("gauss", {}, lambda rng, shape: np.abs(rng.standard_normal(shape))),
    DrawnLaw("laplace", {}, lambda rng, shape: rng.standard_exponential(shape)),
    DrawnLaw("uniform", {}, lambda rng, shape: rng.random(shape)),
    DrawnLaw("student", {"nu": 1.0}, lambda rng, shape: np.abs(rng.standard_cauchy(shape))),
)


def pruned_masses(rng: np.random.Generator, size: int, i: int, n: int, k: int, p: float = 2.0) -> np.ndarray:
    r"""Mass per weight outside the k largest of n independent weights, drawn many times.

    σ_k(w)_p^p / n.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the draws.
    size : int
        Number of draws, >= 1.
    i : int
        Law by its number in :data:`DRAWN_LAWS`, from 1: Gaussian, Laplace, uniform, Cauchy.
    n : int
        Number of weights, >= 1.
    k : int
        Number of weights kept, in {0, ..., n}.
    p : float
        Exponent, > 0.

    Returns
    -------
    array of float64, shape (size,)

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    Notes
    -----
    Cost O(size n), by selection.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> masses = pruned_masses(np.random.default_rng(0), 5, 3, 100, 40)
    >>> masses.shape, bool((masses < 0.6**2).all())
    ((5,), True)
    """
    where = "pruned_masses"
    size, n = check_count(size, "size", 1, None, where), check_count(n, "n", 1, None, where)
    k, p = check_count(k, "k", 0, n, where), check_exponent(p, "p", where)
    law = _law(i, where)
    parts, rows = [], max(1, _AT_ONCE // n)
    for start in range(0, size, rows):
        weights = law.draw(rng, (min(rows, size - start), n))
        if 0 < k < n:
            weights = np.partition(weights, n - k - 1, axis=1)
        parts.append((weights[:, : n - k] ** p).sum(axis=1) / n)
    return np.concatenate(parts)


def level_and_mass(i: int, f: float, p: float = 2.0) -> tuple[float, float]:
    r"""Threshold of a keep fraction to the p-th power, and the mass below it.

    (τ^p, D_p(f)) with P(|w| > τ) = f.

    Parameters
    ----------
    i : int
        Law by its number in :data:`DRAWN_LAWS`, from 1.
    f : float
        Keep fraction, in (0, 1).
    p : float
        Exponent, > 0.

    Returns
    -------
    tuple of float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.limit.

    Examples
    --------
    >>> [round(v, 12) for v in level_and_mass(3, 0.5)]
    [0.25, 0.041666666667]
    """
    law = _law(i, "level_and_mass")
    p = check_exponent(p, "p", "level_and_mass")
    level = float(threshold(law.name, f, **law.parameters)) ** p
    return level, float(truncated_moment(law.name, f, p, **law.parameters))


def _law(i: Any, where: str) -> DrawnLaw:
    i = check_count(i, "i", 1, None, where)
    if i > len(DRAWN_LAWS):
        raise DomainError(f"i={i} is no law ({where}); there are {len(DRAWN_LAWS)}, numbered from 1")
    return DRAWN_LAWS[i - 1]
