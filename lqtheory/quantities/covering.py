"""How far the words of a code are from the unit l_q ball: the error of a code over the whole class."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.covering import STEPS, ball_covering_error
from lqtheory.quantities.spans import as_matrix

__all__ = ["COVERING_ERROR", "covering_error"]


def covering_error(C: Any, q: float, p: float) -> float:
    r"""Worst error of a code over the unit l_q ball.

    sup_{‖x‖_q <= 1} min_c ‖x - c‖_p over the words c.

    Parameters
    ----------
    C : array-like, shape (words, n)
        The words.
    q : float
        Exponent of the class, positive and finite.
    p : float
        Exponent of the error, in (0, inf].

    Returns
    -------
    float
        For n = 1 the supremum; for larger n the largest error over the points of a grid in the ball, which is below
        the supremum by at most n^{1/p} times the step for p >= 1 (and (e^p + n step^p)^{1/p} bounds it for p < 1).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(words n 33^n) for n = 2, and with coarser grids above. The ball version encloses the supremum.

    References
    ----------
    Dossier lq.lower.volume.

    Examples
    --------
    >>> covering_error([[0.5], [-0.5]], 1, 2), covering_error([[0.0, 0.0]], 1, 2)
    (0.5, 1.0)
    """
    words = as_matrix(C, "C", "covering_error")
    q = check_exponent(q, "q", "covering_error")
    p = check_exponent(p, "p", "covering_error", infinite=True)
    n = words.shape[1]
    if n == 1:
        ordered = np.sort(words[:, 0])
        points = np.clip(np.concatenate([[-1.0, 1.0], (ordered[1:] + ordered[:-1]) / 2.0]), -1.0, 1.0)[:, None]
    else:
        steps = STEPS.get(n, 2)
        grid = np.array(list(itertools.product(range(-steps, steps + 1), repeat=n))) / steps
        points = grid[(np.abs(grid) ** q).sum(axis=1) <= 1.0]
    return float(lq_norm(points[:, None, :] - words, p).min(axis=1).max())


COVERING_ERROR = Quantity(
    "covering_error",
    ("C", "q", "p"),
    covering_error,
    ball_covering_error,
    r"E({C};{q},{p})",
    "lq.lower.volume",
    sign="nonnegative",
)
