"""The estimate of one class once its edges are drawn (``coreset.estimator``)."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, namespace
from lqtheory.quantities.coreset_inputs import as_nonnegative, together
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_estimates import ball_estimate_of_counts

__all__ = ["QUANTITIES", "estimate_of_counts"]


def estimate_of_counts(c: Any, v: Any, s: Any) -> Array:
    r"""Estimate of the input of a class from the edges that were drawn.

    ẑ = Σ_j ŵ_j a_j, ŵ_j = c_j w_j/(m q_j), m = Σ c, q = s/Σ s.

    Parameters
    ----------
    c : array-like, shape (..., n)
        How often each edge was drawn, nonnegative and not all 0.
    v : array-like, shape (..., n)
        Products w_j a_j at a point, nonnegative.
    s : array-like, shape (..., n)
        Scores that edges were drawn by, positive.

    Returns
    -------
    array of float64, shape (...)
        Σ v_j on average over the draws.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(n).

    References
    ----------
    baykal_2019; dossier coreset.estimator.

    Examples
    --------
    >>> float(estimate_of_counts([1, 2], [1.0, 2.0], [3.0, 1.0]))
    5.777777777777778
    """
    where = "estimate_of_counts"
    c, v, s = together(*(as_nonnegative(x, name, where) for name, x in (("c", c), ("v", v), ("s", s))))
    if not c.shape[-1] == v.shape[-1] == s.shape[-1]:
        shapes = f"{tuple(c.shape)}, {tuple(v.shape)} and {tuple(s.shape)}"
        raise ShapeError(f"c, v and s have shapes {shapes} ({where}); give one entry for each edge")
    xp = namespace(c, v, s)
    if not bool(xp.all(s > 0.0)):
        raise DomainError(f"s must be > 0 in every entry ({where}); drop edges that are never drawn")
    draws = xp.sum(c, axis=-1, keepdims=True)
    if not bool(xp.all(draws > 0.0)):
        raise DomainError(f"c is the zero vector ({where}); draw an edge")
    q = s / xp.sum(s, axis=-1, keepdims=True)
    return xp.sum(c / (draws * q) * v, axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "estimate_of_counts",
        ("c", "v", "s"),
        estimate_of_counts,
        ball_estimate_of_counts,
        r"\hat z\left({c},{v},{s}\right)",
        "coreset.estimator",
        sign="nonnegative",
    ),
)
