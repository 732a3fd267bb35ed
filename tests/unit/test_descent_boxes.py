"""Enclosures of the l_1 descent curve on intervals of fractions that cover [0, 1]."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError
from lqtheory.quantities.descent_boxes import CurveBox, l1_descent_boxes
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_share

#: 1e-12 to 1 - 1e-12, finer in the middle, and both ends.
EDGES = [
    Fraction(0),
    *(m * Fraction(1, 10**k) for k in range(12, 2, -1) for m in range(1, 10)),
    *(Fraction(k, 200) for k in range(2, 200)),
    *(1 - Fraction(1, 10**k) for k in range(3, 13)),
    Fraction(1),
]


def chord(box: CurveBox, rho: Fraction) -> Any:
    """The segment between the exact points at the ends."""
    below, above = (ball_l1_descent_share(ball(end)) for end in (box.low, box.high))
    return below + (above - below) * ball(rho - box.low) / ball(box.high - box.low)


def test_boxes_cover_all_fractions_and_are_tight() -> None:
    boxes = l1_descent_boxes(EDGES)
    assert [(box.low, box.high) for box in boxes] == list(pairwise(EDGES))
    for box in boxes:
        assert 0 <= box.share_low < box.share_high <= 1 or box.low > 0.999999
        assert box.error <= 0.02 * box.share_high or box.low == 0  # [a, 2a] is the widest
        if Fraction(1, 100) < box.low < Fraction(99, 100):
            assert 0 < box.error < 1e-3
    assert boxes[0].share_low == 0
    assert boxes[-1].share_high == 1


def test_the_curve_stays_in_its_boxes(rng: np.random.Generator) -> None:
    """At three points of every third interval, in balls: between the ends, and above the chord by at most the error."""
    for box in l1_descent_boxes(EDGES)[::3]:
        for share in rng.integers(1, 99, 3):
            rho = box.low + (box.high - box.low) * Fraction(int(share), 100)
            with precision(200):
                value = ball_l1_descent_share(ball(rho))
                assert ball(box.share_low) <= value <= ball(box.share_high)
                above = value - chord(box, rho)
                assert 0 <= above <= ball(box.error)


def test_the_error_is_not_exaggerated() -> None:
    """On a small interval it is about twice what the curve rises above its chord in the middle."""
    (box,) = l1_descent_boxes([Fraction(1, 5), Fraction(1, 5) + Fraction(1, 1000)])
    with precision(200):
        middle = (box.low + box.high) / 2
        rise = float((ball_l1_descent_share(ball(middle)) - chord(box, middle)).mid())
    assert rise < box.error < 2.01 * rise


@pytest.mark.parametrize("edges", [[0.5], [], [0.5, 0.25], [0.25, 0.25], [-0.1, 0.5], [0.5, 1.5]])
def test_edges_must_increase_within_the_unit_interval(edges: list[float]) -> None:
    with pytest.raises(DomainError, match=r"edges must be at least two shares that increase within \[0, 1\]"):
        l1_descent_boxes(edges)
