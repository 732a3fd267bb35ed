"""Statistical dimension of quadratic cones {x : x_1 >= √(Σ ω_i x_i²)} in any dimension (dossier ``geom.ell.statdim``).

A point off the cone and its polar goes to the boundary point x' with g_i = (1 + μω_i) x_i, g_1 = (1 - μ) r,
r = √(Σ ω_i x_i²). In the coordinates (x', μ) the Gaussian density is exp(-½ Σ (1+ω_i)(1+μ²ω_i) x_i²), so that all but μ
and the exponent v of 1/r = √(2/π) ∫ exp(-v²r²/2) dv integrates in closed form; what is left is a double integral of
positive products, to which the trapezoid rule in the logarithms of μ and v converges geometrically.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector
from lqtheory.quantities.batches import batched
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.quadratic_cones import ball_quadratic_cone_dimension, trapezoid_grid

__all__ = ["QUANTITIES", "quadratic_cone_dimension"]

#: Relative accuracy of the rule, in binary digits.
DIGITS = 46


@batched(omega=1)
def quadratic_cone_dimension(omega: Any) -> float:
    r"""Statistical dimension of the quadratic cone {x in R^{n+1} : x_1 >= √(Σ ω_i x_{i+1}²)}.

    δ = (n+1) v + (1/π) ∫∫ Π (1+μω_j)/√C_j [ΣA ΣB + 2 ΣAB] dμ dw over μ, w > 0, with C = (1+ω)(1+μ²ω) + w²ω,
    A = ω(1+ω)/((1+μω)C), B = (1+ω)/C, and the share of the sphere inside, v = (1/π) ∫_0^{π/2} Π sin φ/√(sin²φ+ω_j) dφ.

    Parameters
    ----------
    omega : array-like, shape (n,)
        Weights ω_i >= 0; a zero belongs to a direction that the cone contains and adds one.

    Returns
    -------
    float
        In [1/2, n + 1/2].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If it is not a vector of finite numbers, or has a negative entry.

    Notes
    -----
    Cost O(n) for each of some ten thousands of nodes, more for many weights; relative error about 1e-13 for weights
    from 1e-8 to 1e8. :func:`lqtheory.quantities.elliptic_cones.elliptic_cone_dimension` is faster for two weights.

    References
    ----------
    Dossier geom.ell.statdim (the interval); the double integral is derived here.

    Examples
    --------
    >>> round(quadratic_cone_dimension([1.0, 1.0]), 12), round(quadratic_cone_dimension([1.0, 0.0, 0.0]), 12)
    (1.5, 3.0)
    """
    weights = np.asarray(as_vector(omega, "omega", "quadratic_cone_dimension"), dtype=np.float64)
    if weights.ndim != 1:
        raise ShapeError(f"omega has shape {weights.shape} (quadratic_cone_dimension); give one vector")
    if weights.min() < 0:
        raise DomainError(
            f"omega has the negative entry {weights.min():g} (quadratic_cone_dimension); with negative weights the set "
            f"is not convex and so no cone"
        )
    curved = weights[weights > 0]
    flat = float(weights.size - curved.size)
    if not curved.size:
        return flat + 0.5
    return flat + (curved.size + 1) * _inside(curved) + _boundary(curved)


def _inside(a: np.ndarray) -> float:
    """P(g_1 >= √(Σ ω g²)), by the trapezoid rule in ln tan φ."""
    step = 0.05
    t = np.arange(-800, 801) * step
    sine, cosine = 1.0 / np.hypot(1.0, np.exp(-t)), 1.0 / np.hypot(1.0, np.exp(t))
    logs = -0.5 * np.log1p(a[:, None] / sine**2).sum(axis=0)
    return float((np.exp(logs) * sine * cosine).sum()) * step / math.pi


def _boundary(a: np.ndarray) -> float:
    """The double integral, row by row in v."""
    grid = trapezoid_grid(a.size, float(a.min()), float(a.max()), DIGITS)
    mu = np.exp(np.arange(grid.first_t, grid.last_t + 1) * grid.step)
    far = 1.0 + mu * mu
    above = np.log1p(mu * a[:, None]).sum(axis=0)
    base, spread = (1.0 + a[:, None]) * (1.0 + mu * mu * a[:, None]), far * a[:, None]
    top = a[:, None] * (1.0 + a[:, None]) / (1.0 + mu * a[:, None])
    total = 0.0
    for j in range(grid.first_s, grid.last_s + 1):
        v = math.exp(j * grid.step)
        c = base + v * v * spread
        first, second = top / c, (1.0 + a[:, None]) / c
        product = np.exp(above - 0.5 * np.log(c).sum(axis=0))
        sums = first.sum(axis=0) * second.sum(axis=0) + 2.0 * (first * second).sum(axis=0)
        total += v * float((mu * np.sqrt(far) * product * sums).sum())
    return total * grid.step**2 / math.pi


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "quadratic_cone_dimension",
        ("omega",),
        quadratic_cone_dimension,
        ball_quadratic_cone_dimension,
        r"\delta(\{{x_1\geq\|x'\|_{{{omega}}}\}})",
        "geom.ell.statdim",
        sign="positive",
    ),
)
