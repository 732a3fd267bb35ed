"""Predictors that know the spectrum of the Hessian and the pruned energy R_k², and nothing of the eigenvectors."""

from __future__ import annotations

import math
from collections.abc import Callable

from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath, crossing
from lqtheory.limits.records import Interval, Prediction
from lqtheory.limits.spectra import FlatShares

__all__ = ["generic_cone", "jensen", "one_shot_trace", "published", "slice_generic"]

SMALLEST = 1e-300


def _by_ends(
    name: str, path: MagnitudePath, note: str, kind: str, fits: Callable[[int, str], bool], status: str = ""
) -> Prediction:
    counts = {
        end: crossing(lambda k, end=end: k == 0 or fits(k, end), path.prunable)  # type: ignore[misc]
        for end in ("value", "low", "high")
    }
    return Prediction(name, counts["value"], counts["low"], counts["high"], path.prunable, kind, status, note)


def published(path: MagnitudePath, shares: FlatShares, epsilon: float) -> Prediction:
    r"""The published predictor: the largest k with k/D <= F(R_k), F the mean of 2ε/(R² |λ| + 2ε).

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        Of the Hessian over all trained parameters.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction
        Pulled towards k = D/2 in the quadratic model (:mod:`published_share_above_half`).

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    zhang_zhang_sun_liu_2024; dossier geom.prune.published, geom.prune.fixedpoint.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> path = magnitude_path([i / 10 for i in range(1, 11)])
    >>> published(path, exact_shares(range(1, 11)), 0.5).count
    4
    """
    epsilon = checked_tolerance(epsilon, "published")

    def fits(k: int, end: str) -> bool:
        energy = path.energies[k]
        s = math.inf if energy == 0 else max(2.0 * epsilon / energy, SMALLEST)
        return bool(k <= path.dimension * getattr(shares.share(s), end))

    return _by_ends(f"published, {shares.treatment}", path, "cone of the sublevel set", _kind(shares), fits)


def _kind(shares: FlatShares) -> str:
    return shares.share(1.0).kind


def jensen(path: MagnitudePath, shares: FlatShares, epsilon: float) -> Prediction:
    r"""The published predictor with the mean eigenvalue alone: k/D <= 2ε/(R_k² μ + 2ε); a lower bound of F.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        With the mean eigenvalue.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    zhang_zhang_sun_liu_2024; dossier geom.prune.jensen; theorem mean_curvature_bounds_share.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> jensen(magnitude_path([0.1, 0.2, 0.3, 0.4]), exact_shares([1.0, 1.0, 1.0, 1.0]), 0.05).count
    2
    """
    epsilon = checked_tolerance(epsilon, "jensen")

    def fits(k: int, end: str) -> bool:
        energy = path.energies[k] * _opposite(shares.trace, end)
        return bool(k * (energy + 2.0 * epsilon) <= path.dimension * 2.0 * epsilon) or energy == 0.0

    return _by_ends("jensen", path, "mean curvature only", shares.trace.kind, fits)


def _opposite(interval: Interval, end: str) -> float:
    """The end of a curvature that gives the wanted end of a count: more curvature, fewer pruned weights."""
    return float(getattr(interval, {"low": "high", "high": "low"}.get(end, end)))


def one_shot_trace(path: MagnitudePath, shares: FlatShares, epsilon: float) -> Prediction:
    r"""One-shot pruning of weights in general position: R_k² μ <= 2ε with the mean eigenvalue μ.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        With the mean eigenvalue.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    Dossier geom.prune.bias.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> one_shot_trace(magnitude_path([0.1, 0.2, 0.3, 0.4]), exact_shares([1.0] * 4), 0.05).count
    2
    """
    epsilon = checked_tolerance(epsilon, "one_shot_trace")

    def fits(k: int, end: str) -> bool:
        return bool(path.energies[k] * _opposite(shares.trace, end) <= 2.0 * epsilon)

    return _by_ends("one-shot trace", path, "no retraining, generic direction", shares.trace.kind, fits)


def generic_cone(path: MagnitudePath, shares: FlatShares, epsilon: float) -> Prediction:
    r"""An affine subspace in general position: k/D <= p with p = F(s), s (1-p) = 2ε/R_k².

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        Of the Hessian over all trained parameters.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction
        What the published cone gives when its statistical dimension is computed within one
        (:mod:`cone_width_within_one_of_count`); pruning keeps no such subspace, see :func:`slice_generic`.

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    Dossier geom.ell.statdim, geom.prune.slice.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> generic_cone(magnitude_path([i / 10 for i in range(1, 11)]), exact_shares(range(1, 11)), 0.5).count
    4
    """
    epsilon = checked_tolerance(epsilon, "generic_cone")

    def fits(k: int, end: str) -> bool:
        p = min(k / path.dimension, 1.0)
        if p == 1.0:  # s (1-p) tends to the mean eigenvalue
            return bool(path.energies[k] * _opposite(shares.trace, end) <= 2.0 * epsilon)
        return _affordable(path.energies[k], shares.level(p, end), 1.0 - p, epsilon)

    return _by_ends(f"generic cone, {shares.treatment}", path, "subspace in general position", _kind(shares), fits)


def slice_generic(path: MagnitudePath, shares: FlatShares, epsilon: float) -> Prediction:
    r"""The slice orthogonal to the pruned weights, for eigenvectors in general position: R_k² s (1-p)/(2p) <= ε.

    p = k/D and F(s) = p; the left side is the loss after retraining the kept weights in the quadratic model.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        Of the Hessian over all trained parameters.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    Dossier geom.prune.slice, geom.prune.fixedpoint.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> slice_generic(magnitude_path([i / 10 for i in range(1, 11)]), exact_shares(range(1, 11)), 0.5).count
    3
    """
    epsilon = checked_tolerance(epsilon, "slice_generic")

    def fits(k: int, end: str) -> bool:
        p = min(k / path.dimension, 1.0)
        if p == 1.0:  # nothing is kept: the loss is R²/2 times the mean eigenvalue
            return bool(path.energies[k] * _opposite(shares.trace, end) <= 2.0 * epsilon)
        return _affordable(path.energies[k], shares.level(p, end), (1.0 - p) / p, epsilon)

    return _by_ends(f"slice, {shares.treatment}", path, "retrained, generic eigenvectors", _kind(shares), fits)


def _affordable(energy: float, s: float, factor: float, epsilon: float) -> bool:
    return bool(energy * s * factor <= 2.0 * epsilon)
