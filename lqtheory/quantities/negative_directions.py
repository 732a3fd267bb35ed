"""One negative eigenvalue: how many pruned weights keep the quadratic model bounded (``geom.prune.negative``).

With eigenvalues ω_i >= 0 and one -μ, the directions of negative curvature are a quadratic cone with the weights ω_i/μ,
twice (both nappes). Its statistical dimension lies between the count N and N + 1; a subspace in general position that
prunes m weights meets it, so that its loss is unbounded below, if m is well below.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.negative_directions import ball_negative_cone_count, ball_negative_cone_variance

__all__ = ["QUANTITIES", "negative_cone_count", "negative_cone_variance"]


def _shares(omega: Any, mu: Any, where: str) -> np.ndarray:
    """μ/(μ + ω_i) over the other eigenvalues."""
    lam = np.asarray(as_vector(omega, "omega", where), dtype=np.float64)
    if lam.ndim != 1:
        raise ShapeError(f"omega has shape {lam.shape} ({where}); give one vector of eigenvalues")
    if lam.min() < 0:
        raise DomainError(
            f"omega has the negative entry {lam.min():g} ({where}); it holds the eigenvalues other than -mu"
        )
    mu = check_real(mu, "mu", where, 0.0, math.inf, "neither")
    return 1.0 / (1.0 + lam / mu)


def negative_cone_count(omega: Any, mu: float) -> float:
    r"""Lower end N of the interval [N, N + 1] for the statistical dimension of the directions of negative curvature.

    N = Σ μ/(μ + ω_i) for a quadratic form with eigenvalues ω_i >= 0 and -μ.

    Parameters
    ----------
    omega : array-like, shape (D - 1,)
        The eigenvalues >= 0.
    mu : float
        Size μ > 0 of the negative one.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    A negative eigenvalue of the size of the bulk makes the quadratic model unbounded for about half of D weights.

    References
    ----------
    Dossier geom.prune.negative; theorem quadratic_cone_within_half.

    Examples
    --------
    >>> negative_cone_count([1.0, 3.0, 0.0], 1.0)
    1.75
    """
    return float(_shares(omega, mu, "negative_cone_count").sum())


def negative_cone_variance(omega: Any, mu: float) -> float:
    r"""Heuristic variance of the intrinsic volumes of the cone of negative curvature, to leading order.

    σ² = 2 Σ ω_i μ/(μ + ω_i)².

    Parameters
    ----------
    omega : array-like, shape (D - 1,)
        The eigenvalues >= 0.
    mu : float
        Size μ > 0 of the negative one.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.prune.negative, geom.ell.statdim.

    Examples
    --------
    >>> negative_cone_variance([1.0, 3.0, 0.0], 1.0)
    0.875
    """
    x = _shares(omega, mu, "negative_cone_variance")
    return float(2.0 * (x * (1.0 - x)).sum())


def _quantity(name: str, array: Any, ball: Any, latex: str, heuristic: bool) -> Quantity:
    return Quantity(
        name, ("omega", "mu"), array, ball, latex, "geom.prune.negative", sign="nonnegative", heuristic=heuristic
    )


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("negative_cone_count", negative_cone_count, ball_negative_cone_count, r"N_-({omega},{mu})", False),
    _quantity(
        "negative_cone_variance", negative_cone_variance, ball_negative_cone_variance, r"\sigma_-^2({omega},{mu})", True
    ),
)
