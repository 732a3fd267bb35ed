"""Circular cones on whole intervals of angles, in any dimension: enclosures from the ends, by monotonicity.

That δ, and the tails T_d by which it differs from d sin²α + cos 2α, rise with the angle is the theorem
``circular_dimension_rises`` for all d; so is, in other words, that T_d(α) - T_d(π/2-α) rises. It moves from -1/2 to 1/2
whatever d is: intervals that suit one dimension suit all.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.descent_boxes import checked_bits, increasing_shares
from lqtheory.quantities.reference.circular_cones import ball_circular_tail
from lqtheory.quantities.reference.statistical_dimensions import ball_circular_statistical_dimension

__all__ = ["AngleBox", "circular_dimension_boxes"]


class AngleBox(NamedTuple):
    """What holds for every α in [low, high]·π/2: dimension_low <= δ <= dimension_high, and the same of the tails.

    ``tails_low <= δ - d sin²α - cos 2α <= tails_high``; all four numbers are rounded outwards.
    """

    low: Fraction
    high: Fraction
    dimension_low: float
    dimension_high: float
    tails_low: float
    tails_high: float


def circular_dimension_boxes(d: int, edges: Any, bits: int = 128) -> list[AngleBox]:
    r"""Certified enclosures of the statistical dimension of circular cones on intervals of angles.

    On [a, b]: δ(a) <= δ <= δ(b), and T_d(a) - T_d(π/2-a) <= δ - d sin²α - cos 2α <= T_d(b) - T_d(π/2-b).

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    edges : sequence of numbers
        Increasing shares of a right angle, in [0, 1]: int, float or ``fractions.Fraction``, taken exactly.
    bits : int
        Working precision of the balls.

    Returns
    -------
    list of AngleBox
        One for each interval. The bounds hold at every real angle of it, not only at the ends.

    Raises
    ------
    InputTypeError
        If ``d`` or ``bits`` is not an integer, or ``edges`` no sequence of numbers.
    DomainError
        If d < 2, or there are fewer than two edges, or they do not increase within [0, 1], or ``bits`` is out of range.

    Notes
    -----
    A few milliseconds for each edge, up to d of some thousands. The widths ``tails_high - tails_low`` of consecutive
    boxes add up to at most 1.

    References
    ----------
    Dossier geom.statdim.circular.

    Examples
    --------
    >>> box, = circular_dimension_boxes(50, [Fraction(1, 3), Fraction(11, 30)])
    >>> round(box.dimension_low, 9), round(box.dimension_high, 9), box.tails_high - box.tails_low < 1e-4
    (12.999991245, 15.238319179, True)
    """
    d = check_count(d, "d", 2, None, "circular_dimension_boxes")
    points = increasing_shares(edges, "circular_dimension_boxes")
    with balls.precision(checked_bits(bits, "circular_dimension_boxes")):
        ends = [_end(d, point) for point in points]
    return [
        AngleBox(a, b, below[0][0], above[0][1], below[1][0], above[1][1])
        for (a, below), (b, above) in pairwise(zip(points, ends, strict=True))
    ]


def _end(d: int, share: Fraction) -> tuple[tuple[float, float], tuple[float, float]]:
    """Enclosures of the dimension and of the tails at one angle; at the ends 1/2 and d - 1/2, -1/2 and 1/2."""
    half = balls.ball(1) / 2
    if share in (0, 1):
        dimension, tails = (half, -half) if share == 0 else (d - half, half)
    else:
        alpha, other = (balls.ball(part) * circle_constant() / 2 for part in (share, 1 - share))
        dimension = ball_circular_statistical_dimension(d, alpha)
        tails = ball_circular_tail(d, alpha) - ball_circular_tail(d, other)
    return balls.enclosure(dimension), balls.enclosure(tails)
