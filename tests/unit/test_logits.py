import math

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.logits import QUANTITIES, entry, largest_entry, log_sum_exp, smallest_entry


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda q: q.name)
def test_floats_balls_and_batches_agree(quantity, rng):
    rest = (2,) if "j" in quantity.arguments else ()
    x = rng.standard_normal((5, 4)) * 3
    found = quantity(x, *rest)
    for row, value in zip(x, found, strict=True):
        with balls.precision(120):
            low, high = balls.enclosure(quantity.ball(balls.ball_vector(row), *rest))
        assert low - 1e-13 <= float(value) <= high + 1e-13
        assert float(quantity(row, *rest)) == pytest.approx(float(value), abs=1e-14)


def test_known_values():
    x = [1.0, -2.0, 3.0]
    assert (float(entry(x, 2)), float(largest_entry(x)), float(smallest_entry(x))) == (-2.0, 3.0, -2.0)
    assert float(log_sum_exp([0.0] * 7)) == pytest.approx(math.log(7), rel=1e-15)
    assert float(log_sum_exp([-1e4, -1e4])) == pytest.approx(-1e4 + math.log(2), rel=1e-15)
    assert float(log_sum_exp(np.array([800.0, 0.0]))) == 800.0


def test_bad_positions_are_refused():
    with pytest.raises(DomainError, match="j=3"):
        entry([1.0, 2.0], 3)
    with pytest.raises(InputTypeError):
        entry([1.0, 2.0], 1.0)
    with pytest.raises(DomainError):
        balls_entry()


def balls_entry():
    with balls.precision(64):
        return QUANTITIES[0].ball([balls.ball(1)], 0)
