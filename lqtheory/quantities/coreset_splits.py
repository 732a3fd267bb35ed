"""Relative errors that pass through layers, and how the accuracy of a network is split over its layers.

With the activations non-negative, a relative error e of the inputs and relative errors ε of both classes of a neuron
give the error Δ((1 + e)(1 + ε) - 1), Δ = Σ|w_j|a_j / |Σ w_j a_j|. Dossier ``coreset.layer_recursion`` to
``coreset.budget_opt``.
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_vector, as_weights, check_count, check_real, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_layers import (
    ball_equal_split_saving,
    ball_least_split_cost,
    ball_optimal_layer_accuracies,
    ball_propagated_error,
    ball_published_layer_accuracies,
    ball_sharp_layer_accuracies,
)

__all__ = [
    "QUANTITIES",
    "equal_split_saving",
    "least_split_cost",
    "optimal_layer_accuracies",
    "propagated_error",
    "published_layer_accuracies",
    "sharp_layer_accuracies",
]


def propagated_error(omega: Any, w: Any) -> Array:
    r"""Relative error of the output of D layers: e_ℓ = Δ_ℓ((1 + e_{ℓ-1})(1 + ε_ℓ) - 1), e_0 = 0.

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Δ_ℓ of the layers, > 0, first layer first.
    w : array-like, shape (D,) or (..., D)
        Accuracies ε_ℓ of their classes, > 0.

    Returns
    -------
    array of float64, shape (...)
        e_D. It bounds the error where e_ℓ <= 1 at all hidden layers, so that no sign changes.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    Notes
    -----
    Attained: all classes too large by 1 + ε, or the negative ones too small (dossier coreset.layer_recursion).

    References
    ----------
    Dossier coreset.layer_recursion.

    Examples
    --------
    >>> round(float(propagated_error([2.25, 3], [0.02, 0.03])), 12)
    0.22905
    """
    omega, w = _positive_pair(omega, w, "propagated_error")
    error = namespace(omega).zeros_like(omega[..., 0] * w[..., 0])
    for layer in range(omega.shape[-1]):
        error = omega[..., layer] * (error + w[..., layer] + error * w[..., layer])
    return error


def published_layer_accuracies(omega: Any, epsilon: float) -> Array:
    r"""Accuracies of the layers as published: ε_ℓ = ε / (2D Π_{k>=ℓ} Δ_k).

    Parameters
    ----------
    omega : array-like, shape (..., D)
        Δ_ℓ of the layers, > 0, first layer first.
    epsilon : float
        Accuracy of the output, > 0.

    Returns
    -------
    array of float64, shape (..., D)

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    baykal_2019; dossier coreset.network.

    Examples
    --------
    >>> published_layer_accuracies([2.25, 9.6], 0.5).round(10).tolist()
    [0.005787037, 0.0130208333]
    """
    omega, epsilon = _positive(omega, epsilon, "published_layer_accuracies")
    return epsilon / (2.0 * omega.shape[-1]) / _remaining_products(omega)


def sharp_layer_accuracies(omega: Any, epsilon: float) -> Array:
    r"""Equal split without loss: Π_{k>=ℓ} Δ_k ε_ℓ = (1 + ε)^{1/D} - 1 for every layer.

    Parameters
    ----------
    omega, epsilon
        As in :func:`published_layer_accuracies`.

    Returns
    -------
    array of float64, shape (..., D)

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    Dossier coreset.network_sharp.

    Examples
    --------
    >>> accuracies = sharp_layer_accuracies([1, 1], 0.5)
    >>> round(float(propagated_error([1, 1], accuracies)), 12)
    0.5
    """
    omega, epsilon = _positive(omega, epsilon, "sharp_layer_accuracies")
    return math.expm1(math.log1p(epsilon) / omega.shape[-1]) / _remaining_products(omega)


def equal_split_saving(epsilon: float, d: int) -> float:
    r"""By which factor the equal split without loss needs fewer samples than the published one.

    (((1 + ε)^{1/d} - 1) / (ε/(2d)))², for d layers.

    Parameters
    ----------
    epsilon : float
        Accuracy of the output, > 0.
    d : int
        Number of layers, at least 1.

    Returns
    -------
    float
        Less than 4, and near 4 for small ε.

    Raises
    ------
    DomainError, InputTypeError
        If an argument is out of range or has the wrong type.

    References
    ----------
    Dossier coreset.network_sharp.

    Examples
    --------
    >>> [round(equal_split_saving(0.5, d), 2) for d in (2, 3, 5)]
    [3.23, 3.02, 2.85]
    """
    where = "equal_split_saving"
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    d = check_count(d, "d", 1, None, where)
    return (2.0 * d * math.expm1(math.log1p(epsilon) / d) / epsilon) ** 2


def optimal_layer_accuracies(omega: Any, w: Any, epsilon: float) -> Array:
    r"""The split of a budget E with least samples: ε_ℓ = E c_ℓ^{1/3} P_ℓ^{-1/3} / Σ c_k^{1/3} P_k^{2/3}.

    It minimises Σ c_ℓ/ε_ℓ² over Σ P_ℓ ε_ℓ = E. For an accuracy ε <= 1 of the output E = ln(1 + ε) suffices.

    Parameters
    ----------
    omega : array-like, shape (..., D)
        P_ℓ > 0, the products of Δ from layer ℓ on.
    w : array-like, shape (D,) or (..., D)
        c_ℓ > 0, costs of the layers.
    epsilon : float
        E > 0.

    Returns
    -------
    array of float64, shape (..., D)

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    References
    ----------
    Dossier coreset.budget_opt.

    Examples
    --------
    >>> optimal_layer_accuracies([2.25 * 9.6, 9.6], [100, 40], math.log(1.5)).round(10).tolist()
    [0.0131351542, 0.0126818519]
    """
    where = "optimal_layer_accuracies"
    omega, w = _positive_pair(omega, w, where)
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    xp = namespace(omega)
    total = xp.sum(w ** (1 / 3) * omega ** (2 / 3), axis=-1, keepdims=True)
    return epsilon * (w / omega) ** (1 / 3) / total


def least_split_cost(omega: Any, w: Any, epsilon: float) -> Array:
    r"""The least Σ c_ℓ/ε_ℓ² over Σ P_ℓ ε_ℓ = E: (Σ c_ℓ^{1/3} P_ℓ^{2/3})³ / E².

    Parameters
    ----------
    omega, w, epsilon
        As in :func:`optimal_layer_accuracies`.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or length.

    References
    ----------
    Dossier coreset.budget_opt.

    Examples
    --------
    >>> float(least_split_cost([1, 1], [8, 1], 1.0))
    27.0
    """
    where = "least_split_cost"
    omega, w = _positive_pair(omega, w, where)
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    return namespace(omega).sum((w / epsilon**2) ** (1 / 3) * omega ** (2 / 3), axis=-1) ** 3


def _positive(omega: Any, epsilon: Any, where: str) -> tuple[Array, float]:
    omega = as_vector(omega, "omega", where)
    if not bool(namespace(omega).all(omega > 0)):
        raise DomainError(f"omega must be > 0 in every layer ({where}); a neuron without parts has no ratio")
    return omega, check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")


def _positive_pair(omega: Any, w: Any, where: str) -> tuple[Array, Array]:
    omega = _positive(omega, 1.0, where)[0]
    return omega, as_weights(w, omega, "w", where)


def _remaining_products(omega: Array) -> Array:
    """Π_{k>=ℓ} of the last axis."""
    xp = namespace(omega)
    products, product = [], xp.ones_like(omega[..., 0])
    for layer in reversed(range(omega.shape[-1])):
        product = product * omega[..., layer]
        products.append(product)
    return xp.stack(products[::-1], axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "propagated_error",
        ("omega", "w"),
        propagated_error,
        ball_propagated_error,
        r"e_D({omega},{w})",
        "coreset.layer_recursion",
        sign="positive",
    ),
    Quantity(
        "published_layer_accuracies",
        ("omega", "epsilon"),
        published_layer_accuracies,
        ball_published_layer_accuracies,
        r"\varepsilon^{{\mathrm{{pub}}}}({omega},{epsilon})",
        "coreset.network",
        sign="positive",
        vector=True,
    ),
    Quantity(
        "sharp_layer_accuracies",
        ("omega", "epsilon"),
        sharp_layer_accuracies,
        ball_sharp_layer_accuracies,
        r"\varepsilon^{{=}}({omega},{epsilon})",
        "coreset.network_sharp",
        sign="positive",
        vector=True,
    ),
    Quantity(
        "equal_split_saving",
        ("epsilon", "d"),
        equal_split_saving,
        ball_equal_split_saving,
        r"G_{{{d}}}({epsilon})",
        "coreset.network_sharp",
        sign="positive",
    ),
    Quantity(
        "optimal_layer_accuracies",
        ("omega", "w", "epsilon"),
        optimal_layer_accuracies,
        ball_optimal_layer_accuracies,
        r"\varepsilon^*({omega},{w},{epsilon})",
        "coreset.budget_opt",
        sign="positive",
        vector=True,
    ),
    Quantity(
        "least_split_cost",
        ("omega", "w", "epsilon"),
        least_split_cost,
        ball_least_split_cost,
        r"C^*({omega},{w},{epsilon})",
        "coreset.budget_opt",
        sign="positive",
    ),
)
