"""Enclosures of circular cones on intervals of angles that cover [0, pi/2], in few and in many dimensions."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.circular_boxes import circular_dimension_boxes
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension

EDGES = [Fraction(k, 40) for k in range(41)]


@pytest.mark.parametrize("d", [2, 3, 8, 9, 50, 200, 1000])
def test_boxes_cover_all_angles_and_hold_inside(d: int, rng: np.random.Generator) -> None:
    boxes = circular_dimension_boxes(d, EDGES)
    assert [(box.low, box.high) for box in boxes] == list(pairwise(EDGES))
    assert (boxes[0].dimension_low, boxes[-1].dimension_high) == (0.5, d - 0.5)
    assert sum(box.tails_high - box.tails_low for box in boxes) == pytest.approx(1.0, abs=1e-12)
    for box in boxes:
        share = float(rng.uniform(float(box.low), float(box.high)))
        alpha = share * math.pi / 2
        value = circular_statistical_dimension(d, alpha)
        assert box.dimension_low - 1e-12 * d <= value <= box.dimension_high + 1e-12 * d
        tails = value - d * math.sin(alpha) ** 2 - math.cos(2 * alpha)
        assert box.tails_low - 1e-12 * d <= tails <= box.tails_high + 1e-12 * d


def test_the_tails_alone_are_tight_in_many_dimensions() -> None:
    """Away from the ends by a few 1/sqrt(d) nothing but the leading terms is left, on whole intervals."""
    for box in circular_dimension_boxes(1000, EDGES):
        if Fraction(8, 40) <= box.low <= Fraction(31, 40):
            assert box.tails_high - box.tails_low < 1e-20
            assert box.dimension_high - box.dimension_low > 10


def test_bad_input_is_refused() -> None:
    for edges in ([0], [0.5, 0.25], [-1, 1], [0, 2]):
        with pytest.raises(DomainError, match="at least two shares that increase"):
            circular_dimension_boxes(3, edges)
    with pytest.raises(DomainError, match="d=1"):
        circular_dimension_boxes(1, EDGES)
    with pytest.raises(InputTypeError):
        circular_dimension_boxes(2.5, EDGES)
