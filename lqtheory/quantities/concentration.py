"""Concentration of intrinsic volumes, transition widths, and Gordon's escape theorem (dossier ``geom.kin``).

The tails with both exponents are those of the moment generating function of McCoy and Tropp; the published forms of the
approximate kinematic formula stand beside them, to compare.
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.concentration import (
    ball_escape_probability,
    ball_published_escape_probability,
    ball_published_tail_bound,
    ball_published_transition_width,
    ball_transition_width,
    ball_volume_lower_tail_bound,
    ball_volume_tail_bound,
    ball_volume_upper_tail_bound,
)

__all__ = [
    "QUANTITIES",
    "escape_probability",
    "published_escape_probability",
    "published_tail_bound",
    "published_transition_width",
    "subspace_probability_bounds",
    "transition_width",
    "volume_lower_tail_bound",
    "volume_tail_bound",
    "volume_upper_tail_bound",
]


@batched(delta=0, h=0)
def volume_upper_tail_bound(delta: float, d: int, h: float) -> float:
    r"""Bound of P(V >= δ + λ) for the intrinsic volume variable V.

    exp(-½ max{δ χ(λ/δ), δ° χ(-λ/δ°)}), χ(u) = (1+u) log(1+u) - u, δ° = d - δ.

    Parameters
    ----------
    delta : float
        Statistical dimension, in [0, d].
    d : int
        Dimension of the space, at least 1.
    h : float
        Deviation λ, >= 0.

    Returns
    -------
    float
        In [0, 1]; 1 at λ = 0, and 0 for λ > d - δ.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.kin.concentration.

    Examples
    --------
    >>> round(volume_upper_tail_bound(100, 1000, 40), 12)
    0.028636975014
    """
    delta, d, h = _checked(delta, d, h, "volume_upper_tail_bound")
    room = d - delta
    if h == 0.0:
        return 1.0
    if h > room or delta == 0.0:
        return 0.0
    shrunk = h if h == room else (room - h) * math.log1p(-h / room) + h
    return math.exp(-0.5 * max((delta + h) * math.log1p(h / delta) - h, shrunk))


@batched(delta=0, h=0)
def volume_lower_tail_bound(delta: float, d: int, h: float) -> float:
    r"""Bound of P(V <= δ - λ) for the intrinsic volume variable V.

    The bound of the upper tail with δ and d - δ exchanged: V of the polar cone is d - V.

    Parameters
    ----------
    delta : float
        Statistical dimension, in [0, d].
    d : int
        Dimension of the space, at least 1.
    h : float
        Deviation λ, >= 0.

    Returns
    -------
    float
        In [0, 1]; 1 at λ = 0, and 0 for λ > δ.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.kin.concentration.

    Examples
    --------
    >>> volume_lower_tail_bound(30, 100, 8) == volume_upper_tail_bound(70, 100, 8)
    True
    """
    delta, d, h = _checked(delta, d, h, "volume_lower_tail_bound")
    return volume_upper_tail_bound(d - delta, d, h)


@batched(delta=0, h=0)
def volume_tail_bound(delta: float, d: int, h: float) -> float:
    r"""Bernstein form of both tail bounds.

    exp(-(λ²/4)/(σ² + λ/3)), σ² = min(δ, d - δ).

    Parameters
    ----------
    delta : float
        Statistical dimension, in [0, d].
    d : int
        Dimension of the space, at least 1.
    h : float
        Deviation λ, >= 0.

    Returns
    -------
    float
        In (0, 1]; at λ = 0 it is 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.kin.concentration.

    Examples
    --------
    >>> round(volume_tail_bound(100, 1000, 40), 9)
    0.029322159
    """
    delta, d, h = _checked(delta, d, h, "volume_tail_bound")
    return 1.0 if h == 0.0 else math.exp(-h * h / 4.0 / (min(delta, d - delta) + h / 3.0))


@batched(eta=0, s=0)
def transition_width(eta: float, s: float) -> float:
    r"""Deviation at which the Bernstein bound of the tails is η.

    λ_η = 2L/3 + √((2L/3)² + 4 L σ²), L = log(1/η).

    Parameters
    ----------
    eta : float
        Probability, in (0, 1].
    s : float
        σ² = min(δ, d - δ), >= 0.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    mccoy_tropp_2014; dossier geom.kin.concentration.

    Examples
    --------
    >>> round(transition_width(0.05, 500), 9)
    79.427466579
    """
    log_odds = -math.log(check_real(eta, "eta", "transition_width", 0.0, 1.0, "right"))
    s = check_real(s, "s", "transition_width", 0.0, math.inf, "left")
    share = 2.0 * log_odds / 3.0
    return share + math.sqrt(share * share + 4.0 * log_odds * s)


@batched(eta=0)
def published_transition_width(eta: float, d: int) -> float:
    r"""Half-width of the transition in the approximate kinematic formula as published.

    a_η √d, a_η = √(8 log(4/η)).

    Parameters
    ----------
    eta : float
        Probability, in (0, 1].
    d : int
        Dimension of the space, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Wider than :func:`transition_width` for every cone; kept to compare.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Theorem I; dossier geom.kin.akf.

    Examples
    --------
    >>> round(published_transition_width(0.05, 1000), 3)
    187.233
    """
    eta = check_real(eta, "eta", "published_transition_width", 0.0, 1.0, "right")
    d = check_count(d, "d", 1, None, "published_transition_width")
    return math.sqrt(8.0 * (math.log(4.0) - math.log(eta)) * d)


@batched(delta=0, h=0)
def published_tail_bound(delta: float, d: int, h: float) -> float:
    r"""Refined tail of the approximate kinematic formula as published.

    4 exp(-(λ²/8)/(ω² + λ)), ω² = min(δ, d - δ).

    Parameters
    ----------
    delta : float
        Statistical dimension, in [0, d].
    d : int
        Dimension of the space, at least 1.
    h : float
        Deviation λ, >= 0.

    Returns
    -------
    float
        In (0, 4].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Recalled from the literature; weaker than four times :func:`volume_tail_bound`.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.kin.akf.

    Examples
    --------
    >>> published_tail_bound(100, 1000, 0)
    4.0
    """
    delta, d, h = _checked(delta, d, h, "published_tail_bound")
    return 4.0 if h == 0.0 else 4.0 * math.exp(-h * h / 8.0 / (min(delta, d - delta) + h))


@batched(h=0)
def escape_probability(m: int, h: float) -> float:
    r"""Gordon's escape through a mesh: a bound of the probability that a random subspace misses a set.

    P(L ∩ S = ∅) >= 1 - exp(-½ (λ_m - w)²) for w < λ_m, λ_m = E‖g_m‖; 0 (no information) otherwise.

    Parameters
    ----------
    m : int
        Codimension of the subspace, at least 1.
    h : float
        Gaussian width w of the set, a closed subset of the sphere; >= 0.

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    gordon_1988; dossier geom.kin.gordon.

    Examples
    --------
    >>> round(escape_probability(50, 5), 12)
    0.874097445197
    """
    m = check_count(m, "m", 1, None, "escape_probability")
    gap = chi_mean(m) - check_real(h, "h", "escape_probability", 0.0, math.inf, "left")
    return -math.expm1(-0.5 * gap * gap) if gap > 0 else 0.0


@batched(h=0)
def published_escape_probability(m: int, h: float) -> float:
    r"""Gordon's bound with the constants of 1988.

    1 - 3.5 exp(-(m/√(m+1) - w)²/18), or 0 where that is negative or w is too large.

    Parameters
    ----------
    m : int
        Codimension of the subspace, at least 1.
    h : float
        Gaussian width w of the set; >= 0.

    Returns
    -------
    float
        In [0, 1).

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Recalled from the literature; kept to compare.

    References
    ----------
    gordon_1988; dossier geom.kin.gordon.

    Examples
    --------
    >>> published_escape_probability(50, 5)
    0.0
    """
    m = check_count(m, "m", 1, None, "published_escape_probability")
    gap = m / math.sqrt(m + 1.0) - check_real(h, "h", "published_escape_probability", 0.0, math.inf, "left")
    return max(0.0, 1.0 - 3.5 * math.exp(-gap * gap / 18.0)) if gap > 0 else 0.0


@batched(low=0, high=0)
def subspace_probability_bounds(low: float, high: float, d: int, m: int) -> tuple[float, float]:
    r"""Bounds of the probability that a cone meets a random subspace, from an interval for δ alone.

    P <= the upper tail at λ = m - δ⁺ for δ⁺ <= m, and P >= 1 - the lower tail at λ = δ⁻ - m for δ⁻ >= m.

    Parameters
    ----------
    low, high : float
        Ends δ⁻ and δ⁺ of an interval that contains the statistical dimension; in [0, d].
    d : int
        Dimension of the space, at least 1.
    m : int
        Codimension of the subspace, in {0, ..., d}.

    Returns
    -------
    tuple of float
        Lower and upper bound, in [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    This is the approximate kinematic formula with the sharpened concentration, for a cone that is no subspace.

    References
    ----------
    Dossier geom.kin.akf, geom.ell.success.

    Examples
    --------
    >>> [round(p, 6) for p in subspace_probability_bounds(50, 50, 100, 70)]
    [0.0, 0.096558]
    """
    where = "subspace_probability_bounds"
    d = check_count(d, "d", 1, None, where)
    m = check_count(m, "m", 0, d, where, "d")
    high = check_real(high, "high", where, 0.0, float(d))
    low = check_real(low, "low", where, 0.0, high)
    above = volume_upper_tail_bound(high, d, m - high) if m >= high else 1.0
    below = 1.0 - volume_lower_tail_bound(low, d, low - m) if m <= low else 0.0
    return below, above


def _checked(delta: Any, d: Any, h: Any, where: str) -> tuple[float, int, float]:
    d = check_count(d, "d", 1, None, where)
    number = check_real(delta, "delta", where)
    if not 0.0 <= number <= d:
        raise DomainError(
            f"delta={number} is outside [0, d] with d={d} ({where}); a statistical dimension is at most d"
        )
    return number, d, check_real(h, "h", where, 0.0, math.inf, "left")


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, id: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, f"geom.kin.{id}", sign="nonnegative")


_TAIL = ("delta", "d", "h")

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "volume_upper_tail_bound",
        _TAIL,
        volume_upper_tail_bound,
        ball_volume_upper_tail_bound,
        r"B^+({delta},{d},{h})",
        "concentration",
    ),
    _quantity(
        "volume_lower_tail_bound",
        _TAIL,
        volume_lower_tail_bound,
        ball_volume_lower_tail_bound,
        r"B^-({delta},{d},{h})",
        "concentration",
    ),
    _quantity(
        "volume_tail_bound", _TAIL, volume_tail_bound, ball_volume_tail_bound, r"B({delta},{d},{h})", "concentration"
    ),
    _quantity(
        "transition_width",
        ("eta", "s"),
        transition_width,
        ball_transition_width,
        r"\lambda_{{{eta}}}({s})",
        "concentration",
    ),
    _quantity(
        "published_transition_width",
        ("eta", "d"),
        published_transition_width,
        ball_published_transition_width,
        r"a_{{{eta}}}\sqrt{{{d}}}",
        "akf",
    ),
    _quantity(
        "published_tail_bound",
        _TAIL,
        published_tail_bound,
        ball_published_tail_bound,
        r"p_{{{delta},{d}}}({h})",
        "akf",
    ),
    _quantity(
        "escape_probability", ("m", "h"), escape_probability, ball_escape_probability, r"G_{{{m}}}({h})", "gordon"
    ),
    _quantity(
        "published_escape_probability",
        ("m", "h"),
        published_escape_probability,
        ball_published_escape_probability,
        r"G'_{{{m}}}({h})",
        "gordon",
    ),
)
