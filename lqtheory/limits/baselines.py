"""Null baselines: what is predicted without any theory. A predictor that does not beat them has explained nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.records import Prediction
from lqtheory.quantities.arrays import check_real

__all__ = ["constant_ratio", "near_zero", "near_zero_by_layer"]


def near_zero(path: MagnitudePath, cut: float = 0.01) -> Prediction:
    """Number of prunable weights below a share of the largest one.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    cut : float
        Share of the largest magnitude, in [0, 1].

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If ``cut`` is out of range.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> near_zero(magnitude_path([1.0, 0.001, 0.5, -0.002])).count
    2
    """
    cut = check_real(cut, "cut", "near_zero", 0.0, 1.0)
    sizes = np.abs(path.weights[path.order])
    count = int((sizes < cut * sizes[-1]).sum()) if sizes[-1] > 0 else sizes.size
    return Prediction(f"below {cut:g} of the largest", count, count, count, path.prunable, "no curvature")


def near_zero_by_layer(path: MagnitudePath, layers: Any, cut: float = 0.01) -> Prediction:
    """Number of prunable weights below a share of the largest one of their own layer.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    layers : array-like of int, shape (D,)
        Layer of every parameter.
    cut : float
        Share of the largest magnitude of the layer, in [0, 1].

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> near_zero_by_layer(magnitude_path([1.0, 0.001, 0.05, -0.002]), [0, 0, 1, 1]).count
    1
    """
    cut = check_real(cut, "cut", "near_zero_by_layer", 0.0, 1.0)
    names = np.asarray(layers)
    if names.shape != path.weights.shape:
        raise DomainError(
            f"layers has shape {names.shape}, weights has {path.weights.shape} (near_zero_by_layer); give D names"
        )
    count = 0
    for name in np.unique(names[path.order]):
        sizes = np.abs(path.weights[path.order][names[path.order] == name])
        count += int((sizes < cut * sizes.max()).sum()) if sizes.max() > 0 else sizes.size
    return Prediction(f"below {cut:g} of the layer's largest", count, count, count, path.prunable, "no curvature")


def constant_ratio(path: MagnitudePath, ratio: float) -> Prediction:
    """The same ratio for every network.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    ratio : float
        In [0, 1], fixed before looking.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, DomainError
        If ``ratio`` is out of range.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> constant_ratio(magnitude_path([1.0, 2.0]), 0.5).count
    1
    """
    ratio = check_real(ratio, "ratio", "constant_ratio", 0.0, 1.0)
    count = int(ratio * path.prunable)
    return Prediction(f"constant {ratio:g}", count, count, count, path.prunable, "no curvature")
