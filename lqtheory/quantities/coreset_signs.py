"""The two classes of edges of a neuron, by the signs of their weights (``coreset.sign_split``)."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import Array, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, as_points, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_signs import ball_negative_input, ball_positive_input

__all__ = ["QUANTITIES", "negative_input", "positive_input"]


def positive_input(w: Any, a: Any) -> Array:
    r"""Input of a neuron through its positive weights.

    z_+ = Σ_{w_j > 0} w_j a_j.

    Parameters
    ----------
    w : array-like, shape (..., n)
        Weights of the neuron.
    a : array-like, shape (..., n)
        Activations at a point, nonnegative; the leading axes broadcast.

    Returns
    -------
    array of float64, shape (...)
        At least 0; the input is z = z_+ - z_-, and the sum of the magnitudes of its terms z_+ + z_-.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, an activation is negative, or the lengths differ.

    Notes
    -----
    Weights that are zero are in neither class. Cost O(n).

    References
    ----------
    baykal_2019; dossier coreset.sign_split.

    Examples
    --------
    >>> float(positive_input([0.5, -2.0, 0.0, 1.0], [1.0, 1.0, 3.0, 2.0]))
    2.5
    """
    return _class_input(w, a, 1.0, "positive_input")


def negative_input(w: Any, a: Any) -> Array:
    r"""Input of a neuron through its negative weights, as a positive number.

    z_- = Σ_{w_j < 0} |w_j| a_j.

    Parameters
    ----------
    w, a
        As :func:`positive_input`.

    Returns
    -------
    array of float64, shape (...)
        At least 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`positive_input`.

    Notes
    -----
    As :func:`positive_input`.

    References
    ----------
    baykal_2019; dossier coreset.sign_split.

    Examples
    --------
    >>> float(negative_input([0.5, -2.0, 0.0, 1.0], [1.0, 1.0, 3.0, 2.0]))
    2.0
    """
    return _class_input(w, a, -1.0, "negative_input")


def _class_input(w: Any, a: Any, sign: float, where: str) -> Array:
    w, a = together(as_points(w, "w", where), as_nonnegative(a, "a", where))
    if w.shape[-1] != a.shape[-1]:
        raise ShapeError(f"w has {w.shape[-1]} entries, a has {a.shape[-1]} ({where}); give one for each edge")
    xp = namespace(w, a)
    signed = sign * w
    return xp.sum(xp.where(signed > 0.0, signed, 0.0 * signed) * a, axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "positive_input",
        ("w", "a"),
        positive_input,
        ball_positive_input,
        r"z_+({w},{a})",
        "coreset.sign_split",
        sign="nonnegative",
    ),
    Quantity(
        "negative_input",
        ("w", "a"),
        negative_input,
        ball_negative_input,
        r"z_-({w},{a})",
        "coreset.sign_split",
        sign="nonnegative",
    ),
)
