"""Cancellation between the positive and negative parts of a neuron (dossier ``coreset.delta``, ``coreset.kappa``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import (
    Array,
    check_count,
    check_real,
    namespace,
)
from lqtheory.quantities.coreset_inputs import as_points
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_layers import (
    ball_cancellation_ratio,
    ball_published_cancellation_margin,
    ball_published_point_count,
    ball_refined_cancellation_margin,
)

__all__ = [
    "QUANTITIES",
    "cancellation_ratio",
    "layer_cancellations",
    "published_cancellation_margin",
    "published_point_count",
    "refined_cancellation_margin",
]


def cancellation_ratio(x: Any, y: Any, t: float = 0.0) -> Array:
    r"""How much larger the parts of a neuron's input are than their sum: Δ = Σ|x_j y_j| / |Σ x_j y_j + t|.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Weights of the neuron.
    y : array-like, shape (..., n)
        Its inputs; of any sign, as after :func:`numpy.tanh`.
    t : float
        Its bias, which is kept exactly.

    Returns
    -------
    array of float64, shape (...)
        At least 1 without bias; ``inf`` where the sum vanishes and its parts do not, 1 where both vanish.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is not finite, has the wrong type or another length.

    Notes
    -----
    With a bias the ratio may be less than 1; products over layers then take 1 instead. Cost O(n).

    References
    ----------
    baykal_2019; dossier coreset.delta.

    Examples
    --------
    >>> float(cancellation_ratio([1, -0.5, 2], [1, 2, 0.5])), float(cancellation_ratio([2, -1], [1, 2]))
    (3.0, inf)
    """
    where = "cancellation_ratio"
    x, y = as_points(x, "x", where), as_points(y, "y", where)
    t = check_real(t, "t", where, -math.inf, math.inf, "neither")
    if x.shape[-1] != y.shape[-1]:
        raise ShapeError(f"x has {x.shape[-1]} entries and y has {y.shape[-1]} ({where}); give one input per weight")
    xp = namespace(x, y)
    products = x * y
    return _ratio(xp, xp.sum(xp.abs(products), axis=-1), xp.abs(xp.sum(products, axis=-1) + t))


def layer_cancellations(W: Any, A: Any, bias: Any = None) -> Array:
    r"""Δ_i(x) of all neurons of a layer at all points.

    Parameters
    ----------
    W : array-like, shape (η, n)
        Weights of the layer.
    A : array-like, shape (N, n)
        Inputs of the layer at N points, of any sign.
    bias : array-like, shape (η,), optional
        Biases, which are kept exactly.

    Returns
    -------
    array of float64, shape (N, η)
        As :func:`cancellation_ratio`; ``inf`` where the sum vanishes and its parts do not.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is not finite, has the wrong type or another shape.

    Notes
    -----
    Two matrix products, O(N n η).

    References
    ----------
    baykal_2019; dossier coreset.delta.

    Examples
    --------
    >>> layer_cancellations([[1, -0.5, 2], [-1, 1.5, 0.5]], [[1, 2, 0.5], [0.5, 1, 1]]).round(6).tolist()
    [[3.0, 1.888889], [1.5, 1.666667]]
    """
    where = "layer_cancellations"
    W, A = as_points(W, "W", where), as_points(A, "A", where)
    if W.ndim != 2 or A.ndim != 2 or W.shape[1] != A.shape[1]:
        raise ShapeError(f"W has shape {tuple(W.shape)} and A {tuple(A.shape)} ({where}); give (η, n) and (N, n)")
    xp = namespace(W, A)
    parts, sums = xp.abs(A) @ xp.abs(W).T, A @ W.T
    if bias is not None:
        shift = as_points(bias, "bias", where)
        if tuple(shift.shape) != (W.shape[0],):
            raise ShapeError(f"bias has shape {tuple(shift.shape)}, allowed is ({W.shape[0]},) ({where})")
        sums = sums + shift
    return _ratio(xp, parts, xp.abs(sums))


def _ratio(xp: Any, parts: Array, sums: Array) -> Array:
    positive = sums > 0
    quotient = parts / xp.where(positive, sums, xp.ones_like(sums))
    rest = xp.where(parts > 0, xp.full_like(sums, math.inf), xp.ones_like(sums))
    return xp.where(positive, quotient, rest)


def published_cancellation_margin(n: int, d: int, delta: float) -> float:
    r"""What is published as a safe addition to the mean of Δ over the sample: κ.

    κ = √(2λ) + 2λ ln(8nd/δ), λ = ½ ln(nd).

    Parameters
    ----------
    n, d : int
        Number of all neurons η and width of the widest layer η*, at least 1.
    delta : float
        Failure probability in (0, 1).

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError
        If an argument is out of range or has the wrong type.

    Notes
    -----
    It assumes a sub-exponential Δ of scale at most λ. Δ generically has a tail of order 1/t and no mean
    (``coreset.delta_heavy_tail``), so that the margin is safe in special cases only.

    References
    ----------
    baykal_2019; dossier coreset.kappa.

    Examples
    --------
    >>> round(published_cancellation_margin(410, 300, 0.05), 9), round(published_cancellation_margin(4, 2, 0.1), 10)
    (200.261155519, 14.8782722328)
    """
    scale, level = _scale_and_level(n, d, delta, "published_cancellation_margin")
    return math.sqrt(2.0 * scale) + 2.0 * scale * level


def refined_cancellation_margin(n: int, d: int, delta: float) -> float:
    r"""The margin that the same assumption gives with the best exponents: about half of the published one.

    λ(1 + L) + 2λ√(L/N), L = ln(8nd/δ), N the published number of points.

    Parameters
    ----------
    n, d, delta
        As in :func:`published_cancellation_margin`.

    Returns
    -------
    float

    Raises
    ------
    DomainError, InputTypeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    Dossier coreset.kappa.

    Examples
    --------
    >>> round(refined_cancellation_margin(410, 300, 0.05), 2)
    107.7
    """
    scale, level = _scale_and_level(n, d, delta, "refined_cancellation_margin")
    return scale * (1.0 + level) + 2.0 * scale * math.sqrt(level / published_point_count(n, d, delta))


def published_point_count(n: int, d: int, delta: float) -> int:
    r"""Number of points from which sensitivities are taken, as published: ⌈ln(8nd/δ) ln(nd)⌉, at least 1.

    Parameters
    ----------
    n, d, delta
        As in :func:`published_cancellation_margin`.

    Returns
    -------
    int

    Raises
    ------
    DomainError, InputTypeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    baykal_2019; dossier coreset.kappa.

    Examples
    --------
    >>> published_point_count(410, 300, 0.05), published_point_count(4, 2, 0.1)
    (197, 14)
    """
    scale, level = _scale_and_level(n, d, delta, "published_point_count")
    return max(1, math.ceil(2.0 * scale * level))


def _scale_and_level(n: Any, d: Any, delta: Any, where: str) -> tuple[float, float]:
    """λ = ½ ln(nd) and ln(8nd/δ)."""
    n, d = check_count(n, "n", 1, None, where), check_count(d, "d", 1, None, where)
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    size = math.log(n) + math.log(d)
    return 0.5 * size, size + math.log(8.0) - math.log(delta)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "cancellation_ratio",
        ("x", "y", "t"),
        cancellation_ratio,
        ball_cancellation_ratio,
        r"\Delta({x},{y};{t})",
        "coreset.delta",
        sign="nonnegative",
    ),
    Quantity(
        "published_cancellation_margin",
        ("n", "d", "delta"),
        published_cancellation_margin,
        ball_published_cancellation_margin,
        r"\kappa({n},{d},{delta})",
        "coreset.kappa",
        sign="nonnegative",
    ),
    Quantity(
        "refined_cancellation_margin",
        ("n", "d", "delta"),
        refined_cancellation_margin,
        ball_refined_cancellation_margin,
        r"\kappa'({n},{d},{delta})",
        "coreset.kappa",
        sign="nonnegative",
    ),
    Quantity(
        "published_point_count",
        ("n", "d", "delta"),
        published_point_count,
        ball_published_point_count,
        r"N({n},{d},{delta})",
        "coreset.kappa",
        sign="positive",
        integer=True,
    ),
)
