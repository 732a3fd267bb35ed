"""Circular cones {x : x_1 >= ‖x‖ cos α}: caps, energies, widths, tails and single intrinsic volumes.

β is the angle of a Gaussian vector g to the axis, of density sin^{d-2}β/I_{d-2}; the projection Π g has the length
‖g‖ cos(max(0, β-α)) for β <= α + π/2, and 0 beyond (dossier ``geom.statdim.circular``, ``geom.iv.circular``).
"""

from __future__ import annotations

import math

import numpy as np

from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.batches import batched
from lqtheory.quantities.caps import cap_share, complement, inner_circular_volumes
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.intrinsic_volumes import check_angle
from lqtheory.quantities.quadrature import legendre_rule
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import circular_cones as balls

__all__ = ["QUANTITIES", "circular_energy", "circular_tail", "circular_volume", "circular_width"]

#: Nodes of the rule for tails, and how many e-foldings of the integrand its interval covers.
_NODES, _FOLDINGS = 100, 45.0
#: Dimension from which on the integrand is a peak in the interval of angles.
_LARGE = 1000


@batched(alpha=0)
def circular_energy(d: int, r: int, alpha: float) -> float:
    r"""Moments of the energy of the projection of a Gaussian vector on a circular cone.

    E‖Π g‖^{2r} = d (d+2) ... (d+2r-2) E max(0, cos(max(0, β-α)))^{2r}; the statistical dimension for r = 1.

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    r : int
        Order, >= 1.
    alpha : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If a count is not an integer or ``alpha`` not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(d + r) up to d = 1000, a Gauss-Legendre rule that is exact up to rounding on the interval of angles; beyond,
    O(1), a rule around the peak of the integrand.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, section 3.4; dossier geom.statdim.def (spherical form), geom.iv.variance.

    Examples
    --------
    >>> round(circular_energy(3, 1, math.pi / 4), 12)
    1.5
    """
    d, r = check_count(d, "d", 2, None, "circular_energy"), check_count(r, "r", 1, None, "circular_energy")
    alpha = check_angle(alpha, "circular_energy")
    size = math.prod(d + 2 * i for i in range(r))
    return size * (cap_share(d, alpha) + _beyond(d, 2 * r, alpha, math.pi / 2))


def _beyond(d: int, power: int, alpha: float, end: float) -> float:
    """∫_0^end cos^power(γ) sin^{d-2}(α+γ) dγ / I_{d-2}."""
    low, high, count = 0.0, end, 40 + (d + power) // 2
    if d > _LARGE:
        peak = _peak(d - 2, power, alpha, end)
        width = math.sqrt(2.0 * _FOLDINGS / (d + power - 2))  # the logarithm bends by at least d - 2 + power
        low, high, count = max(0.0, peak - width), min(end, peak + width), _NODES
    nodes, weights = legendre_rule(count)
    gamma = low + (high - low) * (nodes + 1.0) / 2.0
    values = np.exp(power * _log_sine(gamma, math.pi / 2) + (d - 2) * _log_sine(gamma, alpha))
    return float(values @ weights) * (high - low) / 2.0 * chi_mean(d - 1) / math.sqrt(2.0 * math.pi)


def _peak(m: int, power: int, alpha: float, end: float) -> float:
    """Maximum of cos^power(γ) sin^m(α+γ), by bisection of m cos(α+γ) cos γ - power sin(α+γ) sin γ."""
    low, high = 0.0, end
    for _ in range(80):
        middle = 0.5 * (low + high)
        rising = m * math.cos(alpha + middle) * math.cos(middle) > power * math.sin(alpha + middle) * math.sin(middle)
        low, high = (middle, high) if rising else (low, middle)
    return low


def _log_sine(gamma: np.ndarray, alpha: float) -> np.ndarray:
    """Log sin(α + γ); near the equator it is a small number, which the sine itself does not carry."""
    sine, cosine = np.abs(np.sin(gamma + alpha)), np.sin((math.pi / 2 - alpha) - gamma)
    near = 0.5 * np.log1p(-np.minimum(cosine**2, 0.75))
    return np.where(sine < 0.7, np.log(np.maximum(sine, 1e-300)), near)


@batched(alpha=0)
def circular_tail(d: int, alpha: float) -> float:
    r"""Correction by which a circular cone exceeds the leading terms of its statistical dimension.

    T_d(α) = d/I_{d-2} ∫_0^α sin^{d-2}β sin²(α-β) dβ, with δ = d sin²α + cos 2α + T_d(α) - T_d(π/2-α).

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    alpha : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        In [0, 1]; at most (d/2) sin^{d+1}α.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer or ``alpha`` not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1): Gauss-Legendre on the interval next to α that holds the integrand, which is positive; so tiny values
    keep their digits, until they underflow.

    References
    ----------
    Dossier geom.statdim.circular.

    Examples
    --------
    >>> round(circular_tail(3, math.pi / 2), 12)
    0.5
    """
    d = check_count(d, "d", 2, None, "circular_tail")
    alpha = check_angle(alpha, "circular_tail")
    nodes, weights = legendre_rule(_NODES)
    fall = _FOLDINGS * math.tan(alpha) / (d - 2) if d > 2 and alpha < math.pi / 2 else math.inf
    width = min(alpha, 12.0 / math.sqrt(d), fall)
    depth = width * (nodes + 1.0) / 2.0
    values = np.exp((d - 2) * _log_sine(-depth, alpha)) * np.sin(depth) ** 2
    return d * chi_mean(d - 1) / math.sqrt(2.0 * math.pi) * width / 2.0 * float(values @ weights)


@batched(alpha=0)
def circular_width(d: int, alpha: float) -> float:
    r"""Gaussian width of a circular cone: the mean of the largest <g, u> over unit vectors u of the cone.

    w = λ_d E cos(max(0, β-α)), and in closed form
    λ_d [S_d(α) + sin α (1 - S_{d+1}(α)) I_{d-1}/I_{d-2} - cos α sin^{d-1}α/((d-1) I_{d-2})].

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    alpha : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        Nonnegative; 0 for a ray.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer or ``alpha`` not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition 10.2; dossier geom.statdim.width.

    Examples
    --------
    >>> round(circular_width(2, math.pi / 2), 12) == round(chi_mean(2) * (0.5 + 1 / math.pi), 12)
    True
    """
    d = check_count(d, "d", 2, None, "circular_width")
    alpha = check_angle(alpha, "circular_width")
    sine, cosine = math.sin(alpha), 0.0 if alpha == math.pi / 2 else math.cos(alpha)
    density = chi_mean(d - 1) / math.sqrt(2.0 * math.pi)
    other = math.sqrt(2.0 * math.pi) / chi_mean(d)
    edge = sine * (1.0 - cap_share(d + 1, alpha)) * other * density - cosine * sine ** (d - 1) / (d - 1) * density
    return chi_mean(d) * (cap_share(d, alpha) + edge)


@batched(alpha=0)
def circular_volume(d: int, k: int, alpha: float) -> float:
    r"""One intrinsic volume of a circular cone.

    v_k = ½ Γ(d/2)/(Γ((k+1)/2) Γ((d-k+1)/2)) sin^{k-1}α cos^{d-k-1}α for 1 <= k < d; v_d = S_d(α), v_0 = S_d(π/2-α).

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    k : int
        Index, in {0, ..., d}.
    alpha : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError
        If a count is not an integer or ``alpha`` not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Proposition D.1 (as recalled); dossier geom.iv.circular.

    Examples
    --------
    >>> round(circular_volume(5, 2, math.pi / 6), 12)
    0.28125
    """
    d = check_count(d, "d", 2, None, "circular_volume")
    k = check_count(k, "k", 0, d, "circular_volume", "d")
    alpha = check_angle(alpha, "circular_volume")
    if k in (0, d):
        return float(cap_share(d, alpha if k else complement(alpha)))
    return float(inner_circular_volumes(d, np.array([k]), alpha)[0])


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "circular_energy",
        ("d", "r", "alpha"),
        circular_energy,
        balls.ball_circular_energy,
        r"\mathbb{{E}}\|\Pi_{{\mathrm{{Circ}}_{{{d}}}({alpha})}}g\|^{{2\cdot{r}}}",
        "geom.statdim.def.spherical",
        sign="positive",
    ),
    Quantity(
        "circular_width",
        ("d", "alpha"),
        circular_width,
        balls.ball_circular_width,
        r"w(\mathrm{{Circ}}_{{{d}}}({alpha}))",
        "geom.statdim.width",
        sign="nonnegative",
    ),
    Quantity(
        "circular_tail",
        ("d", "alpha"),
        circular_tail,
        balls.ball_circular_tail,
        r"T_{{{d}}}({alpha})",
        "geom.statdim.circular.tail",
        sign="nonnegative",
    ),
    Quantity(
        "circular_volume",
        ("d", "k", "alpha"),
        circular_volume,
        balls.ball_circular_volume,
        r"v_{{{k}}}(\mathrm{{Circ}}_{{{d}}}({alpha}))",
        "geom.iv.circular",
        sign="nonnegative",
    ),
)
