"""How often a random subspace reaches a sublevel set, and projections on its cone (dossier ``geom.ell.success``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count
from lqtheory.quantities.batches import batched
from lqtheory.quantities.concentration import volume_lower_tail_bound, volume_upper_tail_bound
from lqtheory.quantities.ellipsoid_cones import QuadraticLevel, quadratic_level
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import sublevel_success as reference

__all__ = [
    "QUANTITIES",
    "sublevel_cone_projection",
    "sublevel_hit_estimate",
    "sublevel_hit_lower_bound",
    "sublevel_hit_upper_bound",
]


def _level(omega: Any, y: Any, epsilon: Any, m: Any, where: str) -> tuple[QuadraticLevel, int]:
    level = quadratic_level(omega, y, epsilon, where, "omega")
    if level.kind != "cone":
        raise DomainError(
            f"epsilon={epsilon} gives no proper cone but {level.kind!r} ({where}); take 0 < 2 epsilon < sum of "
            f"lambda_i y_i^2 = {level.excess + 2 * float(epsilon):.6g}"
        )
    return level, check_count(m, "m", 0, level.y.size, where, "D")


@batched(omega=1, y=1, epsilon=0)
def sublevel_hit_upper_bound(omega: Any, y: Any, epsilon: float, m: int) -> float:
    r"""Upper bound of the probability that a random subspace of codimension m reaches a sublevel set.

    The upper tail of intrinsic volumes at λ = m - N_M - 1 for the statistical dimension N_M + 1; 1 for m <= N_M + 1.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².
    m : int
        Codimension of the subspace, in {0, ..., D}.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.success, geom.kin.akf.

    Examples
    --------
    >>> round(sublevel_hit_upper_bound([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5, 40), 6)
    0.027218
    """
    level, m = _level(omega, y, epsilon, m, "sublevel_hit_upper_bound")
    delta = min(level.lower + 1.0, float(level.y.size))
    return volume_upper_tail_bound(delta, level.y.size, m - delta) if m >= delta else 1.0


@batched(omega=1, y=1, epsilon=0)
def sublevel_hit_lower_bound(omega: Any, y: Any, epsilon: float, m: int) -> float:
    r"""Lower bound of the probability that a random subspace of codimension m reaches a sublevel set.

    One minus the lower tail of intrinsic volumes at λ = N_M - m for the statistical dimension N_M; 0 for m >= N_M.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².
    m : int
        Codimension of the subspace, in {0, ..., D}.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.success, geom.kin.akf.

    Examples
    --------
    >>> round(sublevel_hit_lower_bound([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5, 5), 6)
    0.990998
    """
    level, m = _level(omega, y, epsilon, m, "sublevel_hit_lower_bound")
    gap = level.lower - m
    return 1.0 - volume_lower_tail_bound(level.lower, level.y.size, gap) if gap >= 0 else 0.0


@batched(omega=1, y=1, epsilon=0)
def sublevel_hit_estimate(omega: Any, y: Any, epsilon: float, m: int) -> float:
    r"""Heuristic probability that a random subspace of codimension m reaches a sublevel set.

    Φ((δ - m)/σ) with the second-order value of δ and the leading value of σ².

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².
    m : int
        Codimension of the subspace, in {0, ..., D}.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Heuristic: a limit theorem without a rate, at moments from a formal expansion; never a bound. Within 0.04 of
    experiments at D = 100.

    References
    ----------
    Dossier geom.ell.success.

    Examples
    --------
    >>> omega = [i**-1.5 for i in range(1, 101)]
    >>> round(sublevel_hit_estimate(omega, [0.6] * 100, 0.05, 63), 3)
    0.526
    """
    level, m = _level(omega, y, epsilon, m, "sublevel_hit_estimate")
    return 0.5 * math.erfc((m - level.second_order) / math.sqrt(2.0 * level.variance))


@batched(omega=1, y=1, epsilon=0, x=1, vectorised=["x"], native=["x"])
def sublevel_cone_projection(omega: Any, y: Any, epsilon: float, x: Any) -> Array:
    r"""Nearest point of the cone of a sublevel set, in the eigenbasis.

    Π_K(x) for K = {x : b'x >= √c ‖x‖_H}, b = Hy, c = y'Hy - 2ε.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis, not zero.
    epsilon : float
        ε >= 0.
    x : array-like, shape (..., D)
        Points, NumPy or torch.

    Returns
    -------
    array of float64, shape (..., D)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    As ``lqtheory.cones.ellipsoid_cone``, which is faster for many points.

    References
    ----------
    Dossier geom.ell.project.

    Examples
    --------
    >>> sublevel_cone_projection([1.0, 1.0], [1.0, 0.0], 0.25, [2.0, 1.0]).tolist()
    [2.0, 1.0]
    """
    from lqtheory.cones.quadratic import cone_of_level

    level = quadratic_level(omega, y, epsilon, "sublevel_cone_projection", "omega")
    points, dimension = as_vector(x, "x", "sublevel_cone_projection"), level.eigenvalues.size
    if points.shape[-1] != dimension:
        raise ShapeError(f"x has {points.shape[-1]} entries, omega has {dimension} (sublevel_cone_projection)")
    return cone_of_level(level, epsilon).project(points)


def _quantity(array: Any, latex: str, id: str, last: str = "m", **more: Any) -> Quantity:
    arguments = ("omega", "y", "epsilon", last)
    ball = getattr(reference, f"ball_{array.__name__}", None)
    return Quantity(array.__name__, arguments, array, ball, latex, f"geom.ell.{id}", **more)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(sublevel_hit_lower_bound, r"P^-_{{{m}}}({omega},{y},{epsilon})", "success", sign="nonnegative"),
    _quantity(sublevel_hit_upper_bound, r"P^+_{{{m}}}({omega},{y},{epsilon})", "success", sign="nonnegative"),
    _quantity(
        sublevel_hit_estimate,
        r"P^{{\Phi}}_{{{m}}}({omega},{y},{epsilon})",
        "success",
        sign="nonnegative",
        heuristic=True,
    ),
    _quantity(sublevel_cone_projection, r"\Pi_{{K({omega},{y},{epsilon})}}({x})", "project", "x", vector=True),
)
