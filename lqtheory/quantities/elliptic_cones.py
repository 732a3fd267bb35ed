"""Elliptic cones in three dimensions, whose statistical dimension is known exactly (dossier ``geom.ell.statdim``)."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.batches import batched
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.elliptic_cones import ball_elliptic_cone_dimension

__all__ = ["QUANTITIES", "elliptic_cone_dimension"]

#: Nodes of the trapezoid rule, which converges geometrically for a smooth periodic integrand.
NODES = 4096


@batched(a=0, b=0)
def elliptic_cone_dimension(a: float, b: float) -> float:
    r"""Statistical dimension of {x in R^3 : x_1 >= √(a x_2² + b x_3²)}.

    δ = 3/2 + 2 (v_3 - v_0): v_3 = (1/π) ∫_0^{π/2} (1 - √(q/(1+q))) dφ with q = a cos²φ + b sin²φ is the share of the
    sphere inside, v_0 the same for 1/a and 1/b, and v_1 = 1/2 - v_3, v_2 = 1/2 - v_0 by Gauss-Bonnet.

    Parameters
    ----------
    a, b : float
        Weights, > 0; equal ones give the circular cone with tan² = 1/a.

    Returns
    -------
    float
        In [1/2, 5/2].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or not positive.

    Notes
    -----
    Cost 4096 square roots; error about 1e-14 for ratios a/b from 1e-4 to 1e4.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> round(elliptic_cone_dimension(1, 1), 12), round(elliptic_cone_dimension(0.25, 4), 12)
    (1.5, 1.5)
    """
    a = check_exponent(a, "a", "elliptic_cone_dimension")
    b = check_exponent(b, "b", "elliptic_cone_dimension")
    angle = (np.arange(NODES) + 0.5) * (0.5 * math.pi / NODES)
    cosine, sine = np.cos(angle) ** 2, np.sin(angle) ** 2
    outer, inner = (x * cosine + y * sine for x, y in ((a, b), (1.0 / a, 1.0 / b)))
    return float(1.5 + np.mean(np.sqrt(inner / (1.0 + inner)) - np.sqrt(outer / (1.0 + outer))))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "elliptic_cone_dimension",
        ("a", "b"),
        elliptic_cone_dimension,
        ball_elliptic_cone_dimension,
        r"\delta_{{{a},{b}}}",
        "geom.ell.statdim",
        sign="positive",
    ),
)
