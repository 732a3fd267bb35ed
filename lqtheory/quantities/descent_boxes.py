"""The l_1 descent curve on whole intervals of fractions: enclosures from the ends, because it rises and is concave.

That ψ rises, lies above its chords and below its tangents are theorems (``l1_curve_rises``, ``l1_curve_is_concave``,
``l1_curve_below_tangents``); the values at the ends are balls.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_count, on_cpu
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_share, ball_l1_descent_threshold
from lqtheory.quantities.reference.descent_norms import ball_tails

__all__ = ["CurveBox", "checked_bits", "increasing_shares", "l1_descent_boxes"]


class CurveBox(NamedTuple):
    """What holds for every ρ in [low, high]: share_low <= ψ(ρ) <= share_high, and 0 <= ψ(ρ) - chord(ρ) <= error.

    ``chord`` is the segment between the exact points of the curve at the ends; the three numbers are rounded outwards.
    """

    low: Fraction
    high: Fraction
    share_low: float
    share_high: float
    error: float


def _slope(rho: Any) -> Any:
    """Slope of the tangent, 1 + τ² - E(|g|-τ)_+², for 0 < ρ < 1."""
    t = ball_l1_descent_threshold(rho)
    density, tail = ball_tails(t)
    return 1 + t * t - 2 * ((1 + t * t) * tail - t * density)


def _box(low: Fraction, high: Fraction) -> CurveBox:
    a, b = balls.ball(low), balls.ball(high)
    below, above = ball_l1_descent_share(a), ball_l1_descent_share(b)
    chord = (above - below) / (b - a)
    from_right = (chord - (_slope(b) if high < 1 else 0)) * (b - a)  # the tangent at the right end, at the left one
    error = from_right
    if low > 0:
        from_left = (_slope(a) - chord) * (b - a)
        error = from_left * from_right / (from_left + from_right)  # where the two tangents meet
    ends = balls.enclosure(below)[0], balls.enclosure(above)[1]
    return CurveBox(low, high, *ends, balls.enclosure(error)[1])


def increasing_shares(edges: Any, where: str) -> list[Fraction]:
    """The ends of intervals as exact fractions.

    Parameters
    ----------
    edges : sequence of numbers
        As given by the caller.
    where : str
        What the error texts call the function.

    Returns
    -------
    list of fractions.Fraction
        At least two, increasing within [0, 1].

    Raises
    ------
    InputTypeError
        If it is no sequence of real numbers.
    DomainError
        If there are fewer than two, or they do not increase within [0, 1].

    Examples
    --------
    >>> increasing_shares([0.25, 1], "boxes")
    [Fraction(1, 4), Fraction(1, 1)]
    """
    try:
        given = [edge.item() if isinstance(edge, np.generic) else edge for edge in _listed(edges)]
        if any(isinstance(edge, bool) or not isinstance(edge, (int, float, Fraction)) for edge in given):
            raise TypeError
        points = [Fraction(edge) for edge in given]
    except (TypeError, ValueError, OverflowError):
        raise InputTypeError(
            f"edges must be a sequence of finite real numbers, got {edges!r:.60} ({where}); use floats or fractions"
        ) from None
    if len(points) < 2 or points[0] < 0 or points[-1] > 1 or any(a >= b for a, b in pairwise(points)):
        raise DomainError(f"edges must be at least two shares that increase within [0, 1] ({where}); sort them")
    return points


def _listed(edges: Any) -> list[Any]:
    if isinstance(edges, (str, bytes, dict)):
        raise TypeError
    return on_cpu(edges).tolist() if hasattr(edges, "detach") else list(edges)


def checked_bits(bits: Any, where: str) -> int:
    """A working precision of balls, from 2 to a million bits.

    Parameters
    ----------
    bits : int
        As given by the caller.
    where : str
        What the error texts call the function.

    Returns
    -------
    int

    Raises
    ------
    InputTypeError, DomainError
        If it is no integer or out of range.

    Examples
    --------
    >>> checked_bits(128, "boxes")
    128
    """
    return check_count(bits, "bits", 2, 1_000_000, where, "the limit")


def l1_descent_boxes(edges: Any, bits: int = 128) -> list[CurveBox]:
    r"""Certified enclosures of the l_1 descent curve on the intervals between fractions.

    On [a, b]: ψ(a) <= ψ <= ψ(b), chord <= ψ <= chord + error with the height at which the tangents at a and b meet.

    Parameters
    ----------
    edges : sequence of numbers
        Increasing fractions in [0, 1]: int, float or ``fractions.Fraction``, taken exactly.
    bits : int
        Working precision of the balls.

    Returns
    -------
    list of CurveBox
        One for each interval. The bounds hold at every real point of it, not only at the ends.

    Raises
    ------
    InputTypeError
        If ``edges`` is no sequence of numbers, or ``bits`` no integer.
    DomainError
        If there are fewer than two edges, or they do not increase within [0, 1], or ``bits`` is out of range.

    Notes
    -----
    A few milliseconds for each edge. The error falls with the square of the width.

    References
    ----------
    Dossier geom.descent.l1.

    Examples
    --------
    >>> box, = l1_descent_boxes([Fraction(1, 10), Fraction(11, 100)])
    >>> round(box.share_low, 9), round(box.share_high, 9), box.error < 3e-4
    (0.328793505, 0.350224868, True)
    """
    points = increasing_shares(edges, "l1_descent_boxes")
    with balls.precision(checked_bits(bits, "l1_descent_boxes")):
        return [_box(a, b) for a, b in pairwise(points)]
