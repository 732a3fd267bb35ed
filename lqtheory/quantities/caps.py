"""Caps of the sphere: the share of all directions within an angle of a fixed one (dossier ``geom.iv.circular``)."""

from __future__ import annotations

import math

import numpy as np

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.binomial_logarithms import log_binomial_probability
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import circular_cones as balls

__all__ = ["QUANTITIES", "cap_share", "complement", "inner_circular_volumes", "tube_share"]

#: What the float nearest to π/2 leaves of it; that float itself stands for π/2.
REST_OF_QUARTER = 6.123233995736766e-17


@batched(alpha=0)
def cap_share(d: int, alpha: float) -> float:
    r"""Share of the sphere of R^d within an angle of a fixed point.

    S_d(α) = ∫_0^α sin^{d-2} / ∫_0^π sin^{d-2}.

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    alpha : float
        Angle, in [0, π].

    Returns
    -------
    float
        In [0, 1]; 1/2 at π/2.

    Raises
    ------
    InputTypeError
        If ``d`` is not an integer or ``alpha`` not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1), by incomplete beta functions: of sin²α, or of cos²α next to the equator, where sin²α is rounded too much.
    Relative error below 1e-13 up to π/2, and absolute error beyond.

    References
    ----------
    Dossier geom.iv.circular.

    Examples
    --------
    >>> round(cap_share(3, math.pi / 3), 12)
    0.25
    """
    from scipy.special import betainc

    d = check_count(d, "d", 2, None, "cap_share")
    alpha = check_real(alpha, "alpha", "cap_share", 0.0, math.pi)
    height = math.sin(math.pi / 2 - alpha)
    if d * height * height < 1.0:
        return 0.5 - math.copysign(0.5, height) * float(betainc(0.5, (d - 1) / 2, height * height))
    small = 0.5 * float(betainc((d - 1) / 2, 0.5, math.sin(alpha) ** 2))
    return small if height > 0.0 else 1.0 - small


@batched(phi=0)
def tube_share(d: int, k: int, phi: float) -> float:
    r"""Share of the sphere of R^d within an angle of a subspace.

    I_l((d-k)/2, k/2) at l = sin²φ, for a subspace of dimension k; the distance of a random point is beta distributed.

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    k : int
        Dimension of the subspace, in {1, ..., d}.
    phi : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        In [0, 1]; 1 for k = d.

    Raises
    ------
    InputTypeError
        If a count is not an integer or ``phi`` not a number.
    DomainError
        If an argument is out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.iv.steiner.

    Examples
    --------
    >>> round(tube_share(3, 2, math.pi / 6), 12)
    0.5
    """
    from scipy.special import betainc, betaincc

    d = check_count(d, "d", 2, None, "tube_share")
    k = check_count(k, "k", 1, d, "tube_share", "d")
    phi = check_real(phi, "phi", "tube_share", 0.0, math.pi / 2)
    if k == d:
        return 1.0
    if phi > math.pi / 4:
        return float(betaincc(k / 2, (d - k) / 2, math.sin(math.pi / 2 - phi) ** 2))
    return float(betainc((d - k) / 2, k / 2, math.sin(phi) ** 2))


def inner_circular_volumes(d: int, k: np.ndarray, alpha: float) -> np.ndarray:
    """Intrinsic volumes v_k of a circular cone for some k from 1 to d - 1.

    Parameters
    ----------
    d : int
        Dimension, at least 2.
    k : array of int
        In {1, ..., d - 1}.
    alpha : float
        Angle in [0, π/2].

    Returns
    -------
    array of float64
    """
    if d == 2:
        return np.full(k.shape, 0.5)
    sine, cosine = math.sin(alpha), 0.0 if alpha == math.pi / 2 else math.cos(alpha)
    one, pair = np.ones(k.shape), ((sine, cosine), (cosine, sine))
    logs = [(math.log1p(-v * v) if u > 0.7 else 2 * math.log(u)) * one if u else -np.inf * one for u, v in pair]
    return 0.5 * np.exp(log_binomial_probability((d - 2) / 2, (k - 1) / 2.0, sine**2 * one, cosine**2 * one, *logs))


def complement(alpha: float) -> float:
    """π/2 less an angle, to full relative accuracy; 0 for the float that stands for π/2."""
    return math.pi / 2 - alpha + REST_OF_QUARTER if alpha != math.pi / 2 else 0.0


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "cap_share",
        ("d", "alpha"),
        cap_share,
        balls.ball_cap_share,
        r"S_{{{d}}}({alpha})",
        "geom.iv.circular.cap",
        sign="nonnegative",
    ),
    Quantity(
        "tube_share",
        ("d", "k", "phi"),
        tube_share,
        balls.ball_tube_share,
        r"P_{{{d},{k}}}({phi})",
        "geom.iv.steiner.subspace",
        sign="nonnegative",
    ),
)
