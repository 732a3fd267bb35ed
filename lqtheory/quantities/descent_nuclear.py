"""Descent cones of the nuclear norm at matrices of low rank (dossier ``geom.descent.nuclear``), for large matrices."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_curves import is_batch, nuclear_shares, over_points
from lqtheory.quantities.descent_norms import falling_root
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.descent_nuclear import ball_singular_excess, ball_singular_excess_square
from lqtheory.quantities.reference.descent_quantities import ball_nuclear_descent_share

__all__ = [
    "QUANTITIES",
    "nuclear_descent_share",
    "nuclear_descent_threshold",
    "singular_excess",
    "singular_excess_square",
]

_NODES = 240


@functools.cache
def _rule() -> tuple[np.ndarray, np.ndarray]:
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return (nodes + 1.0) / 2.0, weights / 2.0


class _Law:
    """Limit law of the singular values of a Gaussian matrix with aspect ratio y: u² = 1 + y - 2√y cos θ, 0 < θ < π."""

    def __init__(self, y: float) -> None:
        self.y, self.half = y, 2.0 * math.sqrt(y)
        self.edge = 1.0 - math.sqrt(y)

    def value(self, theta: np.ndarray | float) -> np.ndarray:
        """u, without cancellation at the lower edge: u² = (1-√y)² + 4√y sin²(θ/2)."""
        return np.sqrt(self.edge**2 + 2.0 * self.half * np.sin(np.asarray(theta) / 2.0) ** 2)

    def moments(self, start: float, span: float) -> tuple[float, float]:
        """E (u-t)_+ and E u(u-t)_+ for the threshold t = u(start), with span = π - start."""
        nodes, weights = _rule()
        theta = start + span * nodes
        u, t = self.value(theta), self.value(start)
        excess = 2.0 * self.half * np.sin((start + theta) / 2.0) * np.sin(span * nodes / 2.0) / (u + t)
        density = (self.half * np.sin(span * (1.0 - nodes))) ** 2 / (2.0 * math.pi * self.y * u**2) * span * weights
        return float(density @ excess), float(density @ (u * excess))


def _arguments(rho: float, nu: float, where: str) -> tuple[float, float]:
    return check_real(rho, "rho", where, 0.0, 1.0, closed="neither"), check_real(nu, "nu", where, 0.0, 1.0, "right")


def _solve(rho: float, nu: float) -> tuple[float, float, float]:
    """Threshold, E (u-τ)_+ and E u(u-τ)_+."""
    law = _Law(nu * (1.0 - rho) / (1.0 - rho * nu))
    mean, second = law.moments(0.0, math.pi)
    mean += law.edge  # so far it is the mean beyond the lower edge of the law
    second += law.edge * mean
    low = (1.0 - rho) * mean  # the root where the threshold lies below the whole law
    if low <= law.edge:
        return low, mean - low, second - low * mean
    odds = math.log(rho) - math.log1p(-rho)

    def ends(ratio: float) -> tuple[float, float]:
        return math.pi * ratio / (1.0 + ratio), math.pi / (1.0 + ratio)

    def gap(ratio: float) -> float:
        start, span = ends(ratio)
        return math.log(law.moments(start, span)[0]) - math.log(float(law.value(start))) - odds

    start, span = ends(falling_root(gap, 1e-40, 1.0))
    return (float(law.value(start)), *law.moments(start, span))


@batched(rho=0, nu=0)
def nuclear_descent_threshold(rho: float, nu: float) -> float:
    r"""Threshold of the descent cone of the nuclear norm, for large matrices.

    The root of ρτ = (1-ρ) ∫(u-τ)_+ φ_y(u) du, with y = ν(1-ρ)/(1-ρν) and φ_y the limit law of singular values.

    Parameters
    ----------
    rho : float
        Rank over the smaller side, r/m, in (0, 1).
    nu : float
        Aspect ratio m/n, in (0, 1].

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 4.7; dossier geom.descent.nuclear.

    Examples
    --------
    >>> round(nuclear_descent_threshold(0.1, 0.5), 12)
    1.017388936409
    """
    return _solve(*_arguments(rho, nu, "nuclear_descent_threshold"))[0]


@batched(rho=0, nu=0, vectorised=["rho", "nu"], native=["rho", "nu"])
def nuclear_descent_share(rho: Any, nu: Any) -> Any:
    r"""Statistical dimension of the descent cone of the nuclear norm over mn, in the limit of large matrices.

    ψ = ρν + (1-ρν)[ρ + (1-ρ) ∫u(u-τ)_+ φ_y(u) du].

    Parameters
    ----------
    rho : float or array-like, shape (...)
        Rank over the smaller side, r/m, in (0, 1); NumPy or torch.
    nu : float or array-like, shape (...)
        Aspect ratio m/n, in (0, 1]; arrays are broadcast.

    Returns
    -------
    float or array of float64
        In (0, 1); of the kind and on the device of the first array.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Asymptotic in m, n. For finite matrices mnψ lies *below* the mean squared distance, in simulations by about 0.06 m
    to 0.08 m (ρ = 0.1, m from 10 to 160), so that it is no bound for them. The integrals are smooth in the angle θ;
    relative error below 1e-12.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 4.7; dossier geom.descent.nuclear.

    Examples
    --------
    >>> round(nuclear_descent_share(0.1, 0.5), 12)
    0.280864570019
    >>> nuclear_descent_share([0.1, 0.5], 0.5).round(12).tolist()
    [0.280864570019, 0.828492126569]
    """
    where = "nuclear_descent_share"
    if is_batch(rho) or is_batch(nu):
        return over_points(nuclear_shares, where, False, rho=(rho, 0.0, 1.0), nu=(nu, 0.0, 1.0))
    rho, nu = _arguments(rho, nu, where)
    return float(nuclear_shares(np.array([rho]), np.array([nu]))[0])


def _excess_power(t: float, nu: float, power: int, where: str) -> float:
    t = check_real(t, "t", where, 0.0, math.inf, closed="left")
    law = _Law(check_real(nu, "nu", where, 0.0, 1.0, "right"))
    share = (t * t - law.edge**2) / (2.0 * law.half)  # sin² of half the angle at the threshold
    if share >= 1.0:
        return 0.0
    nodes, weights = _rule()
    start = 2.0 * math.asin(math.sqrt(share)) if share > 0.0 else 0.0
    span = math.pi - start
    theta = start + span * nodes
    u = law.value(theta)
    if share > 0.0:
        excess = 2.0 * law.half * np.sin((start + theta) / 2.0) * np.sin(span * nodes / 2.0) / (u + t)
    else:
        excess = u - t
    density = 2.0 / math.pi * np.sin(theta) ** 2 / u**2 * span * weights
    return float(density @ excess**power)


@batched(t=0, nu=0)
def singular_excess(t: float, nu: float) -> float:
    r"""Mean excess of a singular value over a threshold, for large Gaussian matrices.

    E (u-t)_+ = ∫(u-t)_+ φ_y(u) du, with φ_y the limit law of the singular values over √n, of aspect ratio y = m/n.

    Parameters
    ----------
    t : float
        Threshold, >= 0.
    nu : float
        Aspect ratio y, in (0, 1].

    Returns
    -------
    float
        Falling in t; 0 from 1 + √y on.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.nuclear.

    Examples
    --------
    >>> round(singular_excess(0.0, 1.0), 12) == round(8 / (3 * math.pi), 12)
    True
    """
    return _excess_power(t, nu, 1, "singular_excess")


@batched(t=0, nu=0)
def singular_excess_square(t: float, nu: float) -> float:
    r"""Mean squared excess of a singular value over a threshold, for large Gaussian matrices.

    E (u-t)_+² = ∫(u-t)_+² φ_y(u) du; 1 at t = 0.

    Parameters
    ----------
    t : float
        Threshold, >= 0.
    nu : float
        Aspect ratio y, in (0, 1].

    Returns
    -------
    float
        Falling in t; 0 from 1 + √y on.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.nuclear.

    Examples
    --------
    >>> round(singular_excess_square(0.0, 0.25), 12)
    1.0
    """
    return _excess_power(t, nu, 2, "singular_excess_square")


def _quantity(name: str, arguments: tuple[str, str], array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.descent.nuclear", sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "nuclear_descent_share",
        ("rho", "nu"),
        nuclear_descent_share,
        ball_nuclear_descent_share,
        r"\psi_*({rho},{nu})",
    ),
    _quantity("singular_excess", ("t", "nu"), singular_excess, ball_singular_excess, r"E_{{{nu}}}(u-{t})_+"),
    _quantity(
        "singular_excess_square",
        ("t", "nu"),
        singular_excess_square,
        ball_singular_excess_square,
        r"E_{{{nu}}}(u-{t})_+^2",
    ),
)
