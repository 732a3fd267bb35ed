"""Means over random atoms with random signs: floats against balls, closed forms, and what the theorems say of p = 2."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.errors import ShapeError, UnsupportedError

signed, roots = (SIGNED_SUMS[name] for name in ("mean_signed_norm", "mean_root_sum"))


@pytest.mark.parametrize("p", [1.0, 1.5, 2.0, 3.5])
@pytest.mark.parametrize("m", [1, 2, 3])
def test_floats_agree_with_balls(p: float, m: int, rng: np.random.Generator) -> None:
    theta, F = np.round(rng.standard_normal(3), 2), np.round(rng.standard_normal((4, 3)), 2)
    for quantity in (signed, roots):
        with precision(113):
            exact = quantity.ball([ball(v) for v in theta], [[ball(v) for v in column] for column in F.T], m, ball(p))
        assert quantity.array(theta, F, m, p) == pytest.approx(float(exact.mid()), rel=1e-12)


def test_one_draw_has_the_norm_of_an_atom() -> None:
    theta, F = np.array([2.0, -1.0, 0.0]), np.array([[1.0, 0.0, 1.0], [0.0, 3.0, 1.0]])
    for quantity in (signed, roots):
        for p in (1.0, 2.0, 4.0):
            assert quantity.array(theta, F, 1, p) == pytest.approx(5.0)
        assert quantity.array(np.zeros(3), F, 2, 2.0) == 0.0


def test_two_signs_of_one_atom_cancel_half_of_the_time() -> None:
    assert signed.array([1.0], [[1.0]], 2, 2.0) == pytest.approx(0.5)
    assert roots.array([1.0], [[1.0]], 2, 2.0) == pytest.approx(math.sqrt(2) / 2)
    assert roots.array([1e200], [[1e-20]], 2, 6.0) == pytest.approx(1e180 * math.sqrt(2) / 2)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ShapeError, match="one entry per column"):
        signed.array([1.0, 2.0], [[1.0]], 1, 2.0)
    with pytest.raises(UnsupportedError, match="are too many"):
        signed.array(np.ones(20), np.eye(20), 12, 2.0)
