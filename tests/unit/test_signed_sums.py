"""Means over random atoms with random signs: floats against balls, closed forms, and what the theorems say of p = 2."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.errors import ShapeError, UnsupportedError

signed, roots = (SIGNED_SUMS[name] for name in ("mean_signed_norm", "mean_root_sum"))


@pytest.mark.parametrize("p", [1.0, 1.5, 2.0, 3.5])
@pytest.mark.parametrize("m", [1, 2, 3])
def test_floats_agree_with_balls(p: float, m: int, rng: np.random.Generator) -> None:
    theta, F = np.round(rng.standard_normal(3), 2), np.round(rng.standard_normal((4, 3)), 2)
    for quantity in SIGNED_SUMS.values():
        with precision(113):
            exact = quantity.ball([ball(v) for v in theta], [[ball(v) for v in column] for column in F.T], m, ball(p))
        assert quantity.array(theta, F, m, p) == pytest.approx(float(exact.mid()), rel=1e-12)


@pytest.mark.parametrize("p", [1.0, 1.5, 2.0, 3.5, 6.0])
def test_the_steps_of_khintchine_and_symmetrisation_rise(p: float, rng: np.random.Generator) -> None:
    own = {name: quantity.array for name, quantity in SIGNED_SUMS.items()}
    for m in (1, 2, 3):
        theta, F = rng.standard_normal(3), rng.standard_normal((3, 3))
        found = {name: array(theta, F, m, p) for name, array in own.items()}
        assert found["mean_signed_norm"] <= found["mean_signed_moment"] * (1 + 1e-12)
        constant = math.sqrt(max(p - 1, 1))
        assert found["mean_signed_moment"] <= constant * found["mean_square_root_sum"] * (1 + 1e-12)
        assert found["mean_square_root_sum"] <= found["mean_root_sum"] * (1 + 1e-12)
        assert found["mean_ghost_norm"] == pytest.approx(found["mean_signed_ghost_norm"], rel=1e-12)
        assert found["mean_signed_ghost_norm"] <= 2 * found["mean_signed_norm"] * (1 + 1e-12)
        error = DISTANCES["mean_lp_error"].array(theta, F, m, p)
        assert error <= found["mean_ghost_norm"] * (1 + 1e-12)
        assert found["mean_ghost_norm"] <= 2 * error * (1 + 1e-12)


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
