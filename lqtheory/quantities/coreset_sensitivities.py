"""Relative importance of the edges of one class, their sensitivities, and the distribution made of them.

A class is one (neuron, sign): its weights are nonnegative and so are the activations. Everything is invariant under
positive scaling of the weights and of each point.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import array_api_compat
import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, is_numpy, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_sensitivities import (
    ball_relative_importance,
    ball_sensitivities,
    ball_total_sensitivity,
)

__all__ = [
    "QUANTITIES",
    "Sensitivities",
    "relative_importance",
    "sensitivities",
    "sensitivity_details",
    "total_sensitivity",
]

#: Numbers held at a time where points are streamed: they should stay in the cache of a CPU, and fill a device.
BLOCK, DEVICE_BLOCK = 1 << 16, 1 << 22


class Sensitivities(NamedTuple):
    """Sensitivities of the edges of classes, and what is made of them.

    Parameters
    ----------
    s : array, shape (..., n)
        Largest relative importance of each edge over the points.
    total : array, shape (...)
        S, their sum; 0 for a dead class, else at least 1.
    q : array, shape (..., n)
        s/S, the distribution to draw from; zeros for a dead class.
    z : array, shape (..., N)
        Σ_j w_j a_j(x) at each point.
    n_used : array, shape (...)
        Number of points with z > 0; the others say nothing and are skipped.
    dead : array of bool, shape (...)
        Whether all points were skipped.
    """

    s: Array
    total: Array
    q: Array
    z: Array
    n_used: Array
    dead: Array


def _scaled(x: Array, xp: Any) -> Array:
    """Rows over the power of two next to their largest entry: products neither overflow nor vanish together."""
    top = xp.max(x, axis=-1, keepdims=True)
    safe = xp.where(top > 0.0, top, 0.0 * top + 1.0)
    exponent = xp.floor(xp.log2(safe))
    half = xp.floor(exponent / 2.0)  # 2**-exponent itself may overflow
    return x * 2.0 ** (-half) * 2.0 ** (half - exponent)


def _pair(w: Any, a: Any, name: str, where: str) -> tuple[Any, Array, Array]:
    weights, activations = together(as_nonnegative(w, "w", where), as_nonnegative(a, name, where))
    if weights.shape[-1] != activations.shape[-1]:
        raise ShapeError(
            f"w has {weights.shape[-1]} entries, but {name} has {activations.shape[-1]} ({where}); "
            "give one activation for each weight"
        )
    return namespace(weights), weights, activations


def relative_importance(w: Any, a: Any) -> Array:
    r"""Share of each edge in the input of a neuron.

    g_j = w_j a_j/Σ_k w_k a_k.

    Parameters
    ----------
    w : array-like, shape (..., n)
        Nonnegative weights of one class.
    a : array-like, shape (..., n)
        Nonnegative activations; the leading axes broadcast.

    Returns
    -------
    array of float64, shape (..., n)
        In [0, 1] with sum 1; zeros where Σ_k w_k a_k = 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite array, an entry is negative, or the lengths differ.

    Notes
    -----
    Cost O(n). Weights and activations are first scaled by powers of two, which changes nothing but avoids overflow.

    References
    ----------
    baykal_2019, Definition 1; dossier coreset.sens.

    Examples
    --------
    >>> relative_importance([1.0, 2.0, 4.0], [1.0, 0.5, 0.5]).tolist()
    [0.25, 0.25, 0.5]
    """
    xp, w, a = _pair(w, a, "a", "relative_importance")
    return _importance(xp, _scaled(w, xp), _scaled(a, xp))


def _importance(xp: Any, w: Array, a: Array) -> Array:
    products = w * a
    z = xp.sum(products, axis=-1, keepdims=True)
    return xp.where(z > 0.0, products / xp.where(z > 0.0, z, 0.0 * z + 1.0), 0.0 * products)


def sensitivity_details(w: Any, A: Any) -> Sensitivities:
    r"""Sensitivities of the edges of classes on a sample of points, with what is made of them.

    s_j = max_{x : z(x) > 0} g_j(x), S = Σ_j s_j, q_j = s_j/S.

    Parameters
    ----------
    w : array-like, shape (..., n)
        Nonnegative weights, one class in each row.
    A : array-like, shape (N, n) or (..., N, n)
        Nonnegative activations, one point in each row.

    Returns
    -------
    Sensitivities

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite array, an entry is negative, there is no point, or the lengths differ.

    Notes
    -----
    Cost O(N n) for each class; points are streamed, so that memory is O(n) for each class. Points with z = 0 are
    skipped, exactly, whatever the scale of the activations.

    References
    ----------
    baykal_2019, Definition 2; dossier coreset.sens.

    Examples
    --------
    >>> details = sensitivity_details([0.8, 0.5, 0.3, 0.2], [[1, 2, 0, 1], [0.5, 1, 3, 0], [2, 0, 1, 4]])
    >>> float(9 * details.total), details.z.round(12).tolist(), int(details.n_used), bool(details.dead)
    (17.0, [2.0, 1.8, 2.7], 3, False)
    """
    xp, w, A = _pair(w, A, "A", "sensitivities")
    if A.ndim < 2:
        raise ShapeError(f"A has shape {tuple(A.shape)} (sensitivities); give a matrix with one point in each row")
    if w.ndim == 1 and A.ndim == 2:
        return Sensitivities(*(part[0] for part in _classes(xp, w[None, :], A)))
    if A.ndim > 2:
        return _stacked(xp, w, A)
    parts = _classes(xp, xp.reshape(w, (-1, w.shape[-1])), A)
    return Sensitivities(*(xp.reshape(part, (*w.shape[:-1], *part.shape[1:])) for part in parts))


def _stacked(xp: Any, w: Array, A: Array) -> Sensitivities:
    """Classes with points of their own, one after the other."""
    batch = np.broadcast_shapes(tuple(w.shape[:-1]), tuple(A.shape[:-2]))
    w = xp.reshape(xp.broadcast_to(w, (*batch, w.shape[-1])), (-1, w.shape[-1]))
    A = xp.reshape(xp.broadcast_to(A, (*batch, *A.shape[-2:])), (-1, *A.shape[-2:]))
    found = [_classes(xp, w[i : i + 1, :], A[i, ...]) for i in range(w.shape[0])]
    joined = (xp.concat(list(parts), axis=0) for parts in zip(*found, strict=True))
    return Sensitivities(*(xp.reshape(part, (*batch, *part.shape[1:])) for part in joined))


def _classes(xp: Any, w: Array, A: Array) -> Sensitivities:
    """Sensitivities of classes (C, n) on common points (N, n)."""
    z = xp.matmul(w, xp.permute_dims(A, (1, 0)))
    weights, points = _scaled(w, xp), _scaled(A, xp)
    inputs = xp.matmul(points, xp.permute_dims(weights, (1, 0)))
    used = inputs > 0.0
    divisors = xp.where(used, inputs, 0.0 * inputs + math.inf)  # a skipped point has importances 0
    n, s = w.shape[1], 0.0 * w
    limit = BLOCK if is_numpy(w) or "cpu" in str(array_api_compat.device(w)) else DEVICE_BLOCK
    n_points = max(1, limit // n)
    n_classes = max(1, limit // (n * min(n_points, A.shape[0])))
    for first in range(0, A.shape[0], n_points):
        rows, below = points[first : first + n_points, :], divisors[first : first + n_points, :]
        for c in range(0, w.shape[0], n_classes):
            block = slice(c, c + n_classes)
            shares = weights[block, None, :] * rows / xp.permute_dims(below[:, block], (1, 0))[..., None]
            s[block, :] = xp.maximum(s[block, :], xp.max(shares, axis=1))
    total = xp.sum(s, axis=-1)
    dead = total <= 0.0
    q = s / xp.where(dead, 0.0 * total + 1.0, total)[:, None]
    return Sensitivities(s, total, q, z, xp.sum(xp.astype(used, xp.int64), axis=0), dead)


def sensitivities(w: Any, A: Any) -> Array:
    r"""Empirical sensitivities of the edges of classes.

    s_j = max_{x : z(x) > 0} g_j(x).

    Parameters
    ----------
    w, A
        As :func:`sensitivity_details`.

    Returns
    -------
    array of float64, shape (..., n)
        In [0, 1]; zeros for a dead class.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`sensitivity_details`.

    Notes
    -----
    As :func:`sensitivity_details`.

    References
    ----------
    baykal_2019, Definition 2; dossier coreset.sens.

    Examples
    --------
    >>> sensitivities([1.0, 1.0], [[1.0, 3.0], [2.0, 2.0]]).tolist()
    [0.5, 0.75]
    """
    return sensitivity_details(w, A).s


def total_sensitivity(w: Any, A: Any) -> Array:
    r"""Sum of the empirical sensitivities.

    S = Σ_j max_{x : z(x) > 0} g_j(x).

    Parameters
    ----------
    w, A
        As :func:`sensitivity_details`.

    Returns
    -------
    array of float64, shape (...)
        0 for a dead class, else in [1, min(n, N)].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`sensitivity_details`.

    Notes
    -----
    As :func:`sensitivity_details`.

    References
    ----------
    baykal_2019, Definition 3; dossier coreset.s_range.

    Examples
    --------
    >>> float(total_sensitivity([1.0, 1.0], [[1.0, 3.0], [2.0, 2.0]]))
    1.25
    """
    return sensitivity_details(w, A).total


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "relative_importance",
        ("w", "a"),
        relative_importance,
        ball_relative_importance,
        r"g\left({w},{a}\right)",
        "coreset.sens",
        sign="nonnegative",
        vector=True,
    ),
    Quantity(
        "sensitivities",
        ("w", "A"),
        sensitivities,
        ball_sensitivities,
        r"s\left({w},{A}\right)",
        "coreset.sens",
        sign="nonnegative",
        vector=True,
    ),
    Quantity(
        "total_sensitivity",
        ("w", "A"),
        total_sensitivity,
        ball_total_sensitivity,
        r"S\left({w},{A}\right)",
        "coreset.sens",
        sign="nonnegative",
    ),
)
