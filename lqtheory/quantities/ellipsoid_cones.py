"""Statistical dimension of the cone of a sublevel set, within one half (dossier ``geom.ell.statdim``).

S = {x : ½ Σ λ_i (x_i - y_i)² <= ε} in the eigenbasis, seen from the origin; s is the root of
Σ y_i² λ_i s/(λ_i + s) = 2ε and N(s) = Σ s/(λ_i + s) counts the directions in which S looks flat.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.cone_rows import effective_count, is_many, level_of_rows, width_of_rows
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import ellipsoid_cones as reference

__all__ = [
    "QUANTITIES",
    "QuadraticLevel",
    "cone_level",
    "effective_count",
    "local_width",
    "quadratic_cone_second_order",
    "quadratic_cone_variance",
    "quadratic_cone_width",
    "quadratic_level",
]


@dataclass(frozen=True, eq=False)
class QuadraticLevel:
    """The level s of a sublevel set that does not contain the origin, and what follows from it.

    Parameters
    ----------
    kind : {"cone", "half_space", "ray", "flat", "everything"}
        What the rays through the set fill; ``s`` is finite and positive for ``cone`` alone.
    eigenvalues, y : array, shape (D,)
        λ >= 0 and the centre.
    excess : float
        c = Σ λ_i y_i² - 2ε.
    s : float
        Root of Σ y_i² λ_i s/(λ_i + s) = 2ε.
    """

    kind: str
    eigenvalues: np.ndarray
    y: np.ndarray
    excess: float
    s: float

    @property
    def shares(self) -> np.ndarray:
        """s/(λ_i + s), shape (D,)."""
        return 1.0 / (1.0 + self.eigenvalues / self.s)

    @property
    def count(self) -> float:
        """N(s)."""
        return float(self.shares.sum())

    @property
    def lower(self) -> float:
        """N_M, the lower end of the interval [N_M, N_M + 1] for the statistical dimension."""
        x, w = self.shares, (self.eigenvalues / self.eigenvalues.max() * self.y) ** 2
        return max(0.0, float(x.sum() - (w @ x**3) / (w @ x**2)))  # one curved direction: 0 up to rounding

    @property
    def second_order(self) -> float:
        """Heuristic N_M + Σ λ²(s+λ)^{-3}/Σ λ(s+λ)^{-2}, near the statistical dimension for a large variance."""
        x, a = self.shares, self.eigenvalues / self.s
        return float(self.lower + ((a * x) @ (a * x**2)) / ((a * x) @ x))

    @property
    def variance(self) -> float:
        """Heuristic 2 Σ λ s/(λ+s)², the variance of the intrinsic volume variable to leading order."""
        x = self.shares
        return float(2.0 * ((1.0 - x) @ x))


def quadratic_level(eigenvalues: Any, y: Any, epsilon: Any, where: str, name: str = "eigenvalues") -> QuadraticLevel:
    """Check a sublevel set and find its level s, by Newton's method in log s within a bracket from 2ε/‖y‖².

    Parameters
    ----------
    eigenvalues, y : array-like, shape (D,)
        λ >= 0 and the centre, not zero.
    epsilon : float
        Level of the set, >= 0.
    where, name : str
        What the error texts call the function and the eigenvalues.

    Returns
    -------
    QuadraticLevel

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.
    """
    lam = np.asarray(as_vector(eigenvalues, name, where), dtype=np.float64)
    centre = np.asarray(as_vector(y, "y", where), dtype=np.float64)
    if lam.ndim != 1 or lam.shape != centre.shape:
        raise ShapeError(f"{name} has shape {lam.shape}, y has {centre.shape} ({where}); give two vectors alike")
    if lam.min() < 0:
        raise DomainError(f"{name} has the negative entry {lam.min():g} ({where}); clip them explicitly to >= 0")
    if not centre.any():
        raise DomainError(f"y is zero ({where}); the set around the origin generates the whole space")
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "left")
    weights = centre * centre * lam
    excess = math.fsum([*weights.tolist(), -2.0 * epsilon])
    if excess <= 0 or epsilon == 0:
        kind = "everything" if excess < 0 else "half_space" if epsilon > 0 else "ray" if excess > 0 else "flat"
        return QuadraticLevel(kind, lam, centre, excess, math.nan)
    return QuadraticLevel("cone", lam, centre, excess, _root(lam, weights, 2.0 * epsilon, centre))


def _root(lam: np.ndarray, weights: np.ndarray, goal: float, y: np.ndarray) -> float:
    """Newton's method for Σ w s/(λ + s) = goal in log s; halving where it leaves its bracket."""
    positive = weights > 0
    lam, weights = lam[positive], weights[positive]
    low = math.log(goal) - math.log(math.fsum((y[positive] ** 2).tolist()))
    step, high = math.log(4.0), low + 1.0
    while weights @ (1.0 / (1.0 + lam * math.exp(-high))) < goal and high < 700.0:
        high += step
        step += math.log(4.0)
    u = 0.5 * (low + high)
    for _ in range(200):
        x = 1.0 / (1.0 + lam * math.exp(-u))
        terms = weights * x
        value, slope = float(terms.sum()) - goal, float(terms @ (1.0 - x))
        low, high = (u, high) if value < 0 else (low, u)
        new = u - value / slope if slope > 0 else low
        if not low < new < high:
            new = 0.5 * (low + high)
        if abs(new - u) <= 2e-16 * max(1.0, abs(u)):
            break
        u = new
    return math.exp(new)


def _cone(eigenvalues: Any, y: Any, epsilon: Any, where: str) -> QuadraticLevel:
    level = quadratic_level(eigenvalues, y, epsilon, where, "omega")
    if level.kind != "cone":
        raise DomainError(
            f"epsilon={epsilon} gives no proper cone but the case {level.kind!r} ({where}); take 0 < 2 epsilon < "
            f"sum of lambda_i y_i^2 = {level.excess + 2 * float(epsilon):.6g}"
        )
    return level


@batched(omega=1, y=1, epsilon=0, vectorised=["omega", "y", "epsilon"], native=["omega", "y", "epsilon"])
def cone_level(omega: Any, y: Any, epsilon: Any) -> Any:
    r"""Level s of the cone of a sublevel set.

    The root of Σ y_i² λ_i s/(λ_i + s) = 2ε; at least 2ε/‖y‖².

    Parameters
    ----------
    omega, y : array-like, shape (..., D)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float or array-like, shape (...)
        ε, with 0 < 2ε < Σ λ_i y_i².

    Returns
    -------
    float or array of float64, shape (...)
        Of several sets an array, NumPy or torch as the arguments, on their device.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> round(cone_level([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5), 12)
    0.8
    """
    if is_many(omega, y, epsilon):
        return level_of_rows(omega, y, epsilon)
    return _cone(omega, y, epsilon, "cone_level").s


@batched(omega=1, y=1, epsilon=0)
def quadratic_cone_width(omega: Any, y: Any, epsilon: float) -> float:
    r"""Lower end N_M of the interval [N_M, N_M + 1] for the statistical dimension of the cone of a sublevel set.

    The interval is the theorem ``sublevel_cone_within_half``.
    N_M = N(s) - s Σ λ²y²(s+λ)^{-3} / Σ λ²y²(s+λ)^{-2}, in (N(s) - 1, N(s)).

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> round(quadratic_cone_width([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5), 9)
    21.777777778
    """
    return _cone(omega, y, epsilon, "quadratic_cone_width").lower


@batched(omega=1, y=1, epsilon=0)
def quadratic_cone_second_order(omega: Any, y: Any, epsilon: float) -> float:
    r"""Heuristic second-order value of the statistical dimension of the cone of a sublevel set.

    N_M + Σ λ²(s+λ)^{-3} / Σ λ(s+λ)^{-2}.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Heuristic: a formal expansion for a large variance, verified by simulation, not proved and never a bound; good where
    :func:`quadratic_cone_variance` is above 4.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> round(quadratic_cone_second_order([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5), 9)
    22.333333333
    """
    return _cone(omega, y, epsilon, "quadratic_cone_second_order").second_order


@batched(omega=1, y=1, epsilon=0)
def quadratic_cone_variance(omega: Any, y: Any, epsilon: float) -> float:
    r"""Heuristic variance of the intrinsic volumes of the cone of a sublevel set, to leading order.

    σ² = 2 Σ λ s/(λ+s)², of the same formal expansion as :func:`quadratic_cone_second_order`.

    Parameters
    ----------
    omega, y : array-like, shape (D,)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis.
    epsilon : float
        ε, with 0 < 2ε < Σ λ_i y_i².

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.ell.statdim.

    Examples
    --------
    >>> round(quadratic_cone_variance([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5), 9)
    24.691358025
    """
    return _cone(omega, y, epsilon, "quadratic_cone_variance").variance


@batched(omega=1, y=1, epsilon=0, vectorised=["omega", "y", "epsilon"], native=["omega", "y", "epsilon"])
def local_width(omega: Any, y: Any, epsilon: Any) -> Any:
    r"""The published local-width formula N(s_B), s_B = 2ε/‖y‖².

    Σ r_i²/(R² + r_i²) with r_i² = 2ε/λ_i and R = ‖y‖: a lower bound of N(s), up to a factor of 2 low.

    Parameters
    ----------
    omega, y : array-like, shape (..., D)
        Eigenvalues λ_i = ω_i >= 0 and the centre of the set in the eigenbasis; at 0 every direction counts.
    epsilon : float or array-like, shape (...)
        ε >= 0; at 0 it counts the zero eigenvalues.

    Returns
    -------
    float or array of float64, shape (...)
        Of several sets an array, NumPy or torch as the arguments, on their device.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    larsen_fort_becker_ganguli_2022; dossier geom.ell.larsen.

    Examples
    --------
    >>> round(local_width([1.0] * 50, [1.5 / 50**0.5] * 50, 0.5), 9)
    15.384615385
    """
    if is_many(omega, y, epsilon):
        return width_of_rows(omega, y, epsilon)
    omega = as_vector(omega, "omega", "local_width")
    centre = np.asarray(as_vector(y, "y", "local_width"), dtype=np.float64)
    anywhere = np.ones_like(centre)
    level = quadratic_level(omega, centre if centre.any() else anywhere, epsilon, "local_width", "omega")
    if not centre.any():
        return float(centre.size)
    ratio = 2.0 * float(epsilon) / math.fsum((level.y**2).tolist())
    if ratio == 0.0:
        return float((level.eigenvalues == 0).sum())
    return float((1.0 / (1.0 + level.eigenvalues / ratio)).sum())


def _quantity(
    name: str, array: Any, ball: Any, latex: str, arguments: tuple[str, ...] = ("omega", "y", "epsilon")
) -> Quantity:
    identifier = "geom.ell.larsen" if name == "local_width" else "geom.ell.statdim"
    heuristic = name in ("quadratic_cone_second_order", "quadratic_cone_variance")
    return Quantity(name, arguments, array, ball, latex, identifier, sign="nonnegative", heuristic=heuristic)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "quadratic_cone_width", quadratic_cone_width, reference.ball_quadratic_cone_width, r"N_M({omega},{y},{epsilon})"
    ),
    _quantity("cone_level", cone_level, reference.ball_cone_level, r"s({omega},{y},{epsilon})"),
    _quantity(
        "effective_count", effective_count, reference.ball_effective_count, r"N_{{{omega}}}({s})", ("omega", "s")
    ),
    _quantity(
        "quadratic_cone_second_order",
        quadratic_cone_second_order,
        reference.ball_quadratic_cone_second_order,
        r"\delta_2({omega},{y},{epsilon})",
    ),
    _quantity(
        "quadratic_cone_variance",
        quadratic_cone_variance,
        reference.ball_quadratic_cone_variance,
        r"\sigma^2({omega},{y},{epsilon})",
    ),
    _quantity("local_width", local_width, reference.ball_local_width, r"F_D({omega},{y},{epsilon})"),
)
