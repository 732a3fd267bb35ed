"""Predictors that know the diagonal of the Hessian alone: along the magnitude path, and by the best mask."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.records import Prediction
from lqtheory.quantities.arrays import as_vector

__all__ = ["diagonal_path", "optimal_brain_damage"]


def _diagonal(path: MagnitudePath, curvature: Any, where: str) -> np.ndarray:
    h = np.asarray(as_vector(curvature, "curvature", where), dtype=np.float64)
    if h.shape != path.weights.shape:
        raise ShapeError(f"curvature has shape {h.shape}, weights has {path.weights.shape} ({where}); give D entries")
    if h.min() < 0:
        raise DomainError(
            f"curvature has the negative entry {h.min():g} ({where}); use that of the Gauss-Newton matrix"
        )
    return h


def diagonal_path(path: MagnitudePath, curvature: Any, epsilon: float) -> Prediction:
    r"""One-shot pruning along the magnitude path with the diagonal of H alone: ½ Σ_E h_i w_i² <= ε.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    curvature : array-like, shape (D,)
        Diagonal of the Gauss-Newton matrix, >= 0.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    lecun_denker_solla_1990; dossier geom.prune.aligned.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> diagonal_path(magnitude_path([0.1, 0.2, 0.3]), [4.0, 1.0, 1.0], 0.05).count
    2
    """
    epsilon = checked_tolerance(epsilon, "diagonal_path")
    costs = 0.5 * _diagonal(path, curvature, "diagonal_path")[path.order] * path.weights[path.order] ** 2
    count = int((np.cumsum(costs) <= epsilon).sum())
    return Prediction("diagonal, magnitude order", count, count, count, path.prunable, "exact", "", "H diagonal")


def optimal_brain_damage(path: MagnitudePath, curvature: Any, epsilon: float) -> Prediction:
    r"""The best mask if H is diagonal: the most weights with ½ Σ_E h_i w_i² <= ε, by ascending h_i w_i².

    Parameters
    ----------
    path : MagnitudePath
        Weights; the order is not used.
    curvature : array-like, shape (D,)
        Diagonal of the Gauss-Newton matrix, >= 0.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction
        Exact in the model: retraining cannot help a diagonal H.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    lecun_denker_solla_1990; dossier geom.prune.aligned.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> optimal_brain_damage(magnitude_path([0.1, 0.2, 0.3]), [100.0, 1.0, 1.0], 0.07).count
    2
    """
    epsilon = checked_tolerance(epsilon, "optimal_brain_damage")
    costs = 0.5 * _diagonal(path, curvature, "optimal_brain_damage")[path.order] * path.weights[path.order] ** 2
    count = int((np.cumsum(np.sort(costs)) <= epsilon).sum())
    return Prediction("optimal brain damage", count, count, count, path.prunable, "exact", "", "H diagonal, best mask")
